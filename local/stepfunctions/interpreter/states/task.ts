import type { TaskState } from '../../definition/machine.ts';
import { dataLimitExceeded, StatesError } from '../errors.ts';
import { type Exit, evaluateField, type Frame, leave, locate, record } from '../frame.ts';
import { countBytes, type Json, largestPayloadBytes } from '../json.ts';
import { runAttempts } from '../recovery.ts';
import type { Integration } from '../run.ts';
import { longestSeconds, readSeconds } from './simple.ts';

/** Calls a service, with the state's Retry and Catch. */
export function runTask(frame: Frame<TaskState>): Promise<Exit> {
  return runAttempts(frame, attemptTask);
}

async function attemptTask(frame: Frame<TaskState>): Promise<Exit> {
  const { state } = frame;
  const { findIntegration, region } = frame.branch.run;
  const integration = findIntegration(state.Resource);
  if (integration === null) {
    throw new StatesError('States.Runtime', { detail: `${locate(frame)}No service answers '${state.Resource}'.` });
  }
  const given = state.Arguments === undefined ? frame.input : await evaluateField(frame, state.Arguments, 'Arguments');
  if (countBytes(given) > largestPayloadBytes) throw dataLimitExceeded(frame.name);
  const timeout =
    state.TimeoutSeconds === undefined ? null : await readSeconds(frame, state.TimeoutSeconds, 'TimeoutSeconds');
  const service = { resource: integration.resource, resourceType: integration.resourceType };
  record(frame, 'TaskScheduled', {
    taskScheduledEventDetails: {
      ...service,
      region,
      parameters: JSON.stringify(given),
      ...(timeout === null ? {} : { timeoutInSeconds: timeout }),
    },
  });
  record(frame, 'TaskStarted', { taskStartedEventDetails: service });
  const result = await callInTime(frame, integration, given, timeout ?? longestSeconds);
  record(frame, 'TaskSucceeded', {
    taskSucceededEventDetails: { ...service, output: JSON.stringify(result), outputDetails: { truncated: false } },
  });
  return leave(frame, state, result, { result, next: state.Next ?? null });
}

async function callInTime(
  frame: Frame<TaskState>,
  integration: Integration,
  given: Json,
  timeoutSeconds: number,
): Promise<Json> {
  const { run, signal } = frame.branch;
  const done = new AbortController();
  const either = AbortSignal.any([signal, done.signal]);
  const timeOut = async (): Promise<never> => {
    await run.clock.sleep(timeoutSeconds * 1000, either);
    throw new StatesError('States.Timeout');
  };
  const { executionArn, stateMachineArn } = run;
  const call = { arguments: given, executionArn, stateMachineArn, signal: either };
  try {
    const result = await Promise.race([integration.call(call), timeOut()]);
    if (countBytes(result) > largestPayloadBytes) throw dataLimitExceeded(integration.resourceType);
    return result;
  } catch (error) {
    signal.throwIfAborted();
    throw recordFailure(frame, integration, error);
  } finally {
    done.abort();
  }
}

function recordFailure(frame: Frame, { resource, resourceType }: Integration, error: unknown): StatesError {
  const failure =
    error instanceof StatesError
      ? error
      : new StatesError('States.TaskFailed', { detail: String(error), cause: error });
  const details = {
    error: failure.errorName,
    ...(failure.detail === undefined ? {} : { cause: failure.detail }),
    resource,
    resourceType,
  };
  if (failure.errorName === 'States.Timeout') record(frame, 'TaskTimedOut', { taskTimedOutEventDetails: details });
  else record(frame, 'TaskFailed', { taskFailedEventDetails: details });
  return failure;
}
