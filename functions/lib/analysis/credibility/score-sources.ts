import type { Content } from '../../content/content.ts';
import type { Document } from '../../content/document.ts';
import type { SourceKind, SourceResult } from '../../sources/outcome.ts';
import { ageEffect, authorEffect, carriesInstruction, domainEffect, ownVoiceEffect } from './document-signals.ts';
import type { Effect } from './effect.ts';
import { type PublicationType, publisherOf } from './publishers.ts';

/** How far a source may be believed, 0–1, and why. */
export interface Credibility {
  readonly score: number;
  readonly type: PublicationType;
  readonly reasons: readonly string[];
  /** What a reader should know of it: `instruction_text` where it addresses machines. */
  readonly flags: readonly SourceFlag[];
}

/** Stable words, for callers to show or to filter by. */
export type SourceFlag = 'instruction_text';

/** Where each kind of source starts: a register is checked, a snippet is not; a company knows itself but praises itself. */
const startByKind: Readonly<Record<SourceKind, number>> = {
  filing: 0.95,
  registry: 0.9,
  network: 0.9,
  official: 0.85,
  jobs: 0.8,
  news: 0.65,
  search: 0.5,
  social: 0.45,
};

/** Kinds in which anybody may have published; elsewhere the source is its own publisher. */
const anybodyPublishes: readonly SourceKind[] = ['news', 'search', 'social', 'jobs'];
const instructionEffect: Effect = { by: -0.1, reason: 'carries text that addresses machines' };

/**
 * Scores each source that gave something: by its kind, who published it, how old it is, who signed it, the
 * host that it stands on, and whether somebody else said the same first. What differs from document to
 * document counts by its share. Keys are the ids of the source results; `ownDomain` is the company's.
 */
export function scoreSources(
  results: readonly SourceResult[],
  content: Content,
  now: number,
  ownDomain: string | null = null,
): Readonly<Record<string, Credibility>> {
  const stored = new Map(content.documents.map((document) => [document.id, document]));
  const matched = results.filter((result) => result.outcome === 'matched');
  return Object.fromEntries(matched.map((result) => [result.id, scoreSource(result, stored, now, ownDomain)]));
}

function scoreSource(
  result: SourceResult,
  stored: ReadonlyMap<string, Document>,
  now: number,
  ownDomain: string | null,
): Credibility {
  const found = [...new Set(result.documents.map(({ id }) => id))];
  const documents = found.flatMap((id) => stored.get(id) ?? []);
  const addresses = documents.length > 0 ? documents.map(({ url }) => url) : [result.url ?? ''];
  const isOpen = anybodyPublishes.includes(result.kind);
  const publishers = isOpen ? addresses.map(publisherOf) : [];
  const flags: SourceFlag[] = documents.some(carriesInstruction) ? ['instruction_text'] : [];
  const effects = [
    ...share(publishers),
    ...share(addresses.map(domainEffect)),
    ...(isOpen ? share(addresses.map((url) => ownVoiceEffect(url, ownDomain))) : []),
    ...share(documents.map((document) => ageEffect(document, now))),
    ...(result.kind === 'news' ? share(documents.map(authorEffect)) : []),
    ...repeatEffect(found.length, documents.length),
    ...(flags.length > 0 ? [instructionEffect] : []),
  ];
  const sum = effects.reduce((total, effect) => total + effect.by, startByKind[result.kind]);
  return {
    score: Math.round(Math.min(1, Math.max(0, sum)) * 100) / 100,
    type: typeOf(
      result.kind,
      publishers.map((publisher) => publisher?.type ?? null),
    ),
    reasons: [`kind ${result.kind}`, ...new Set(effects.map((effect) => effect.reason))],
    flags,
  };
}

/** The effects of several documents, each by the share of the documents that it is true of. */
function share(effects: readonly (Effect | null)[]): Effect[] {
  const present = effects.filter((effect) => effect !== null);
  const byReason = Map.groupBy(present, ({ reason }) => reason);
  return [...byReason].map(([reason, same]) => ({
    by: same.reduce((sum, { by }) => sum + by, 0) / effects.length,
    reason,
  }));
}

/** A reprint is no second source. */
function repeatEffect(found: number, kept: number): Effect[] {
  if (found === 0 || kept === found) return [];
  return [{ by: (-0.15 * (found - kept)) / found, reason: 'repeats another document' }];
}

/** The publication's type where all that was found is of one, else the kind of source. */
function typeOf(kind: SourceKind, types: readonly (PublicationType | null)[]): PublicationType {
  const [first] = types;
  return first != null && types.every((type) => type === first) ? first : kind;
}
