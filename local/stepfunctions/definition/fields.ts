import type { JsonObject } from '../interpreter/json.ts';
import type { Report } from './diagnostics.ts';

const common = ['Type', 'Comment', 'QueryLanguage'];
const movingOn = ['Next', 'End'];
const result = ['Output', 'Assign'];
const recovery = ['Retry', 'Catch'];
/** Fields that only a distributed Map has. */
export const distributedFields = ['Label', 'ToleratedFailureCount', 'ToleratedFailurePercentage'];

interface FieldRules {
  readonly required: readonly string[];
  readonly allowed: readonly string[];
}

/** Fields of each state type in JSONata (Amazon States Language, "State types"). */
const stateFields: Readonly<Record<string, FieldRules>> = {
  Task: {
    required: ['Resource'],
    allowed: [...movingOn, ...result, ...recovery, 'Resource', 'Arguments', 'TimeoutSeconds'],
  },
  Pass: { required: [], allowed: [...movingOn, ...result] },
  Choice: { required: ['Choices'], allowed: [...result, 'Choices', 'Default'] },
  Wait: { required: [], allowed: [...movingOn, ...result, 'Seconds', 'Timestamp'] },
  Succeed: { required: [], allowed: ['Output'] },
  Fail: { required: [], allowed: ['Error', 'Cause'] },
  Parallel: { required: ['Branches'], allowed: [...movingOn, ...result, ...recovery, 'Branches', 'Arguments'] },
  Map: {
    required: ['ItemProcessor'],
    allowed: [
      ...[...movingOn, ...result, ...recovery, 'Items', 'ItemSelector', 'ItemProcessor', 'MaxConcurrency'],
      ...distributedFields,
    ],
  },
};

/** Fields that only JSONPath has; AWS refuses them in JSONata. */
const pathFields = [
  'InputPath',
  'OutputPath',
  'Parameters',
  'ResultPath',
  'ResultSelector',
  'Result',
  'ItemsPath',
  'MaxConcurrencyPath',
  'TimeoutSecondsPath',
  'SecondsPath',
  'TimestampPath',
  'ErrorPath',
  'CausePath',
];

/** Whether the state's type is known; reports missing fields, unknown ones, and those of JSONPath. */
export function checkStateFields(state: JsonObject, path: string, report: Report): boolean {
  const type = state.Type;
  const rules = typeof type === 'string' && Object.hasOwn(stateFields, type) ? stateFields[type] : undefined;
  if (rules === undefined) {
    const types = Object.keys(stateFields).join(', ');
    report('SCHEMA_VALIDATION_FAILED', `Value should be one of the following: [${types}]`, `${path}/Type`);
    return false;
  }
  checkFields(state, path, { required: rules.required, allowed: [...common, ...rules.allowed] }, report);
  return true;
}

/** Reports the required fields that are missing and the fields that do not belong there. */
export function checkFields(given: JsonObject, path: string, rules: FieldRules, report: Report): void {
  const missing = rules.required.filter((field) => !Object.hasOwn(given, field));
  if (missing.length > 0) {
    report('SCHEMA_VALIDATION_FAILED', `These fields are required: [${missing.join(', ')}]`, path);
  }
  for (const field of Object.keys(given)) {
    if (rules.allowed.includes(field)) continue;
    if (pathFields.includes(field)) {
      const message = `The QueryLanguage is set to 'JSONata', but field '${field}' is only supported for the 'JSONPath' QueryLanguage`;
      report('SCHEMA_VALIDATION_FAILED', message, path);
    } else {
      report('SCHEMA_VALIDATION_FAILED', `Field '${field}' is not supported`, `${path}/${field}`);
    }
  }
}
