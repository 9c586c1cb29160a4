import type { Finding } from './finding.ts';
import { isDistributedBlock, isObject, type JsonObject, type StateScope } from './state-tree.ts';
import { startsWithVerb } from './verbs.ts';

/** Most children an inline Map runs at a time (https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html). */
const inlineConcurrency = 40;
/** Longest name of a state (https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html). */
const longestName = 80;

/** Finds names that do not read as a step, Maps that ask for more than they get, and query languages out of place. */
export function checkShape(definition: JsonObject, scopes: readonly StateScope[]): Finding[] {
  return [
    ...checkLanguage(definition),
    ...scopes.flatMap((scope) =>
      [...scope.states].flatMap(([name, state]) => [
        ...checkName(name),
        ...checkStateLanguage(name, state),
        ...checkConcurrency(name, state),
      ]),
    ),
  ];
}

function checkLanguage(definition: JsonObject): Finding[] {
  if (definition.QueryLanguage === 'JSONata') return [];
  return [{ state: '(machine)', rule: 'query-language', message: 'QueryLanguage at the top must be JSONata' }];
}

function checkStateLanguage(state: string, { QueryLanguage: language }: JsonObject): Finding[] {
  if (language === undefined) return [];
  return [{ state, rule: 'query-language', message: 'QueryLanguage stands at the top only' }];
}

function checkName(state: string): Finding[] {
  const rule = 'state-name';
  if (!/^([A-Z][a-z0-9]+)+$/.test(state)) return [{ state, rule, message: 'a name is PascalCase' }];
  if (state.length > longestName) return [{ state, rule, message: `a name has at most ${longestName} characters` }];
  if (startsWithVerb(state)) return [];
  return [{ state, rule, message: 'a name starts with a verb; if it does, add the verb to infra/lint/verbs.ts' }];
}

function checkConcurrency(state: string, { Type, MaxConcurrency, ItemProcessor }: JsonObject): Finding[] {
  const isInline = Type === 'Map' && isObject(ItemProcessor) && !isDistributedBlock(ItemProcessor);
  if (!isInline || typeof MaxConcurrency !== 'number' || MaxConcurrency <= inlineConcurrency) return [];
  const message = `an inline Map runs at most ${inlineConcurrency} items at a time, not ${MaxConcurrency}`;
  return [{ state, rule: 'map-concurrency', message }];
}
