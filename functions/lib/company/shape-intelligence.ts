import * as z from 'zod';
import type { AnswerAlternative, AnswerEvidence, AnswerSource, Brief, CompanyIntelligence } from './answer.ts';
import { contradict } from './fact-value.ts';
import type { MergedField } from './merge-facts.ts';
import { openQuestions } from './open-questions.ts';
import {
  companyIdSchema,
  type FieldFact,
  type ProfileField,
  profileFieldNames,
  profileFields,
  socialProfileSchema,
} from './profile.ts';
import { whyUnknown } from './unknown-reason.ts';

/** What an answer is shaped from; every fact of it has been verified. */
export interface IntelligenceParts {
  readonly domain: string;
  readonly merged: ReadonlyMap<ProfileField, MergedField>;
  readonly sentiment: CompanyIntelligence['sentiment'];
  readonly brief: Brief;
  readonly sources: readonly AnswerSource[];
}

/** Shapes verified facts as callers read them: plain values, `null` and `[]` where unknown, evidence by JSON pointer. */
export function shapeIntelligence({
  domain,
  merged,
  sentiment,
  brief,
  sources,
}: IntelligenceParts): CompanyIntelligence {
  const values = Object.fromEntries(
    profileFieldNames.map((field) => [field, readValue(field, factsOf(merged, field))]),
  );
  return {
    ...(values as Record<ProfileField, unknown>),
    domain,
    socialProfiles: byKey(factsOf(merged, 'socialProfiles')),
    ids: byKey(factsOf(merged, 'ids')),
    sentiment,
    brief,
    evidence: Object.fromEntries(profileFieldNames.flatMap((field) => evidenceOf(field, factsOf(merged, field)))),
    alternatives: Object.fromEntries(profileFieldNames.flatMap((field) => alternativesOf(field, merged.get(field)))),
    unknowns: profileFieldNames
      .filter((field) => factsOf(merged, field).length === 0)
      .map((field) => ({ field, question: openQuestions[field], reason: whyUnknown(field, sources) })),
    sources,
  };
}

function factsOf(merged: ReadonlyMap<ProfileField, MergedField>, field: ProfileField): readonly FieldFact[] {
  const facts = merged.get(field)?.facts ?? [];
  return dated.has(field) ? facts.toSorted((left, right) => dateOf(right).localeCompare(dateOf(left))) : facts;
}

/** Lists of events are read newest first; what has no date comes last. */
const dated = new Set<ProfileField>(['recentNews', 'fundingRounds', 'buyingSignals']);
const datedSchema = z.object({ date: z.string().nullish(), publishedAt: z.string().nullish() });

function dateOf(fact: FieldFact): string {
  const { date, publishedAt } = datedSchema.parse(fact.value);
  return date ?? publishedAt ?? '';
}

function readValue(field: ProfileField, facts: readonly FieldFact[]): unknown {
  if (profileFields[field].many) return facts.map((fact) => fact.value);
  return facts[0]?.value ?? null;
}

const keyedSchema = z.union([
  socialProfileSchema.transform(({ network, url }) => [network, url] as const),
  companyIdSchema.transform(({ scheme, value }) => [scheme, value] as const),
]);

/** Networks and register schemes name their entry; where two share a name, the surer one stays. */
function byKey(facts: readonly FieldFact[]): Readonly<Record<string, string>> {
  return Object.fromEntries(facts.toReversed().map((fact) => keyedSchema.parse(fact.value)));
}

function evidenceOf(field: ProfileField, facts: readonly FieldFact[]): [string, AnswerEvidence[]][] {
  if (field === 'socialProfiles' || field === 'ids') {
    const entries = facts.toReversed().map((fact) => {
      const [key] = keyedSchema.parse(fact.value);
      return [`/${field}/${escapePointer(key)}`, shapeEvidence(fact)] as [string, AnswerEvidence[]];
    });
    return [...new Map(entries)];
  }
  if (profileFields[field].many) return facts.map((fact, index) => [`/${field}/${index}`, shapeEvidence(fact)]);
  return facts.slice(0, 1).map((fact) => [`/${field}`, shapeEvidence(fact)]);
}

/** What contradicts the value of a single-valued field; another wording of it does not. */
function alternativesOf(field: ProfileField, merged: MergedField | undefined): [string, AnswerAlternative[]][] {
  const shown = merged?.facts[0];
  if (merged === undefined || shown === undefined || profileFields[field].many) return [];
  const others = merged.alternatives.filter(({ value }) => contradict(field, shown.value, value));
  if (others.length === 0) return [];
  const shaped = others.map((fact) => ({
    value: fact.value,
    confidence: fact.confidence,
    evidence: shapeEvidence(fact),
  }));
  return [[`/${field}`, shaped]];
}

/** The same words on every page of a site are one piece of evidence. */
function shapeEvidence(fact: FieldFact): AnswerEvidence[] {
  const { confidence, basis } = fact;
  const distinct = new Map(fact.evidence.toReversed().map((item) => [`${item.sourceId} ${item.quote}`, item]));
  return [...distinct.values()].toReversed().map(({ sourceId, url, quote, observedAt }) => ({
    sourceId,
    url,
    quote,
    observedAt,
    confidence,
    basis,
  }));
}

/** RFC 6901, section 3. */
function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
