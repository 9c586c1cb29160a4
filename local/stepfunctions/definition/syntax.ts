import { checkSyntax, findBareNames } from '../interpreter/expressions.ts';
import { isObject, type Json } from '../interpreter/json.ts';
import type { Report } from './diagnostics.ts';
import { readExpression } from './machine.ts';

/** Fields whose own expressions are checked where they stand: as states of their own. */
const graphFields = ['Branches', 'ItemProcessor'];

/** Reports every expression of a state that is not JSONata, or that reads a name which no context holds. */
export function checkExpressions(value: Json, path: string, report: Report): void {
  if (typeof value === 'string') checkExpression(value, path, report);
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) checkExpressions(item, `${path}[${index}]`, report);
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      if (!graphFields.includes(key)) checkExpressions(item, `${path}/${key}`, report);
    }
  }
}

function checkExpression(text: string, path: string, report: Report): void {
  const source = readExpression(text);
  if (source === null) return;
  try {
    checkSyntax(source);
  } catch (error) {
    report('INVALID_JSONATA_EXPRESSION', (error as Error).message, path);
    return;
  }
  for (const name of findBareNames(source)) {
    report('UNSUPPORTED_JSONATA_EXPRESSION', `Reference to '${name}' at the top level is not supported.`, path);
  }
}

const variableName = /^[\p{ID_Start}][\p{ID_Continue}]{0,79}$/u;

/** Reports names that no variable may have (Step Functions: an identifier of at most 80 characters, not `states`). */
export function checkAssign(assign: Json | undefined, path: string, report: Report): void {
  if (assign === undefined) return;
  if (!isObject(assign)) {
    report('SCHEMA_VALIDATION_FAILED', 'Expected value of type [OBJECT]', path);
    return;
  }
  for (const name of Object.keys(assign)) {
    if (variableName.test(name) && name !== 'states') continue;
    report('SCHEMA_VALIDATION_FAILED', `'${name}' is not a valid variable name`, `${path}/${name}`);
  }
}
