import type { FieldFact, ProfileField } from '../../../company/profile.ts';
import type { Statement } from '../../insights.ts';

/** What was found, by field, surest first. */
export interface Known {
  readonly facts: (field: ProfileField) => readonly FieldFact[];
}

/** More evidence than this makes a statement no easier to check. */
const mostEvidence = 12;

/** Sorts facts by field and confidence. */
export function gatherKnown(facts: readonly FieldFact[]): Known {
  const byField = Map.groupBy(
    facts.toSorted((left, right) => right.confidence - left.confidence),
    (fact) => fact.field,
  );
  return { facts: (field) => byField.get(field) ?? [] };
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
