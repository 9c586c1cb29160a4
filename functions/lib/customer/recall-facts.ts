import type { AnswerEvidence, CompanyIntelligence } from '../company/answer.ts';
import {
  type FieldFact,
  fieldFactSchema,
  type ProfileField,
  profileFieldNames,
  profileFields,
} from '../company/profile.ts';

/** Kept by scheme and network, not by position; nobody compares by them. */
const keyed = new Set<ProfileField>(['socialProfiles', 'ids']);

/** Gives the facts of an answer that was kept: they were verified when it was made, and carry their quotes still. */
export function recallFacts(intelligence: CompanyIntelligence): FieldFact[] {
  return profileFieldNames
    .filter((field) => !keyed.has(field))
    .flatMap((field) => {
      const value = intelligence[field as Exclude<ProfileField, 'socialProfiles' | 'ids'>];
      if (!profileFields[field].many) return recall(field, value, intelligence.evidence[`/${field}`]);
      const items: readonly unknown[] = Array.isArray(value) ? value : [];
      return items.flatMap((item, index) => recall(field, item, intelligence.evidence[`/${field}/${index}`]));
    });
}

function recall(field: ProfileField, value: unknown, evidence: readonly AnswerEvidence[] = []): FieldFact[] {
  const [first] = evidence;
  if (first === undefined) return [];
  const fact = fieldFactSchema.safeParse({
    field,
    value,
    confidence: first.confidence,
    basis: first.basis,
    evidence: evidence.map(({ sourceId, url, quote, observedAt }) => ({
      sourceId,
      documentId: '',
      url,
      quote,
      observedAt,
    })),
  });
  return fact.success ? [fact.data] : [];
}
