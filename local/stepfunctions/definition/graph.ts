import { isObject, type Json, type JsonObject } from '../interpreter/json.ts';
import type { Report } from './diagnostics.ts';
import { checkStateFields } from './fields.ts';
import { checkCatch, checkRetry } from './recovery.ts';
import { checkShape } from './shape.ts';
import { checkAssign, checkExpressions } from './syntax.ts';

/** What is known while a whole definition is checked. */
export interface Check {
  readonly report: Report;
  /** Names seen so far: a state's name is unique in the whole machine. */
  readonly names: Set<string>;
}

/** Longest name of a state (Amazon States Language: 80 characters). */
const longestName = 80;

/** Checks a machine, a branch or a Map's processor: its states, and that each is reached and some state ends it. */
export function checkGraph(graph: JsonObject, path: string, check: Check): void {
  const { StartAt: startAt, States: states } = graph;
  const missing = ['StartAt', 'States'].filter((field) => !Object.hasOwn(graph, field));
  if (missing.length > 0) {
    check.report('SCHEMA_VALIDATION_FAILED', `These fields are required: [${missing.join(', ')}]`, path || '/');
    return;
  }
  if (typeof startAt !== 'string' || !isObject(states) || Object.keys(states).length === 0) {
    check.report('SCHEMA_VALIDATION_FAILED', 'StartAt names a state, and States holds at least one', path || '/');
    return;
  }
  const targets = new Map<string, string[]>();
  let hasEnd = false;
  for (const [name, state] of Object.entries(states)) {
    const at = `${path}/States/${name}`;
    checkName(name, at, check);
    if (!isObject(state)) {
      check.report('SCHEMA_VALIDATION_FAILED', 'Expected value of type [OBJECT]', at);
      continue;
    }
    targets.set(name, checkState(state, at, check));
    hasEnd ||= state.End === true || state.Type === 'Succeed' || state.Type === 'Fail';
  }
  if (!hasEnd) check.report('MISSING_END_STATE', 'Could not find an end state', path || '/');
  checkTransitions(startAt, targets, path, check.report);
}

function checkName(name: string, path: string, { names, report }: Check): void {
  if (name.length === 0 || name.length > longestName) {
    report('SCHEMA_VALIDATION_FAILED', `A state's name has 1 to ${longestName} characters`, path);
  }
  if (names.has(name)) report('DUPLICATE_STATE_NAME', `Duplicate state name: ${name}`, path);
  names.add(name);
}

/** Checks one state and gives the states that it leads to. */
function checkState(state: JsonObject, path: string, check: Check): string[] {
  const { report } = check;
  if (state.QueryLanguage !== undefined && state.QueryLanguage !== 'JSONata') {
    report(
      'SCHEMA_VALIDATION_FAILED',
      "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
      path,
    );
    return [];
  }
  if (!checkStateFields(state, path, report)) return [];
  checkExpressions(state, path, report);
  checkAssign(state.Assign, `${path}/Assign`, report);
  checkRetry(state.Retry, `${path}/Retry`, report);
  const caught = checkCatch(state.Catch, `${path}/Catch`, report);
  const next = checkShape(state, path, check);
  return [...next, ...caught];
}

function checkTransitions(startAt: string, targets: ReadonlyMap<string, string[]>, path: string, report: Report): void {
  const missing = (target: string, at: string): void =>
    report('MISSING_TRANSITION_TARGET', `Missing 'Next' target: ${target}`, at);
  if (!targets.has(startAt)) missing(startAt, `${path}/StartAt`);
  const reached = new Set<string>();
  const open = [startAt];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    open.push(...(targets.get(name) ?? []));
  }
  for (const [name, next] of targets) {
    const at = `${path}/States/${name}`;
    for (const target of next) if (!targets.has(target)) missing(target, at);
    if (!reached.has(name)) report('MISSING_TRANSITION_TARGET', `State "${name}" is not reachable.`, at);
  }
}

/** Reads a list of graphs or of rules; anything else is reported and left out. */
export function readObjects(given: Json | undefined, path: string, report: Report): JsonObject[] {
  if (Array.isArray(given) && given.length > 0 && given.every(isObject)) return given;
  report('SCHEMA_VALIDATION_FAILED', 'Expected a list of at least one object', path);
  return [];
}
