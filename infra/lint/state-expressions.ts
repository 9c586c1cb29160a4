import { isObject, type JsonObject, objectsOf } from './state-tree.ts';

/** One `{% … %}` of a state, and which fields of `$states` exist where it stands. */
export interface StateExpression {
  /** Where it stands, such as `Catch[0].Output.error`. */
  readonly path: string;
  /** The whole text, delimiters included. */
  readonly text: string;
  readonly available: readonly string[];
}

const always = ['input', 'context'];
const givesResult = new Set(['Task', 'Parallel', 'Map']);
const innerStates = new Set(['Branches', 'ItemProcessor', 'Catch', 'Comment']);

/**
 * Lists a state's expressions, not those of the states inside it. `$states.result` exists in Output and
 * Assign of a Task, Parallel or Map, `$states.errorOutput` in those of a Catch
 * (https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html).
 */
export function listExpressions(state: JsonObject): StateExpression[] {
  const own = Object.entries(state).filter(([field]) => !innerStates.has(field));
  const withResult = givesResult.has(String(state.Type)) ? [...always, 'result'] : always;
  return [
    ...own.flatMap(([field, value]) => collect(value, field, isOutput(field) ? withResult : always)),
    ...objectsOf(state.Catch).flatMap((catcher, index) =>
      ['Output', 'Assign'].flatMap((field) =>
        collect(catcher[field], `Catch[${index}].${field}`, [...always, 'errorOutput']),
      ),
    ),
  ];
}

function isOutput(field: string): boolean {
  return field === 'Output' || field === 'Assign';
}

function collect(value: unknown, path: string, available: readonly string[]): StateExpression[] {
  if (typeof value === 'string') return value.includes('{%') ? [{ path, text: value, available }] : [];
  if (Array.isArray(value)) return value.flatMap((item, index) => collect(item, `${path}[${index}]`, available));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => collect(item, `${path}.${key}`, available));
}
