import type { Basis } from '../../company/fact.ts';
import { canonicalJson, contradict, valueKey } from '../../company/fact-value.ts';
import { type FieldFact, type ProfileField, profileFields } from '../../company/profile.ts';

/** Verified claims of one engine. */
export interface Ballot {
  readonly engine: string;
  readonly claims: readonly FieldFact[];
}

/** All claims of one value, and how much the engines that state it weigh together. */
interface Candidate {
  readonly claims: readonly FieldFact[];
  readonly engines: number;
  readonly weight: number;
}

const basisWeights: Readonly<Record<Basis, number>> = { stated: 1, derived: 0.8, hypothesis: 0.4 };
/** A source nobody has scored. */
const unknownScore = 0.5;
/** What another engine's agreement leaves of the doubt: they read the same page, so it is no second source. */
const doubtLeft = 0.7;
const certain = 0.99;
const mostEvidence = 8;

/**
 * Merges what several engines state, field by field and value by value. An engine's vote weighs by its
 * sureness, by basis and by the credibility of the sources that it quotes (`scores`: sourceId → 0–1).
 * Agreement makes a value surer. Where values of a single-valued field contradict each other, each
 * keeps the share of its votes in its sureness: the weaker ones stay as alternatives, and the profile's
 * own merge lowers the winner for them. The order of engines and claims makes no difference.
 */
export function mergeClaims(ballots: readonly Ballot[], scores: ReadonlyMap<string, number>): FieldFact[] {
  const votes = ballots.flatMap(({ engine, claims }) => claims.map((claim) => ({ engine, claim })));
  const byField = Map.groupBy(votes, ({ claim }) => claim.field);
  return [...byField].sort(byName).flatMap(([field, cast]) => {
    const byValue = Map.groupBy(cast, ({ claim }) => valueKey(field, claim.value));
    const candidates = [...byValue].sort(byName).map(([, same]) => toCandidate(same, scores));
    return candidates.flatMap((candidate) => elect(field, candidate, candidates));
  });
}

type Vote = { readonly engine: string; readonly claim: FieldFact };

function toCandidate(votes: readonly Vote[], scores: ReadonlyMap<string, number>): Candidate {
  const weights = new Map<string, number>();
  for (const { engine, claim } of votes) weights.set(engine, Math.max(weights.get(engine) ?? 0, weigh(claim, scores)));
  const weight = [...weights.values()].sort((left, right) => left - right).reduce((sum, vote) => sum + vote, 0);
  return { claims: votes.map(({ claim }) => claim), engines: weights.size, weight };
}

function weigh(claim: FieldFact, scores: ReadonlyMap<string, number>): number {
  const credibility = Math.max(...claim.evidence.map(({ sourceId }) => scores.get(sourceId) ?? unknownScore));
  return claim.confidence * basisWeights[claim.basis] * (0.5 + 0.5 * Math.min(1, Math.max(0, credibility)));
}

/** One claim per wording and source of the value, with the sureness that the votes leave it. */
function elect(field: ProfileField, candidate: Candidate, all: readonly Candidate[]): FieldFact[] {
  const share = shareOf(field, candidate, all);
  const groups = Map.groupBy(
    candidate.claims,
    (claim) => `${claim.evidence[0]?.sourceId} ${canonicalJson(claim.value)}`,
  );
  return [...groups].sort(byName).map(([, same]) => {
    const [strongest] = same.toSorted(byConfidence) as [FieldFact, ...FieldFact[]];
    const sure = 1 - (1 - strongest.confidence) * doubtLeft ** (candidate.engines - 1);
    return { ...strongest, confidence: round(Math.min(certain, sure) * share), evidence: uniteEvidence(same) };
  });
}

/** 1 where nobody objects or all that object weigh less; else the part of the votes. */
function shareOf(field: ProfileField, candidate: Candidate, all: readonly Candidate[]): number {
  if (profileFields[field].many) return 1;
  const value = candidate.claims[0]?.value;
  const against = all.filter((other) => other !== candidate && contradict(field, value, other.claims[0]?.value));
  const strongest = Math.max(0, ...against.map(({ weight }) => weight));
  return strongest < candidate.weight ? 1 : candidate.weight / (candidate.weight + strongest);
}

function uniteEvidence(claims: readonly FieldFact[]): FieldFact['evidence'] {
  const all = claims.flatMap(({ evidence }) => evidence);
  const distinct = new Map(all.map((item) => [`${item.documentId} ${item.quote}`, item]));
  return [...distinct]
    .sort(byName)
    .map(([, item]) => item)
    .slice(0, mostEvidence);
}

function byName([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function byConfidence(left: FieldFact, right: FieldFact): number {
  return right.confidence - left.confidence || byName([canonicalJson(left), 0], [canonicalJson(right), 0]);
}

/** Four digits: enough to rank by, and free of the noise of floating-point sums. */
function round(confidence: number): number {
  return Math.round(confidence * 10_000) / 10_000;
}
