import type { Freshness } from '../company/answer.ts';
import { type DataType, jitter, secondsOf } from './time-to-live.ts';

/** When something was made and until when it may be relied on; epoch seconds. */
export interface Lifetime {
  readonly generatedAt: number;
  /** From then it is due. */
  readonly refreshAfter: number;
  /** From then it is stale. */
  readonly expiresAt: number;
  /** From then it is gone; until then it may be given, marked stale, while it is made anew. */
  readonly keptUntil: number;
}

/** How an answer came out, which decides how long it is kept. */
export type AnswerQuality = 'ready' | 'partial' | 'resolution';

const dataTypes = {
  ready: 'answer',
  partial: 'partial-answer',
  resolution: 'resolution',
} as const satisfies Record<AnswerQuality, DataType>;
/** The part of its life after which an answer is due for a refresh. */
const dueShare = 0.75;
/** For so many of its lives a whole answer is given stale; what was lacking is never given longer than it lives. */
const graceLives: Readonly<Record<AnswerQuality, number>> = { ready: 2, partial: 0, resolution: 0 };

/**
 * Gives the lifetime of an answer made at `now` (epoch ms): CACHE_TTL_HOURS when it is whole, an
 * hour at most when sources were lost, minutes when the company was not settled. With a seed, such as the
 * answer's key, it is up to 10 % longer or shorter. Throws IntelligenceError `internal` as `secondsOf` does.
 */
export function lifetimeOf(quality: AnswerQuality, now: number, seed: string | null = null): Lifetime {
  const generatedAt = Math.floor(now / 1000);
  const usual = secondsOf(dataTypes[quality]);
  const varied = seed === null ? usual : jitter(usual, seed);
  const seconds = quality === 'ready' ? varied : Math.min(usual, varied);
  const expiresAt = generatedAt + seconds;
  return {
    generatedAt,
    refreshAfter: generatedAt + Math.floor(seconds * dueShare),
    expiresAt,
    keptUntil: expiresAt + graceLives[quality] * seconds,
  };
}

/** Says how fresh something is at `now` (epoch ms). */
export function freshnessOf(lifetime: Omit<Lifetime, 'keptUntil'>, now: number): Freshness {
  const seconds = Math.floor(now / 1000);
  const state = seconds < lifetime.refreshAfter ? 'fresh' : seconds < lifetime.expiresAt ? 'due' : 'stale';
  return {
    state,
    ageSeconds: Math.max(0, seconds - lifetime.generatedAt),
    refreshAfter: new Date(lifetime.refreshAfter * 1000).toISOString(),
  };
}
