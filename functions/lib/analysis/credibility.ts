import { isSameDomain } from '../company/domain.ts';
import type { Content } from '../content/content.ts';
import type { SourceKind, SourceResult } from '../sources/outcome.ts';

/** How far a source may be believed, 0–1, and why. */
export interface Credibility {
  readonly score: number;
  readonly reasons: readonly string[];
}

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

/** Newsrooms with an editorial process and corrections policy that the field calls tier one. */
const newsrooms = [
  'reuters.com',
  'apnews.com',
  'bloomberg.com',
  'ft.com',
  'wsj.com',
  'nytimes.com',
  'economist.com',
  'bbc.com',
  'bbc.co.uk',
  'theguardian.com',
  'cnbc.com',
  'techcrunch.com',
  'handelsblatt.com',
  'lemonde.fr',
];
const pressReleases = ['prnewswire.com', 'businesswire.com', 'globenewswire.com', 'accesswire.com', 'einpresswire.com'];

const day = 24 * 60 * 60 * 1000;

/**
 * Scores each source that gave something, by its kind, where it was published, how old it is and
 * whether somebody else said the same first. Keys are the ids of the source results.
 */
export function scoreSources(
  results: readonly SourceResult[],
  content: Content,
  now: number,
): Readonly<Record<string, Credibility>> {
  const matched = results.filter((result) => result.outcome === 'matched');
  return Object.fromEntries(matched.map((result) => [result.id, scoreSource(result, content, now)]));
}

function scoreSource(result: SourceResult, content: Content, now: number): Credibility {
  const ids = new Set(result.documents.map((document) => document.id));
  const stored = content.documents.filter((document) => ids.has(document.id));
  const effects = [
    publisherEffect(result),
    ageEffect(
      stored.map((document) => document.publishedAt ?? document.observedAt),
      now,
    ),
    transportEffect(result),
    repeatEffect(ids.size, stored.length),
  ].filter((effect) => effect !== null);
  const sum = effects.reduce((total, effect) => total + effect.by, startByKind[result.kind]);
  return {
    score: Math.round(Math.min(1, Math.max(0, sum)) * 100) / 100,
    reasons: [`kind ${result.kind}`, ...effects.map((effect) => effect.reason)],
  };
}

interface Effect {
  readonly by: number;
  readonly reason: string;
}

function publisherEffect(result: SourceResult): Effect | null {
  const { url } = result;
  if (url === null) return null;
  if (newsrooms.some((domain) => isSameDomain(url, domain))) return { by: 0.2, reason: 'established newsroom' };
  if (pressReleases.some((domain) => isSameDomain(url, domain))) return { by: -0.1, reason: 'press release' };
  return null;
}

function ageEffect(dates: readonly string[], now: number): Effect | null {
  const newest = Math.max(...dates.map((date) => Date.parse(date)).filter((time) => !Number.isNaN(time)), 0);
  if (newest === 0) return null;
  const age = (now - newest) / day;
  if (age > 730) return { by: -0.2, reason: 'over two years old' };
  return age > 365 ? { by: -0.1, reason: 'over a year old' } : null;
}

function transportEffect(result: SourceResult): Effect | null {
  return result.url?.startsWith('http://') === true ? { by: -0.05, reason: 'not served over https' } : null;
}

function repeatEffect(found: number, kept: number): Effect | null {
  return found > 0 && kept === 0 ? { by: -0.15, reason: 'repeats another document' } : null;
}
