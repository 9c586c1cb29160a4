import type { Answer } from './answer.ts';
import type { MergedField } from './merge-facts.ts';
import { type FieldFact, type ProfileField, profileFieldNames } from './profile.ts';
import { weighQuality } from './quality-weights.ts';

type DataQuality = Answer['metadata']['dataQuality'];

const day = 24 * 60 * 60 * 1000;
/** What was seen within a day is fresh; what is a year old is not. */
const fullyFresh = day;
const stale = 365 * day;

/**
 * Measures a profile from its evidence, each 0–1: the share of fields with a value, how recently the
 * newest evidence of each value was seen, and how sure the values are. More independent evidence that
 * agrees never lowers any of them: it adds no value, may be newer, and makes a value surer. `now` in epoch ms.
 */
export function measureDataQuality(merged: ReadonlyMap<ProfileField, MergedField>, now: number): DataQuality {
  const filled = [...merged.values()].filter((field) => field.facts.length > 0);
  const completeness = filled.length / profileFieldNames.length;
  const freshness = average(filled.map((field) => average(field.facts.map((fact) => freshnessOf(fact, now)))));
  const reliability = average(filled.map((field) => average(field.facts.map((fact) => fact.confidence))));
  return weighQuality({ completeness, freshness, reliability });
}

function freshnessOf(fact: FieldFact, now: number): number {
  const newest = Math.max(0, ...fact.evidence.map((item) => Date.parse(item.observedAt) || 0));
  const age = now - newest;
  if (age <= fullyFresh) return 1;
  return Math.max(0, 1 - (age - fullyFresh) / (stale - fullyFresh));
}

function average(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
