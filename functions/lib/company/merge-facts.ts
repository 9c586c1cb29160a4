import { parseDomain } from './domain.ts';
import { isSameEvent } from './event.ts';
import type { Basis, Evidence } from './fact.ts';
import { canonicalJson, contradict, countedUntil, foldWords, isTitledAlike, periodOf, valueKey } from './fact-value.ts';
import { type FieldFact, type ProfileField, profileFieldNames, profileFields } from './profile.ts';

/** What all sources together say about one field. */
export interface MergedField {
  readonly field: ProfileField;
  /** The winner of a single-valued field, the distinct items of a list; strongest first. */
  readonly facts: readonly FieldFact[];
  /** What other sources say instead; strongest first. */
  readonly alternatives: readonly FieldFact[];
  /** Whether an alternative contradicts the winner. */
  readonly conflict: boolean;
}

/** All facts of one value, with how much they weigh together. */
interface Group {
  readonly key: string;
  readonly weight: number;
  readonly fact: FieldFact;
}

/** Stated words weigh more than what a rule or a guess made of them. */
const basisWeights: Readonly<Record<Basis, number>> = { stated: 1, derived: 0.9, hypothesis: 0.5 };
/** A source nobody has scored. */
const unknownScore = 0.5;
/** An observation loses half of its weight in so many days, but no more than that. */
const halfLifeDays = 365;
const dayMs = 24 * 60 * 60_000;
const certain = 0.99;
/** What an equally strong contradiction takes, twice. */
const disagreementCost = 0.5;
const mostEvidence = 8;
/** Two sources may come to the same few words by themselves; so many letters are a copy. */
const longestChance = 60;

/**
 * Merges what sources state into one answer per field, by evidence, basis, recency (as of `asOf` in epoch
 * ms, else of the newest observation) and the credibility of sources (`scores`: sourceId → 0–1). Independent sources
 * that agree strengthen each other, an event that several tell is one item, disagreement lowers the confidence and keeps the alternatives. The order
 * and the repetition of facts make no difference.
 */
export function mergeFacts(
  facts: readonly FieldFact[],
  scores: ReadonlyMap<string, number>,
  asOf?: number,
): ReadonlyMap<ProfileField, MergedField> {
  const newest = asOf ?? Math.max(0, ...facts.map(observedAt));
  const sorted = facts
    .map((fact) => ({ fact, json: canonicalJson(fact) }))
    .sort((left, right) => compare(left.json, right.json));
  const byField = Map.groupBy(
    sorted.map(({ fact }) => fact),
    ({ field }) => field,
  );
  const merged = profileFieldNames.flatMap((field): [ProfileField, MergedField][] => {
    const stated = byField.get(field);
    return stated === undefined ? [] : [[field, mergeField(field, stated, scores, newest)]];
  });
  return new Map(merged);
}

function mergeField(
  field: ProfileField,
  facts: readonly FieldFact[],
  scores: ReadonlyMap<string, number>,
  newest: number,
): MergedField {
  const byValue = Map.groupBy(facts, (fact) => valueKey(field, fact.value));
  const groups = [...byValue].map(([key, same]) => unite(key, same, scores, newest)).sort(strongestFirst);
  if (profileFields[field].many) {
    const kept = groups.filter(
      ({ fact }, index) => !groups.slice(0, index).some((known) => isSameEvent(field, known.fact.value, fact.value)),
    );
    const alternatives = [...byValue.values()].flatMap((same) => otherValues(same, kept));
    return { field, facts: kept.map(({ fact }) => fact), alternatives, conflict: false };
  }
  const [winner, ...others] = groups;
  if (winner === undefined) return { field, facts: [], alternatives: [], conflict: false };
  const against = others.filter(({ fact }) => contradict(field, winner.fact.value, fact.value));
  const opposition = against[0]?.weight ?? 0;
  const doubt = opposition === 0 ? 0 : (disagreementCost * opposition) / (winner.weight + opposition);
  return {
    field,
    facts: [{ ...winner.fact, confidence: round(winner.weight * (1 - doubt)) }],
    alternatives: others.map(({ fact }) => fact),
    conflict: against.length > 0,
  };
}

/** One fact out of all that state the same value; it speaks with the words of the strongest. */
function unite(key: string, facts: readonly FieldFact[], scores: ReadonlyMap<string, number>, newest: number): Group {
  const weighed = facts
    .map((fact) => ({ fact, weight: weigh(fact, scores, newest) }))
    .sort((left, right) => right.weight - left.weight);
  const strongest = weighed[0]?.fact ?? facts[0];
  if (strongest === undefined) throw new RangeError('A group of facts is never empty.');
  const doubt = independentWeights(weighed).reduce((rest, weight) => rest * (1 - weight), 1);
  const weight = Math.min(certain, 1 - doubt);
  const alike = weighed.filter(({ fact }) => isTitledAlike(fact.value, strongest.value));
  const evidence = distinctEvidence(alike.flatMap(({ fact }) => fact.evidence));
  return { key, weight, fact: { ...strongest, confidence: round(weight), evidence } };
}

/**
 * The weights of those facts that count on their own, strongest first: one a source, one a site, one a
 * wording. A press release that three papers reprint, and a search result that shows the company's own
 * page, are one voice.
 */
function independentWeights(weighed: readonly { readonly fact: FieldFact; readonly weight: number }[]): number[] {
  const heard = new Set<string>();
  return weighed.flatMap(({ fact, weight }) => {
    const voices = fact.evidence.flatMap(voicesOf);
    if (voices.some((voice) => heard.has(voice))) return [];
    for (const voice of voices) heard.add(voice);
    return [weight];
  });
}

function voicesOf({ sourceId, url, quote }: Evidence): string[] {
  const site = parseDomain(url);
  const wording = foldWords(quote);
  return [
    `source ${sourceId}`,
    ...(site === null ? [] : [`site ${site}`]),
    ...(wording.length >= longestChance ? [`wording ${wording}`] : []),
  ];
}

function weigh(fact: FieldFact, scores: ReadonlyMap<string, number>, newest: number): number {
  const score = Math.max(...fact.evidence.map(({ sourceId }) => scores.get(sourceId) ?? unknownScore));
  const ageDays = Math.max(0, newest - Math.min(observedAt(fact), countedUntil(fact))) / dayMs;
  const recency = Math.max(0.5, 0.5 ** (ageDays / halfLifeDays));
  return fact.confidence * basisWeights[fact.basis] * (0.5 + 0.5 * Math.min(1, Math.max(0, score))) * recency;
}

/** Items that are the same thing said otherwise: another title of a person, another address of a profile. */
function otherValues(same: readonly FieldFact[], groups: readonly Group[]): FieldFact[] {
  const shown = new Set(groups.map(({ fact }) => canonicalJson(fact.value)));
  const hidden = same.filter(({ value }) => typeof value === 'object' && !shown.has(canonicalJson(value)));
  return [...Map.groupBy(hidden, ({ value }) => canonicalJson(value)).values()].flatMap(([first]) => first ?? []);
}

function distinctEvidence(evidence: readonly Evidence[]): Evidence[] {
  const distinct = new Map(evidence.map((entry) => [`${entry.documentId} ${entry.quote}`, entry]));
  const all = [...distinct.values()];
  if (all.length <= mostEvidence) return all;
  // The newest tells how fresh the value is, however weak its source.
  const newest = all.reduce((best, item) => (item.observedAt > best.observedAt ? item : best));
  const kept = all.slice(0, mostEvidence);
  return kept.includes(newest) ? kept : [...kept.slice(0, -1), newest];
}

/** Later figures first where they name their year, then by weight. */
function strongestFirst(left: Group, right: Group): number {
  return periodOf(right.fact) - periodOf(left.fact) || right.weight - left.weight || compare(left.key, right.key);
}

function observedAt(fact: FieldFact): number {
  return Math.max(0, ...fact.evidence.map((entry) => Date.parse(entry.observedAt) || 0));
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Four digits: enough to rank by, and free of the noise of floating-point sums. */
function round(confidence: number): number {
  return Math.round(confidence * 10_000) / 10_000;
}
