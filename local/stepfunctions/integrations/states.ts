import { StatesError } from '../interpreter/errors.ts';
import { isObject, type Json, type JsonObject } from '../interpreter/json.ts';
import type { Integration, TaskCall } from '../interpreter/run.ts';
import { describeResponse } from './response-metadata.ts';
import { nameServiceError } from './service-error.ts';

/** What StartExecution takes; `input` is JSON text. */
export interface ExecutionStart {
  readonly stateMachineArn: string;
  readonly input: string;
  readonly name?: string;
}

/** Starts an execution; the start in epoch seconds, as the API tells it. */
export type StartExecution = (start: ExecutionStart) => Promise<{ executionArn: string; startDate: number }>;

/** Errors of StartExecution (API reference), as its model names them. */
const knownErrors = new Set([
  'ExecutionAlreadyExists',
  'ExecutionLimitExceeded',
  'InvalidArn',
  'InvalidExecutionInput',
  'InvalidName',
  'StateMachineDeleting',
  'StateMachineDoesNotExist',
]);

/**
 * `arn:aws:states:::states:startExecution` (Step Functions, "Start a new workflow execution"): an
 * `Input` may be an object, and nobody waits for the execution. Errors bear the names of the service's
 * own client: `StepFunctions.ExecutionAlreadyExistsException`.
 */
export function describeStartExecution(start: StartExecution): Integration {
  return {
    resourceType: 'states',
    resource: 'startExecution',
    call: async (call) => {
      const { executionArn, startDate } = await send(start, readStart(call.arguments));
      return { ExecutionArn: executionArn, ...describeResponse(), StartDate: startDate * 1000 };
    },
  };
}

function readStart(given: TaskCall['arguments']): ExecutionStart {
  const { StateMachineArn, Name, Input = {} }: JsonObject = isObject(given) ? given : {};
  if (typeof StateMachineArn !== 'string') {
    throw new StatesError('States.Runtime', { detail: "The field 'StateMachineArn' is required but was missing" });
  }
  return {
    stateMachineArn: StateMachineArn,
    input: writeInput(Input),
    ...(typeof Name === 'string' ? { name: Name } : {}),
  };
}

function writeInput(input: Json): string {
  return typeof input === 'string' ? input : JSON.stringify(input);
}

async function send(start: StartExecution, request: ExecutionStart) {
  try {
    return await start(request);
  } catch (error) {
    const unknown = 'AWSStepFunctionsException';
    const names = { prefix: 'StepFunctions', known: knownErrors, unknown, service: 'AWSStepFunctions' };
    throw nameServiceError(error, { ...names, suffix: 'Exception' });
  }
}
