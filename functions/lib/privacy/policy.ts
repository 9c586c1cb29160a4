import * as z from 'zod';
import { IntelligenceError } from '../errors.ts';
import { type PersonalDataType, personalDataTypeSchema, personalDataTypes } from './finding.ts';

const types = z.array(personalDataTypeSchema).transform((list) => [...new Set(list)]);

/** Numbers with which somebody can be charged or impersonated are kept nowhere, whatever a policy says. */
const neverKept: readonly PersonalDataType[] = ['card', 'iban', 'ssn'];

/**
 * Which personal data is replaced by placeholders, by stage of the pipeline: before a document is
 * stored, before an engine or any other reading sees it, and in the answer. What one stage takes out
 * the next never sees, so each stage takes out at least as much as the one before.
 */
export const privacyPolicySchema = z
  .strictObject({ storage: types, engines: types, answer: types })
  .refine(({ storage }) => neverKept.every((type) => storage.includes(type)), {
    path: ['storage'],
    message: `must list ${neverKept.join(', ')}`,
  })
  .refine(({ storage, engines }) => storage.every((type) => engines.includes(type)), {
    path: ['engines'],
    message: 'must list what storage lists',
  })
  .refine(({ engines, answer }) => engines.every((type) => answer.includes(type)), {
    path: ['answer'],
    message: 'must list what engines lists',
  });
export type PrivacyPolicy = Readonly<z.infer<typeof privacyPolicySchema>>;

/**
 * The policy where none is set. Names of persons are judged by the whole of what a run found (a role
 * may stand on another page), so they are replaced before the engines and not before storage.
 */
export const defaultPrivacyPolicy: PrivacyPolicy = {
  storage: personalDataTypes.filter((type) => type !== 'person'),
  engines: [...personalDataTypes],
  answer: [...personalDataTypes],
};

/**
 * Reads a policy from JSON such as the variable PRIVACY_POLICY holds; without one the default counts.
 * Throws IntelligenceError `internal` naming what is wrong: a broken policy must not mean none.
 */
export function readPrivacyPolicy(json: string | undefined): PrivacyPolicy {
  if (json === undefined || json === '') return defaultPrivacyPolicy;
  const parsed = privacyPolicySchema.safeParse(parseJson(json));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'PRIVACY_POLICY'}: ${issue.message}`);
  throw new IntelligenceError('internal', `The privacy policy is not valid: ${faults.join('; ')}.`);
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
