import { verifyFact } from '../../analysis/claims/verify-fact.ts';
import type { FieldFact } from '../../company/profile.ts';
import type { Content } from '../../content/content.ts';
import type { Document } from '../../content/document.ts';
import { type Ballot, mergeClaims } from './merge-claims.ts';

/** What an engine states before anything of it was checked; a claim may lack the shape of its field. */
export interface UnverifiedBallot {
  readonly engine: string;
  readonly claims: readonly unknown[];
}

/** What engines and sources agree on, and what of each engine did not hold. */
export interface Agreement {
  /** Claims of engines that hold, merged by votes. */
  readonly claims: readonly FieldFact[];
  /** Facts of sources that hold. */
  readonly sourceFacts: readonly FieldFact[];
  readonly refused: ReadonlyMap<string, readonly unknown[]>;
}

/** Merges what engines state. Only what holds against the stored documents votes: an invention must not outvote a fact. */
export function agreeOnFacts(
  ballots: readonly UnverifiedBallot[],
  content: Content,
  scores: ReadonlyMap<string, number>,
): Agreement {
  const documents = new Map(content.documents.map((document) => [document.id, document]));
  const sorted = ballots.map(({ engine, claims }) => ({ engine, ...sortClaims(claims, documents) }));
  const votes: Ballot[] = sorted.map(({ engine, held }) => ({ engine, claims: held }));
  return {
    claims: mergeClaims(votes, scores),
    sourceFacts: content.facts.flatMap((fact) => verifyFact(fact, documents, 'source').kept ?? []),
    refused: new Map(sorted.map(({ engine, refused }) => [engine, refused])),
  };
}

function sortClaims(claims: readonly unknown[], documents: ReadonlyMap<string, Document>) {
  const verdicts = claims.map((claim) => ({ claim, kept: verifyFact(claim, documents, 'engine').kept }));
  return {
    held: verdicts.flatMap(({ kept }) => kept ?? []),
    refused: verdicts.filter(({ kept }) => kept === null).map(({ claim }) => claim),
  };
}
