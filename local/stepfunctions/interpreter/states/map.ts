import type { MapState } from '../../definition/machine.ts';
import { dataLimitExceeded } from '../errors.ts';
import { type Exit, evaluateField, type Frame, failEvaluation, leave, record } from '../frame.ts';
import { countBytes, type Json, largestPayloadBytes } from '../json.ts';
import { beginBranch } from '../progress.ts';
import { runAttempts } from '../recovery.ts';
import { type Children, type RunBranch, runChildren } from './children.ts';
import { runRecorded } from './parallel.ts';

/** Iterations of an inline Map that may run at once (Step Functions service quotas). */
export const largestInlineConcurrency = 40;

/** Runs its processor once for each item; its result is the list of their outputs. */
export function runMap(frame: Frame<MapState>, runBranch: RunBranch): Promise<Exit> {
  let isRetry = false;
  return runAttempts(frame, (trial) => {
    if (isRetry) trial.branch.progress.children = null;
    isRetry = true;
    return attemptMap(trial, runBranch);
  });
}

async function attemptMap(frame: Frame<MapState>, runBranch: RunBranch): Promise<Exit> {
  const { state } = frame;
  const { progress } = frame.branch;
  const items = await readItems(frame);
  const limit = await readConcurrency(frame);
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
  const mapItem = (index: number) => ({ Index: index, Value: items[index] ?? null });
  return {
    count: items.length,
    limit,
    graph: () => state.ItemProcessor,
    mapItem,
    begin: async (index, previousEventId) => {
      const context = { ...frame.context, Map: { Item: mapItem(index) } };
      const input =
        state.ItemSelector === undefined
          ? (items[index] ?? null)
          : await evaluateField(frame, state.ItemSelector, 'ItemSelector', { context });
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

async function readItems(frame: Frame<MapState>): Promise<readonly Json[]> {
  const items = frame.state.Items === undefined ? frame.input : await evaluateField(frame, frame.state.Items, 'Items');
  if (Array.isArray(items)) return items;
  throw failEvaluation(frame, 'Items', "The field 'Items' must give a list.");
}

async function readConcurrency(frame: Frame<MapState>): Promise<number> {
  const limit = await evaluateField(frame, frame.state.MaxConcurrency ?? 0, 'MaxConcurrency');
  if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 0) {
    throw failEvaluation(frame, 'MaxConcurrency', "The field 'MaxConcurrency' must give a whole number of 0 or more.");
  }
  return limit === 0 ? largestInlineConcurrency : Math.min(limit, largestInlineConcurrency);
}
