import type { Finding } from './finding.ts';
import { type JsonObject, objectsOf, type StateScope } from './state-tree.ts';

/** Fields as https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html spells them. */
const retrierFields = new Set([
  'ErrorEquals',
  'IntervalSeconds',
  'MaxAttempts',
  'BackoffRate',
  'MaxDelaySeconds',
  'JitterStrategy',
  'Comment',
]);
const catcherFields = new Set(['ErrorEquals', 'Next', 'Output', 'Assign', 'Comment']);

/** Finds misspelt fields of Retry and Catch, a misplaced `States.ALL`, and Tasks that could hang or give up at once. */
export function checkRetries(scopes: readonly StateScope[]): Finding[] {
  return scopes.flatMap((scope) =>
    [...scope.states].flatMap(([name, state]) =>
      [
        ...checkEntries('Retry', objectsOf(state.Retry), retrierFields),
        ...checkEntries('Catch', objectsOf(state.Catch), catcherFields),
        ...checkTask(state),
      ].map((problem) => ({ state: name, ...problem })),
    ),
  );
}

type Problem = Omit<Finding, 'state'>;

function checkEntries(list: string, entries: readonly JsonObject[], fields: ReadonlySet<string>): Problem[] {
  return entries.flatMap((entry, index) => {
    const where = `${list}[${index}]`;
    const misspelt = Object.keys(entry).filter((field) => !fields.has(field));
    return [
      ...misspelt.map((field) => ({ rule: 'error-fields', message: `${where}: there is no field ${field}` })),
      ...checkCatchAll(where, entry, index === entries.length - 1),
    ];
  });
}

function checkCatchAll(where: string, entry: JsonObject, isLast: boolean): Problem[] {
  const errors = Array.isArray(entry.ErrorEquals) ? entry.ErrorEquals : [];
  if (!errors.includes('States.ALL')) return [];
  return [
    ...(errors.length > 1 ? [{ rule: 'catch-all', message: `${where}: States.ALL must stand alone` }] : []),
    ...(isLast ? [] : [{ rule: 'catch-all', message: `${where}: States.ALL must be the last` }]),
  ];
}

function checkTask(state: JsonObject): Problem[] {
  if (state.Type !== 'Task') return [];
  return [
    ...(state.TimeoutSeconds === undefined
      ? [{ rule: 'task-timeout', message: 'a Task needs TimeoutSeconds; without it, it may hang for a year' }]
      : []),
    ...(objectsOf(state.Retry).length === 0
      ? [{ rule: 'task-retry', message: 'a Task needs Retry; every service fails in passing' }]
      : []),
  ];
}
