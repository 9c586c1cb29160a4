import type { StateGraph } from '../../definition/machine.ts';
import { BranchCancelled } from '../errors.ts';
import type { Frame } from '../frame.ts';
import type { History } from '../history.ts';
import type { Json, JsonObject } from '../json.ts';
import type { BranchProgress } from '../progress.ts';
import type { Branch } from '../run.ts';

export type RunBranch = (branch: Branch) => Promise<Json>;

/** The branches of a Parallel or the iterations of a Map. */
export interface Children {
  readonly count: number;
  /** How many may run at once. */
  readonly limit: number;
  readonly graph: (index: number) => StateGraph;
  readonly mapItem: (index: number) => JsonObject | null;
  /** Puts one at its first state, after the event that let it start. */
  readonly begin: (index: number, previousEventId: number) => Promise<BranchProgress> | BranchProgress;
  /** Writes what a Map says about an iteration; a Parallel says nothing. Gives the newest event. */
  readonly note: (index: number, outcome: 'Succeeded' | 'Failed' | 'Aborted', previousEventId: number) => number;
}

interface Failure {
  readonly index: number;
  readonly error: unknown;
  readonly eventId: number;
}

/**
 * Runs all children and gives their outputs in order. The first that fails cancels the others;
 * its error is thrown once they have stopped. Children that an earlier attempt of a redriven
 * execution has finished are not run again.
 */
export async function runChildren(frame: Frame, children: Children, runBranch: RunBranch): Promise<Json[]> {
  const { branch } = frame;
  const slots = branch.progress.children ?? new Array<BranchProgress | null>(children.count).fill(null);
  branch.progress.children = slots;
  const startedBy = branch.progress.lastEventId;
  const cancel = new AbortController();
  const signal = AbortSignal.any([branch.signal, cancel.signal]);
  const outputs = new Array<Json>(children.count).fill(null);
  let failure: Failure | null = null;

  const runOne = async (index: number, freedBy: number): Promise<number> => {
    let progress = slots[index] ?? null;
    try {
      progress ??= await children.begin(index, freedBy);
      slots[index] = progress;
      const wasDone = progress.output !== null;
      const child = { ...branch, graph: children.graph(index), progress, parent: branch, signal };
      outputs[index] = await runBranch({ ...child, mapItem: children.mapItem(index) ?? branch.mapItem });
      if (wasDone) return freedBy;
      branch.progress.lastEventId = children.note(index, 'Succeeded', progress.lastEventId);
      return progress.lastEventId;
    } catch (error) {
      failure ??= { index, error, eventId: progress?.lastEventId ?? freedBy };
      cancel.abort(new BranchCancelled());
      return freedBy;
    }
  };

  const waiting = Array.from({ length: children.count }, (_, index) => index);
  const runNext = async (first: number): Promise<void> => {
    let freedBy = startedBy;
    for (let index: number | undefined = first; index !== undefined && failure === null; index = waiting.shift()) {
      freedBy = await runOne(index, freedBy);
    }
  };
  const first = waiting.splice(0, children.limit);
  // The first ones all start before any of them moves on, as AWS's histories show it.
  for (const index of first) slots[index] ??= await children.begin(index, startedBy);
  await Promise.all(first.map(runNext));

  branch.signal.throwIfAborted();
  if (failure !== null) throw reportFailure(frame, children, slots, failure);
  return outputs;
}

function reportFailure(
  frame: Frame,
  children: Children,
  slots: readonly (BranchProgress | null)[],
  failure: Failure,
): unknown {
  const { history } = frame.branch.run;
  for (const [index, progress] of slots.entries()) {
    if (progress === null || progress.output !== null) continue;
    const graph = children.graph(index);
    if (index === failure.index) {
      children.note(index, 'Failed', failure.eventId);
      if (graph.States[progress.state]?.Type === 'Task') history.append('TaskStateAborted', failure.eventId);
    } else {
      children.note(index, 'Aborted', failure.eventId);
      recordAborted(history, graph, progress, failure.eventId);
    }
  }
  frame.branch.progress.lastEventId = failure.eventId;
  return failure.error;
}

/** Writes the `*Aborted` events of a state that a failing sibling cut off, and of what runs inside it. */
function recordAborted(history: History, graph: StateGraph, progress: BranchProgress, previousEventId: number): void {
  const state = graph.States[progress.state];
  if (progress.entered === null || state === undefined) return;
  for (const [index, child] of (progress.children ?? []).entries()) {
    if (child === null || child.output !== null) continue;
    if (state.Type === 'Map') {
      const details = { name: progress.state, index };
      history.append('MapIterationAborted', previousEventId, { mapIterationAbortedEventDetails: details });
      recordAborted(history, state.ItemProcessor, child, previousEventId);
    }
    const inner = state.Type === 'Parallel' ? state.Branches[index] : undefined;
    if (inner !== undefined) recordAborted(history, inner, child, previousEventId);
  }
  if (['Task', 'Wait', 'Parallel', 'Map'].includes(state.Type)) {
    history.append(`${state.Type}StateAborted`, previousEventId);
  }
}
