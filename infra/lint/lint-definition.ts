import validate from 'asl-validator';
import { namesOfSubstitutions } from '../constructs/machine-definition.ts';
import { checkExpressions } from './expression-rules.ts';
import type { Finding } from './finding.ts';
import { checkRetries } from './retry-rules.ts';
import { checkShape } from './shape-rules.ts';
import { isObject, listScopes } from './state-tree.ts';
import { checkShadowing } from './variables.ts';

/**
 * Finds what is wrong with a state machine's text: what asl-validator finds, and what it misses
 * (variables, `$states`, misspelt retry fields, names, deadlines, unknown substitutions).
 */
export function lintDefinition(text: string, knownSubstitutions: ReadonlySet<string>): Finding[] {
  const definition = parseDefinition(text);
  if (definition === null) return [machineFinding('json', 'the definition is not a JSON object')];
  const misplaced = isObject(definition.States) && typeof definition.States.QueryLanguage === 'string';
  // asl-validator throws on it instead of reporting it.
  if (misplaced) return [machineFinding('query-language', 'QueryLanguage stands inside States; it belongs beside it')];
  const scopes = listScopes(definition);
  return [
    ...validateSchema(text),
    ...checkShape(definition, scopes),
    ...checkRetries(scopes),
    ...checkExpressions(scopes),
    ...checkShadowing(scopes),
    ...checkSubstitutions(text, knownSubstitutions),
  ];
}

function validateSchema(text: string): Finding[] {
  try {
    // A copy of its own: the validator writes into what it is given.
    const { errors } = validate(JSON.parse(text));
    return errors.map((error) => machineFinding('asl-validator', `${error['Error code']}: ${error.Message ?? ''}`));
  } catch (error) {
    return [machineFinding('asl-validator', `it cannot be read as a state machine: ${String(error)}`)];
  }
}

function checkSubstitutions(text: string, known: ReadonlySet<string>): Finding[] {
  return namesOfSubstitutions(text)
    .filter((name) => !known.has(name))
    .map((name) => machineFinding('substitution', `nothing is known that stands for \${${name}}`));
}

function parseDefinition(text: string) {
  try {
    const definition: unknown = JSON.parse(text);
    return isObject(definition) ? definition : null;
  } catch {
    return null;
  }
}

function machineFinding(rule: string, message: string): Finding {
  return { state: '(machine)', rule, message };
}
