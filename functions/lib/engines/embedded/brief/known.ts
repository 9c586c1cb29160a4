import type { FieldFact, ProfileField } from '../../../company/profile.ts';
import type { Statement } from '../../insights.ts';
import type { Excerpt, ExcerptKind } from './excerpts.ts';

/** What was found, by field, surest first, and the sentences worth quoting. */
export interface Known {
  readonly facts: (field: ProfileField) => readonly FieldFact[];
  readonly excerpts: (kind: ExcerptKind) => readonly Excerpt[];
  /** When the newest of it was seen, epoch ms: ages are counted from here, so that the same facts give the same brief. */
  readonly asOf: number;
}

/** More evidence than this makes a statement no easier to check. */
const mostEvidence = 12;
/** The company's own sentence says what it says; how far it is true is another matter. */
const excerptConfidence = 0.6;

/** Sorts facts by field and confidence. */
export function gatherKnown(facts: readonly FieldFact[], excerpts: readonly Excerpt[] = []): Known {
  const byField = Map.groupBy(
    facts.toSorted((left, right) => right.confidence - left.confidence),
    (fact) => fact.field,
  );
  const byKind = Map.groupBy(excerpts, (excerpt) => excerpt.kind);
  const seen = facts.flatMap((fact) => fact.evidence.map((item) => Date.parse(item.observedAt) || 0));
  return {
    facts: (field) => byField.get(field) ?? [],
    excerpts: (kind) => byKind.get(kind) ?? [],
    asOf: Math.max(0, ...seen),
  };
}

/** A statement that rests on facts; it is as sure as the least sure of them. */
export function statement(text: string, facts: readonly FieldFact[], basis?: Statement['basis']): Statement {
  const derived = facts.some((fact) => fact.basis === 'derived') ? 'derived' : 'stated';
  return {
    text,
    basis: basis ?? derived,
    confidence: basis === 'hypothesis' ? 0.3 : Math.min(...facts.map((fact) => fact.confidence)),
    evidence: facts.flatMap((fact) => fact.evidence.slice(0, facts.length > 4 ? 1 : 3)).slice(0, mostEvidence),
  };
}

/** The sentences of a kind, in their own words. */
export function quoting(known: Known, kind: ExcerptKind, most = 3): Statement[] {
  return known
    .excerpts(kind)
    .slice(0, most)
    .map(({ evidence }) => ({
      text: evidence.quote,
      basis: 'stated',
      confidence: excerptConfidence,
      evidence: [evidence],
    }));
}

/** A supposition that one sentence suggests. */
export function suppose(text: string, { evidence }: Pick<Statement, 'evidence'>): Statement {
  return { text, basis: 'hypothesis', confidence: 0.3, evidence };
}

/** One statement that lists the values of a field, none where nothing is known. */
export function listing(known: Known, field: ProfileField, wording: (values: string) => string, most = 6): Statement[] {
  const facts = [...new Map(known.facts(field).map((fact) => [String(fact.value).toLowerCase(), fact])).values()].slice(
    0,
    most,
  );
  const values = facts.map((fact) => String(fact.value)).join(', ');
  return facts.length === 0 ? [] : [statement(wording(values), facts)];
}

/** The surest value of a field as a statement, none where nothing is known. */
export function single(known: Known, field: ProfileField, wording: (value: string) => string): Statement[] {
  const [fact] = known.facts(field);
  return fact === undefined ? [] : [statement(wording(String(fact.value)), [fact])];
}

/** Each value of a field in its own words. */
export function each(known: Known, field: ProfileField, most = 4): Statement[] {
  return known
    .facts(field)
    .slice(0, most)
    .map((fact) => statement(String(fact.value), [fact]));
}
