import type { Freshness } from '../company/answer.ts';
import { IntelligenceError } from '../errors.ts';

/** When an answer was made and until when it may be relied on; epoch seconds. */
export interface Lifetime {
  readonly generatedAt: number;
  readonly refreshAfter: number;
  readonly expiresAt: number;
}

/** How an answer came out, which decides how long it is kept. */
export type AnswerQuality = 'ready' | 'partial' | 'resolution';

const defaultHours = 24;
/** What went wrong for a partial answer may be mended soon. */
const partialSeconds = 3600;
/** An identity that could not be settled is kept for minutes only. */
const resolutionSeconds = 300;
/** The part of its life after which an answer is due for a refresh. */
const dueShare = 0.75;

/**
 * Gives the lifetime of an answer made at `now` (epoch ms): CACHE_TTL_HOURS when it is whole, an
 * hour at most when sources were lost, minutes when the company was not settled.
 * Throws IntelligenceError `internal` when the variable is no positive number.
 */
export function lifetimeOf(quality: AnswerQuality, now: number): Lifetime {
  const generatedAt = Math.floor(now / 1000);
  const seconds = Math.min(cacheSeconds(), longestSeconds[quality]);
  return {
    generatedAt,
    refreshAfter: generatedAt + Math.floor(seconds * dueShare),
    expiresAt: generatedAt + seconds,
  };
}

const longestSeconds: Readonly<Record<AnswerQuality, number>> = {
  ready: Number.POSITIVE_INFINITY,
  partial: partialSeconds,
  resolution: resolutionSeconds,
};

/** Says how fresh something is at `now` (epoch ms). */
export function freshnessOf(lifetime: Lifetime, now: number): Freshness {
  const seconds = Math.floor(now / 1000);
  const state = seconds < lifetime.refreshAfter ? 'fresh' : seconds < lifetime.expiresAt ? 'due' : 'stale';
  return {
    state,
    ageSeconds: Math.max(0, seconds - lifetime.generatedAt),
    refreshAfter: new Date(lifetime.refreshAfter * 1000).toISOString(),
  };
}

function cacheSeconds(): number {
  const hours = Number(process.env.CACHE_TTL_HOURS ?? defaultHours);
  if (hours > 0) return Math.round(hours * 3600);
  throw new IntelligenceError('internal', 'CACHE_TTL_HOURS is not a positive number.');
}
