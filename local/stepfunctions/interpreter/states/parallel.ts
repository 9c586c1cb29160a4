import type { ParallelState, StateGraph } from '../../definition/machine.ts';
import { dataLimitExceeded, StatesError } from '../errors.ts';
import { type Exit, evaluateField, type Frame, leave, record } from '../frame.ts';
import { countBytes, largestPayloadBytes } from '../json.ts';
import { beginBranch } from '../progress.ts';
import { runAttempts } from '../recovery.ts';
import { type Children, type RunBranch, runChildren } from './children.ts';

/** Runs all branches at once; its result is the list of their outputs. */
export function runParallel(frame: Frame<ParallelState>, runBranch: RunBranch): Promise<Exit> {
  let isRetry = false;
  return runAttempts(frame, (trial) => {
    if (isRetry) trial.branch.progress.children = null;
    isRetry = true;
    return attemptParallel(trial, runBranch);
  });
}

async function attemptParallel(frame: Frame<ParallelState>, runBranch: RunBranch): Promise<Exit> {
  const { state } = frame;
  const { progress } = frame.branch;
  const input = state.Arguments === undefined ? frame.input : await evaluateField(frame, state.Arguments, 'Arguments');
  if (progress.children === null) record(frame, 'ParallelStateStarted');
  const graph = (index: number): StateGraph => state.Branches[index] as StateGraph;
  const children: Children = {
    count: state.Branches.length,
    limit: state.Branches.length,
    graph,
    mapItem: () => null,
    begin: (index, previousEventId) => beginBranch(graph(index).StartAt, input, previousEventId),
    note: (_index, _outcome, previousEventId) => previousEventId,
  };
  const result = await runRecorded(frame, 'Parallel', () => runChildren(frame, children, runBranch));
  if (countBytes(result) > largestPayloadBytes) {
    // A redrive of a state whose result was too large runs all of it again.
    progress.children = null;
    throw dataLimitExceeded(frame.name);
  }
  return leave(frame, state, result, { result, next: state.Next ?? null });
}

/** Writes how a Parallel or a Map went; the event that follows links to what came before its `Succeeded`. */
export async function runRecorded<Result>(
  frame: Frame,
  type: 'Parallel' | 'Map',
  work: () => Promise<Result>,
): Promise<Result> {
  const { progress, run, signal } = frame.branch;
  try {
    const result = await work();
    run.history.append(`${type}StateSucceeded`, progress.lastEventId);
    return result;
  } catch (error) {
    if (!signal.aborted && error instanceof StatesError) record(frame, `${type}StateFailed`);
    throw error;
  }
}
