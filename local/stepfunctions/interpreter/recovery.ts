import type { Catcher, MapState, ParallelState, Retrier, TaskState } from '../definition/machine.ts';
import { StatesError } from './errors.ts';
import { countRetry, type Exit, type Frame, leave } from './frame.ts';
import type { Json } from './json.ts';

type RecoverableState = TaskState | ParallelState | MapState;

/** Defaults of a retrier (Amazon States Language, "Retrying after error"). */
const retrierDefaults = { intervalSeconds: 1, maxAttempts: 3, backoffRate: 2 };

/**
 * Runs a state's attempts: Retry first, then Catch. An error that neither answers is thrown on, as is
 * one with which the execution or a sibling branch ends.
 */
export async function runAttempts<Kind extends RecoverableState>(
  frame: Frame<Kind>,
  attempt: (frame: Frame<Kind>) => Promise<Exit>,
): Promise<Exit> {
  const { clock, random } = frame.branch.run;
  const spent = new Map<Retrier, number>();
  for (let retryCount = 0; ; retryCount += 1) {
    const trial = countRetry(frame, retryCount);
    try {
      return await attempt(trial);
    } catch (error) {
      if (!(error instanceof StatesError) || frame.branch.signal.aborted) throw error;
      const delay = planRetry(frame.state.Retry, error, spent, random);
      if (delay === null) return catchError(trial, error);
      await clock.sleep(delay, frame.branch.signal);
    }
  }
}

/** Milliseconds until the next attempt, null where no retrier has one left. */
function planRetry(
  retriers: readonly Retrier[] | undefined,
  error: StatesError,
  spent: Map<Retrier, number>,
  random: () => number,
): number | null {
  const retrier = retriers?.find((candidate) => matchesError(candidate.ErrorEquals, error));
  if (retrier === undefined) return null;
  const attempts = spent.get(retrier) ?? 0;
  if (attempts >= (retrier.MaxAttempts ?? retrierDefaults.maxAttempts)) return null;
  spent.set(retrier, attempts + 1);
  const interval = retrier.IntervalSeconds ?? retrierDefaults.intervalSeconds;
  const grown = interval * (retrier.BackoffRate ?? retrierDefaults.backoffRate) ** attempts;
  const seconds = Math.min(grown, retrier.MaxDelaySeconds ?? Number.POSITIVE_INFINITY);
  return 1000 * (retrier.JitterStrategy === 'FULL' ? random() * seconds : seconds);
}

async function catchError(frame: Frame<RecoverableState>, error: StatesError): Promise<Exit> {
  const catchers = frame.state.Catch ?? [];
  const index = catchers.findIndex((candidate) => matchesError(candidate.ErrorEquals, error));
  const catcher: Catcher | undefined = catchers[index];
  if (catcher === undefined) throw error;
  const errorOutput: Json = {
    Error: error.errorName,
    ...(error.detail === undefined ? {} : { Cause: error.detail }),
  };
  return leave(frame, catcher, errorOutput, { errorOutput, next: catcher.Next, at: `Catch[${index}]/` });
}

/**
 * Whether a list of error names answers an error. `States.Runtime` is never answered,
 * `States.DataLimitExceeded` only by its own name, and `States.TaskFailed` stands for all but
 * `States.Timeout` (Step Functions, "Handling errors").
 */
export function matchesError(names: readonly string[], error: StatesError): boolean {
  if (error.errorName === 'States.Runtime') return false;
  if (names.includes(error.errorName)) return true;
  if (error.errorName === 'States.DataLimitExceeded') return false;
  if (names.includes('States.ALL')) return true;
  return names.includes('States.TaskFailed') && error.errorName !== 'States.Timeout';
}
