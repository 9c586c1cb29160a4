import type { HistoryEvent } from '@aws-sdk/client-sfn';

/** Writes histories shaped as Step Functions shapes them, a second apart. */
export function writeHistory(...entries: readonly (Partial<HistoryEvent> & { type: HistoryEvent['type'] })[]) {
  return entries.map(
    (entry, index): HistoryEvent => ({
      id: index + 1,
      previousEventId: index,
      timestamp: new Date(Date.parse('2031-05-06T07:08:10.000Z') + index * 1000),
      ...entry,
    }),
  );
}

type Kind = 'Task' | 'Parallel' | 'Map' | 'Pass';

export const entered = (kind: Kind, name: string) => ({
  type: `${kind}StateEntered` as HistoryEvent['type'],
  stateEnteredEventDetails: { name },
});

export const exited = (kind: Kind, name: string, output: unknown = {}) => ({
  type: `${kind}StateExited` as HistoryEvent['type'],
  stateExitedEventDetails: { name, output: typeof output === 'string' ? output : JSON.stringify(output) },
});

export const execution = (end: 'Started' | 'Succeeded' | 'Aborted' | 'TimedOut' | 'Redriven') => ({
  type: `Execution${end}` as HistoryEvent['type'],
});

export const executionFailed = (error: string) => ({
  type: 'ExecutionFailed' as const,
  executionFailedEventDetails: { error, cause: '{"errorMessage":"secret upstream words"}' },
});

export const sourceResult = (id: string, facts: object = {}) => ({
  id,
  sourceId: 'own-site',
  name: `Own site ${id}`,
  kind: 'official',
  url: `https://acme.com/${id}`,
  outcome: 'matched',
  reason: null,
  ms: 12,
  costUsd: 0,
  observedAt: '2031-05-06T07:08:11.000Z',
  fromCache: false,
  fields: [],
  documents: [],
  factsKey: null,
  ...facts,
});
