import { mergeFacts } from '../../company/merge-facts.ts';
import type { FieldFact } from '../../company/profile.ts';

/** Of one field, the strongest so many: a brief with thirty customers is no better than one with ten. */
const mostOfField = 10;
/** Of all fields; about 10,000 tokens with their quotes. */
const mostFacts = 120;

/** Verified facts by the labels under which an engine may cite them. */
export type EvidenceList = ReadonlyMap<string, FieldFact>;

/** Lists what a brief may rest on: verified facts, merged as the profile merges them. `scores`: sourceId → 0–1. */
export function listEvidence(facts: readonly FieldFact[], scores: ReadonlyMap<string, number>): EvidenceList {
  const merged = [...mergeFacts(facts, scores).values()];
  const chosen = merged.flatMap((field) => [...field.facts.slice(0, mostOfField), ...field.alternatives.slice(0, 1)]);
  return new Map(chosen.slice(0, mostFacts).map((fact, index) => [`E${index + 1}`, fact]));
}
