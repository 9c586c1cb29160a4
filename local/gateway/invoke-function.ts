import type { InvocationResult } from '../functions/index.ts';
import type { FunctionPermission } from '../template/functions.ts';
import { isPermitted } from '../template/permissions.ts';
import { GatewayRefusal, type ResponseType } from './gateway-response.ts';

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
    const principal = 'apigateway.amazonaws.com';
    if (!isPermitted(permissions, { functionArn, principal, sourceArn })) {
      throw new GatewayRefusal(whenForbidden, `Invalid permissions on Lambda function ${functionArn} for ${sourceArn}`);
    }
    return invoke(functionArn, JSON.stringify(event));
  };
}
