import { isObject, type JsonObject } from '../interpreter/json.ts';
import { largestDistributedConcurrency, longestLabel } from '../interpreter/states/distributed-map.ts';
import { largestInlineConcurrency } from '../interpreter/states/map.ts';
import type { Report } from './diagnostics.ts';
import { distributedFields } from './fields.ts';
import type { Check } from './graph.ts';
import { checkInner, isExpression } from './shape.ts';

/** Checks a Map: its concurrency, its mode and what only that mode has, and the states of its processor. */
export function checkMap(state: JsonObject, path: string, check: Check): void {
  const { report } = check;
  const { ItemProcessor: processor } = state;
  if (!isObject(processor)) {
    report('SCHEMA_VALIDATION_FAILED', 'Expected value of type [OBJECT]', `${path}/ItemProcessor`);
    return;
  }
  const { ProcessorConfig: config = {}, ...graph } = processor;
  const configPath = `${path}/ItemProcessor/ProcessorConfig`;
  const { Mode: mode = 'INLINE', ExecutionType: type } = isObject(config) ? config : { Mode: config };
  if (mode === 'DISTRIBUTED') {
    if (type !== 'STANDARD' && type !== 'EXPRESS') {
      const message = "'ExecutionType' is required and should be one of the following: [STANDARD, EXPRESS]";
      report('SCHEMA_VALIDATION_FAILED', message, configPath);
    }
    checkDistributed(state, path, report);
  } else if (mode === 'INLINE') {
    checkInline(state, path, report);
  } else {
    report('SCHEMA_VALIDATION_FAILED', 'Value should be one of the following: [INLINE, DISTRIBUTED]', configPath);
  }
  checkInner(graph, `${path}/ItemProcessor`, check);
}

function checkInline(state: JsonObject, path: string, report: Report): void {
  // AWS accepts more and runs 40 at most; saying so early is kinder than a limit that does not hold.
  checkNumber(state, 'MaxConcurrency', largestInlineConcurrency, path, report);
  for (const field of distributedFields.filter((name) => Object.hasOwn(state, name))) {
    report('SCHEMA_VALIDATION_FAILED', `Field '${field}' is only for a distributed Map`, `${path}/${field}`);
  }
}

function checkDistributed(state: JsonObject, path: string, report: Report): void {
  checkNumber(state, 'MaxConcurrency', largestDistributedConcurrency, path, report);
  checkNumber(state, 'ToleratedFailureCount', Number.MAX_SAFE_INTEGER, path, report);
  checkNumber(state, 'ToleratedFailurePercentage', 100, path, report, false);
  const { Label: label } = state;
  if (label === undefined || (typeof label === 'string' && labelPattern.test(label) && label.length <= longestLabel)) {
    return;
  }
  report('SCHEMA_VALIDATION_FAILED', `A label has 1 to ${longestLabel} letters, digits, - and _`, `${path}/Label`);
}

/** AWS allows a few more characters; these are safe in an ARN and a file's name. */
const labelPattern = /^[\w-]+$/;

function checkNumber(
  state: JsonObject,
  field: string,
  most: number,
  path: string,
  report: Report,
  isWhole = true,
): void {
  const value = state[field];
  if (value === undefined || isExpression(value)) return;
  if (typeof value === 'number' && value >= 0 && value <= most && (!isWhole || Number.isInteger(value))) return;
  report('SCHEMA_VALIDATION_FAILED', `Expected a number from 0 to ${most}`, `${path}/${field}`);
}
