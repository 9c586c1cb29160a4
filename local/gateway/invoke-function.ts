import type { InvocationResult } from '../functions/index.ts';
import type { FunctionPermission } from '../template/functions.ts';
import { GatewayRefusal, type ResponseType } from './gateway-response.ts';
import { matchesPattern } from './policy.ts';

/** Invokes a function with a JSON text. */
export type InvokeFunction = (functionArn: string, payload: string) => Promise<InvocationResult>;

/** API Gateway's own caller of functions: it needs a permission for each, as on AWS. */
export type InvokePermitted = (
  functionArn: string,
  sourceArn: string,
  event: unknown,
  whenForbidden: ResponseType,
) => Promise<InvocationResult>;

/** Makes the caller that throws GatewayRefusal `whenForbidden` for a function that no permission opens to API Gateway. */
export function createPermittedInvoker(
  invoke: InvokeFunction,
  permissions: readonly FunctionPermission[],
): InvokePermitted {
  return async (functionArn, sourceArn, event, whenForbidden) => {
    const isPermitted = permissions.some(
      (permission) =>
        permission.functionArn === functionArn &&
        permission.principal === 'apigateway.amazonaws.com' &&
        (permission.sourceArn === null || matchesPattern(permission.sourceArn, sourceArn)),
    );
    if (!isPermitted) {
      throw new GatewayRefusal(whenForbidden, `Invalid permissions on Lambda function ${functionArn} for ${sourceArn}`);
    }
    return invoke(functionArn, JSON.stringify(event));
  };
}
