import { readReferences } from './expression.ts';
import type { Finding } from './finding.ts';
import { listExpressions, type StateExpression } from './state-expressions.ts';
import type { JsonObject, StateScope } from './state-tree.ts';
import { variablesAtEntry } from './variables.ts';

/** Finds expressions that are not JSONata, read a part of `$states` that is not there, or a variable that may have no value. */
export function checkExpressions(scopes: readonly StateScope[]): Finding[] {
  const entries = variablesAtEntry(scopes);
  return scopes.flatMap((scope) =>
    [...scope.states].flatMap(([name, state]) => checkState(name, state, entries.get(scope)?.get(name))),
  );
}

function checkState(name: string, state: JsonObject, defined: ReadonlySet<string> | undefined): Finding[] {
  return listExpressions(state).flatMap((expression) =>
    checkExpression(expression, defined).map(([rule, problem]) => ({
      state: name,
      rule,
      message: `${expression.path}: ${problem}`,
    })),
  );
}

function checkExpression(
  { text, available }: StateExpression,
  defined: ReadonlySet<string> | undefined,
): [rule: string, problem: string][] {
  const source = /^\{%([\s\S]*)%\}$/.exec(text)?.[1];
  if (source === undefined) return [['jsonata', 'an expression must be the whole string, from {% to %}']];
  try {
    const { variables, states } = readReferences(source);
    const absent = [...states].filter((field) => !available.includes(field));
    // A state that no path reaches has no entry; asl-validator reports it.
    const undefinedOnes = defined === undefined ? [] : [...variables].filter((variable) => !defined.has(variable));
    return [
      ...absent.map((field): [string, string] => ['states-field', `$states.${field} does not exist here`]),
      ...undefinedOnes.map((variable): [string, string] => [
        'variable',
        `$${variable} is not assigned on every path that leads here`,
      ]),
    ];
  } catch (error) {
    return [['jsonata', error instanceof Error ? error.message : String(error)]];
  }
}
