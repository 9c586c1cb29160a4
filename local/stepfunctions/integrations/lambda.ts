import { StatesError } from '../interpreter/errors.ts';
import { isObject, type Json, type JsonObject } from '../interpreter/json.ts';
import type { Integration } from '../interpreter/run.ts';
import { describeResponse } from './response-metadata.ts';
import { nameServiceError } from './service-error.ts';

/** What an invocation answers, as Lambda's Invoke does. */
export interface FunctionAnswer {
  readonly payload: Json;
  /** Set when the function threw, timed out or exited; the payload is then `{errorType, errorMessage, …}`. */
  readonly functionError?: string;
}

export type InvokeFunction = (functionName: string, payload: Json, signal: AbortSignal) => Promise<FunctionAnswer>;

/** Errors of Lambda's Invoke (API reference), and the two that the SDK itself throws. */
const knownErrors = new Set([
  'AWSLambdaException',
  'EC2ThrottledException',
  'InvalidParameterValueException',
  'InvalidRequestContentException',
  'KMSAccessDeniedException',
  'RequestTooLargeException',
  'ResourceConflictException',
  'ResourceNotFoundException',
  'ResourceNotReadyException',
  'SdkClientException',
  'ServiceException',
  'TooManyRequestsException',
]);

/** `arn:aws:states:::lambda:invoke` (Step Functions, "Invoke Lambda functions"). */
export function describeInvoke(invokeFunction: InvokeFunction): Integration {
  return {
    resourceType: 'lambda',
    resource: 'invoke',
    call: async ({ arguments: given, signal }) => {
      if (!isObject(given) || typeof given.FunctionName !== 'string') {
        throw new StatesError('States.Runtime', { detail: "The field 'FunctionName' is required but was missing" });
      }
      const answer = await invoke(invokeFunction, given.FunctionName, given.Payload ?? {}, signal);
      if (answer.functionError !== undefined) throw nameFunctionError(answer.payload);
      return describeAnswer(answer.payload);
    },
  };
}

async function invoke(
  invokeFunction: InvokeFunction,
  name: string,
  payload: Json,
  signal: AbortSignal,
): Promise<FunctionAnswer> {
  try {
    return await invokeFunction(name, payload, signal);
  } catch (error) {
    throw nameServiceError(error, {
      prefix: 'Lambda',
      known: knownErrors,
      unknown: isServiceError(error) ? 'AWSLambdaException' : 'SdkClientException',
      service: 'AWSLambda',
    });
  }
}

function isServiceError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && '$fault' in error;
}

/** The function's own `errorType` is the error that Retry and Catch see; its whole payload is the cause. */
function nameFunctionError(payload: Json): StatesError {
  const errorType = isObject(payload) ? payload.errorType : undefined;
  if (typeof errorType === 'string') return new StatesError(errorType, { detail: JSON.stringify(payload) });
  const returned = JSON.stringify(payload);
  return new StatesError('Lambda.Unknown', {
    detail: `The cause could not be determined because Lambda did not return an error type. Returned payload: ${returned}`,
  });
}

function describeAnswer(payload: Json): JsonObject {
  const headers = {
    'X-Amz-Executed-Version': '$LATEST',
    'Content-Length': String(Buffer.byteLength(JSON.stringify(payload))),
    'Content-Type': 'application/json',
  };
  return { ExecutedVersion: '$LATEST', Payload: payload, ...describeResponse(headers), StatusCode: 200 };
}
