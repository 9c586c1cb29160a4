import { createIntegrations } from '../integrations/index.ts';
import type { Json, JsonObject } from '../interpreter/json.ts';
import { longestSeconds } from '../interpreter/states/simple.ts';
import type { Report } from './diagnostics.ts';
import { checkFields } from './fields.ts';
import { type Check, checkGraph, readObjects } from './graph.ts';
import { readExpression } from './machine.ts';
import { checkMap } from './map-shape.ts';
import { checkAssign } from './syntax.ts';

/** Checks what is particular to a state's type, and gives the states that its `Next`, rules and `Default` lead to. */
export function checkShape(state: JsonObject, path: string, check: Check): string[] {
  const { report } = check;
  switch (state.Type) {
    case 'Choice':
      return checkChoice(state, path, report);
    case 'Succeed':
    case 'Fail':
      return [];
    case 'Task':
      checkTask(state, path, report);
      break;
    case 'Wait':
      checkWait(state, path, report);
      break;
    case 'Parallel':
      for (const [index, branch] of readObjects(state.Branches, `${path}/Branches`, report).entries()) {
        checkInner(branch, `${path}/Branches[${index}]`, check);
      }
      break;
    case 'Map':
      checkMap(state, path, check);
  }
  return checkNext(state, path, report);
}

function checkNext(state: JsonObject, path: string, report: Report): string[] {
  const { Next: next, End: end } = state;
  if ((next === undefined) === (end === undefined) || (end !== undefined && end !== true)) {
    report('SCHEMA_VALIDATION_FAILED', "Exactly one of 'Next' and 'End: true' is required", path);
  }
  return typeof next === 'string' ? [next] : [];
}

function checkChoice(state: JsonObject, path: string, report: Report): string[] {
  const targets = typeof state.Default === 'string' ? [state.Default] : [];
  for (const [index, rule] of readObjects(state.Choices, `${path}/Choices`, report).entries()) {
    const at = `${path}/Choices[${index}]`;
    const allowed = ['Condition', 'Next', 'Output', 'Assign', 'Comment'];
    checkFields(rule, at, { required: ['Condition', 'Next'], allowed }, report);
    checkAssign(rule.Assign, `${at}/Assign`, report);
    if (typeof rule.Condition !== 'boolean' && !isExpression(rule.Condition)) {
      report('SCHEMA_VALIDATION_FAILED', 'A condition is a boolean or a JSONata expression', `${at}/Condition`);
    }
    if (typeof rule.Next === 'string') targets.push(rule.Next);
  }
  return targets;
}

function checkTask(state: JsonObject, path: string, report: Report): void {
  const { Resource: resource, TimeoutSeconds: timeout } = state;
  if (typeof resource !== 'string' || findIntegration(resource) === null) {
    const message = `The laptop runs lambda:invoke, dynamodb:*, aws-sdk:dynamodb:*, events:putEvents and states:startExecution, not '${String(resource)}'`;
    report('UNSUPPORTED_RESOURCE', message, `${path}/Resource`);
  }
  if (timeout !== undefined) checkSeconds(timeout, 1, `${path}/TimeoutSeconds`, report);
}

/** Only asked which resources there are; nothing is called while a definition is checked. */
const findIntegration = createIntegrations({
  invokeFunction: () => Promise.reject(new Error('not called')),
  callDynamoDb: () => Promise.reject(new Error('not called')),
  putEvents: () => Promise.reject(new Error('not called')),
  startExecution: () => Promise.reject(new Error('not called')),
});

function checkWait(state: JsonObject, path: string, report: Report): void {
  const { Seconds: seconds, Timestamp: timestamp } = state;
  if ((seconds === undefined) === (timestamp === undefined)) {
    report('SCHEMA_VALIDATION_FAILED', "Exactly one of 'Seconds' and 'Timestamp' is required", path);
  }
  if (seconds !== undefined) checkSeconds(seconds, 0, `${path}/Seconds`, report);
}

/** Reports a number of seconds that is no whole number in bounds; an expression is checked when it runs. */
export function checkSeconds(value: Json, least: number, path: string, report: Report): void {
  if (isExpression(value)) return;
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= longestSeconds) return;
  report('SCHEMA_VALIDATION_FAILED', `Expected a whole number from ${least} to ${longestSeconds}`, path);
}

/** Checks a branch of a Parallel or the states of a Map's processor. */
export function checkInner(graph: JsonObject, path: string, check: Check): void {
  for (const field of Object.keys(graph)) {
    if (!['StartAt', 'States', 'Comment'].includes(field)) {
      check.report('SCHEMA_VALIDATION_FAILED', `Field '${field}' is not supported`, `${path}/${field}`);
    }
  }
  checkGraph(graph, path, check);
}

/** Whether a value is `{% … %}`, which is checked when it runs. */
export function isExpression(value: Json | undefined): boolean {
  return typeof value === 'string' && readExpression(value) !== null;
}
