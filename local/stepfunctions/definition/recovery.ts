import { isObject, type Json } from '../interpreter/json.ts';
import type { Report } from './diagnostics.ts';
import { checkFields } from './fields.ts';

/** The numbers of a retrier and their bounds (Amazon States Language, "Retrying after error"). */
const retrierNumbers: Readonly<Record<string, { readonly least: number; readonly whole: boolean }>> = {
  IntervalSeconds: { least: 1, whole: true },
  MaxAttempts: { least: 0, whole: true },
  BackoffRate: { least: 1, whole: false },
  MaxDelaySeconds: { least: 1, whole: true },
};

/** Reports what is wrong with a state's `Retry`. */
export function checkRetry(retry: Json | undefined, path: string, report: Report): void {
  for (const [index, retrier] of readList(retry, path, report).entries()) {
    const at = `${path}[${index}]`;
    if (!isObject(retrier)) {
      report('SCHEMA_VALIDATION_FAILED', 'Expected value of type [OBJECT]', at);
      continue;
    }
    const allowed = ['ErrorEquals', 'Comment', 'JitterStrategy', ...Object.keys(retrierNumbers)];
    checkFields(retrier, at, { required: ['ErrorEquals'], allowed }, report);
    for (const [field, { least, whole }] of Object.entries(retrierNumbers)) {
      const value = retrier[field];
      const isRight = typeof value === 'number' && value >= least && (!whole || Number.isInteger(value));
      if (value !== undefined && !isRight) {
        report('SCHEMA_VALIDATION_FAILED', `Value is not valid, it must be at least ${least}`, `${at}/${field}`);
      }
    }
    if (!['FULL', 'NONE', undefined].includes(retrier.JitterStrategy as string | undefined)) {
      report('SCHEMA_VALIDATION_FAILED', 'Value should be one of the following: [FULL, NONE]', `${at}/JitterStrategy`);
    }
  }
  checkErrorNames(retry, path, report);
}

/** Reports what is wrong with a state's `Catch`, and gives the states that it leads to. */
export function checkCatch(given: Json | undefined, path: string, report: Report): string[] {
  const targets: string[] = [];
  for (const [index, catcher] of readList(given, path, report).entries()) {
    const at = `${path}[${index}]`;
    if (!isObject(catcher)) {
      report('SCHEMA_VALIDATION_FAILED', 'Expected value of type [OBJECT]', at);
      continue;
    }
    const rules = {
      required: ['ErrorEquals', 'Next'],
      allowed: ['ErrorEquals', 'Next', 'Output', 'Assign', 'Comment'],
    };
    checkFields(catcher, at, rules, report);
    if (typeof catcher.Next === 'string') targets.push(catcher.Next);
  }
  checkErrorNames(given, path, report);
  return targets;
}

function readList(given: Json | undefined, path: string, report: Report): Json[] {
  if (given === undefined || Array.isArray(given)) return given ?? [];
  report('SCHEMA_VALIDATION_FAILED', 'Expected value of type [ARRAY]', path);
  return [];
}

/** Each list holds names; `States.ALL` stands alone and in the last entry. */
function checkErrorNames(given: Json | undefined, path: string, report: Report): void {
  const entries = Array.isArray(given) ? given.filter(isObject) : [];
  for (const [index, { ErrorEquals: names }] of entries.entries()) {
    const at = `${path}[${index}]/ErrorEquals`;
    if (!Array.isArray(names) || names.length === 0 || !names.every((name) => typeof name === 'string')) {
      report('SCHEMA_VALIDATION_FAILED', 'Expected a list of at least one error name', at);
    } else if (names.includes('States.ALL') && (names.length > 1 || index < entries.length - 1)) {
      report('SCHEMA_VALIDATION_FAILED', 'States.ALL must appear alone and at the end of the list', at);
    }
  }
}
