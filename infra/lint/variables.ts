import type { Finding } from './finding.ts';
import { isObject, type JsonObject, objectsOf, type StateScope } from './state-tree.ts';

type Variables = ReadonlySet<string>;

/** One way from a state to the next, with what is assigned on it. */
interface Transition {
  readonly next: string;
  readonly assigned: readonly string[];
}

/**
 * Gives, for every state that can be reached, the variables that have a value whenever it starts:
 * those assigned on all paths, and those of the states around it
 * (https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html).
 */
export function variablesAtEntry(scopes: readonly StateScope[]): Map<StateScope, Map<string, Variables>> {
  const entries = new Map<StateScope, Map<string, Variables>>();
  for (const scope of scopes) entries.set(scope, flow(scope, variablesAround(scope, entries)));
  return entries;
}

/** Finds inner states that assign a variable of the states around them, which Step Functions refuses. */
export function checkShadowing(scopes: readonly StateScope[]): Finding[] {
  return scopes.flatMap((scope) => {
    const outer = new Set(enclosing(scope).flatMap(assignedIn));
    return [...scope.states].flatMap(([name, state]) =>
      assignedBy(state)
        .filter((variable) => outer.has(variable))
        .map((variable) => ({
          state: name,
          rule: 'shadowing',
          message: `$${variable} belongs to an outer scope, which an inner state cannot assign`,
        })),
    );
  });
}

function variablesAround(scope: StateScope, entries: Map<StateScope, Map<string, Variables>>): Variables {
  if (scope.container === null || scope.isDistributed) return new Set();
  return entries.get(scope.container.scope)?.get(scope.container.name) ?? new Set();
}

function flow(scope: StateScope, initial: Variables): Map<string, Variables> {
  const entries = new Map<string, Variables>([[scope.startAt, initial]]);
  const open = [scope.startAt];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = scope.states.get(name);
    const before = entries.get(name) ?? initial;
    for (const { next, assigned } of state === undefined ? [] : transitionsOf(state)) {
      const after = before.union(new Set(assigned));
      const known = entries.get(next);
      const merged = known === undefined ? after : known.intersection(after);
      if (merged.size === known?.size) continue;
      entries.set(next, merged);
      open.push(next);
    }
  }
  return entries;
}

function transitionsOf(state: JsonObject): Transition[] {
  const own = namesIn(state.Assign);
  const branches = [...objectsOf(state.Choices), ...objectsOf(state.Catch)];
  const ways = [
    { next: state.Next, assigned: own },
    { next: state.Default, assigned: own },
    ...branches.map((branch) => ({ next: branch.Next, assigned: namesIn(branch.Assign) })),
  ];
  return ways.flatMap(({ next, assigned }) => (typeof next === 'string' ? [{ next, assigned }] : []));
}

function enclosing(scope: StateScope): StateScope[] {
  return scope.container === null ? [] : [scope.container.scope, ...enclosing(scope.container.scope)];
}

function assignedIn(scope: StateScope): string[] {
  return [...scope.states.values()].flatMap(assignedBy);
}

function assignedBy(state: JsonObject): string[] {
  const branches = [...objectsOf(state.Choices), ...objectsOf(state.Catch)];
  return [state, ...branches].flatMap((part) => namesIn(part.Assign));
}

function namesIn(assign: unknown): string[] {
  return isObject(assign) ? Object.keys(assign) : [];
}
