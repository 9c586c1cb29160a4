import type { MapState } from '../../definition/machine.ts';
import { dataLimitExceeded } from '../errors.ts';
import { type Exit, type Frame, leave, record } from '../frame.ts';
import { countBytes, type Json, largestPayloadBytes } from '../json.ts';
import { beginBranch } from '../progress.ts';
import { runAttempts } from '../recovery.ts';
import { type Children, type RunBranch, runChildren } from './children.ts';
import { attemptDistributedMap } from './distributed-map.ts';
import { describeItem, readConcurrency, readItems, selectItem } from './items.ts';
import { runRecorded } from './parallel.ts';

/** Iterations of an inline Map that may run at once (Step Functions service quotas). */
export const largestInlineConcurrency = 40;

/** Runs its processor once for each item; its result is the list of their outputs. */
export function runMap(frame: Frame<MapState>, runBranch: RunBranch): Promise<Exit> {
  let isRetry = false;
  return runAttempts(frame, (trial) => {
    if (isRetry) trial.branch.progress.children = null;
    isRetry = true;
    const isDistributed = trial.state.ItemProcessor.ProcessorConfig?.Mode === 'DISTRIBUTED';
    return isDistributed ? attemptDistributedMap(trial) : attemptMap(trial, runBranch);
  });
}

async function attemptMap(frame: Frame<MapState>, runBranch: RunBranch): Promise<Exit> {
  const { state } = frame;
  const { progress } = frame.branch;
  const items = await readItems(frame);
  const limit = await readConcurrency(frame, largestInlineConcurrency);
  if (progress.children?.length !== items.length) progress.children = null;
  if (progress.children === null)
    record(frame, 'MapStateStarted', { mapStateStartedEventDetails: { length: items.length } });
  const result = await runRecorded(frame, 'Map', () =>
    runChildren(frame, describeIterations(frame, items, limit), runBranch),
  );
  if (countBytes(result) > largestPayloadBytes) {
    progress.children = null;
    throw dataLimitExceeded(frame.name);
  }
  return leave(frame, state, result, { result, next: state.Next ?? null });
}

function describeIterations(frame: Frame<MapState>, items: readonly Json[], limit: number): Children {
  const { state, name } = frame;
  const { history } = frame.branch.run;
  const mapItem = (index: number) => describeItem(items, index);
  return {
    count: items.length,
    limit,
    graph: () => state.ItemProcessor,
    mapItem,
    begin: async (index, previousEventId) => {
      const input = await selectItem(frame, items, index);
      const details = { mapIterationStartedEventDetails: { name, index } };
      const eventId = history.append('MapIterationStarted', previousEventId, details);
      return beginBranch(state.ItemProcessor.StartAt, input, eventId);
    },
    note: (index, outcome, previousEventId) =>
      history.append(`MapIteration${outcome}`, previousEventId, {
        [`mapIteration${outcome}EventDetails`]: { name, index },
      }),
  };
}
