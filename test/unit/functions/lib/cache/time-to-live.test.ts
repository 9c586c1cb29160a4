import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { lifetimeOf } from '../../../../../functions/lib/cache/freshness.ts';
import { jitter, secondsOf } from '../../../../../functions/lib/cache/time-to-live.ts';

const hour = 3600;
afterEach(() => vi.unstubAllEnvs());

describe('how long a kind of data lives', () => {
  it('stands in the table, and is CACHE_TTL_HOURS for what has no own time', () => {
    vi.stubEnv('CACHE_TTL_HOURS', '5');

    expect([secondsOf('news'), secondsOf('registry'), secondsOf('answer')]).toEqual([6 * hour, 720 * hour, 5 * hour]);
  });

  it('may be set for a stage', () => {
    vi.stubEnv('CACHE_TTL_OVERRIDES', 'news=2, answer=0.5');

    expect([secondsOf('news'), secondsOf('answer'), secondsOf('jobs')]).toEqual([2 * hour, hour / 2, 24 * hour]);
  });

  it('is never longer for what is lacking than for what is whole', () => {
    vi.stubEnv('CACHE_TTL_OVERRIDES', 'answer=0.05');

    expect([secondsOf('partial-answer'), secondsOf('resolution')]).toEqual([180, 180]);
  });

  it.each(['news', 'news=', 'news=0', 'news=never', 'gossip=1'])('refuses CACHE_TTL_OVERRIDES=%s', (text) => {
    vi.stubEnv('CACHE_TTL_OVERRIDES', text);

    expect(() => secondsOf('news')).toThrow(/CACHE_TTL/);
  });
});

describe('the jitter', () => {
  it('is the same for the same seed, and at most a tenth', () => {
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 100 * 24 * hour }), fc.string(), (seconds, seed) => {
        const varied = jitter(seconds, seed);

        expect(varied).toBe(jitter(seconds, seed));
        expect(Math.abs(varied - seconds)).toBeLessThanOrEqual(seconds * 0.1 + 0.5);
      }),
    );
  });

  it('spreads what is written together', () => {
    const lives = Array.from({ length: 1000 }, (_, index) => jitter(24 * hour, `key ${index}`));

    const hours = Map.groupBy(lives, (life) => Math.floor(life / hour));
    expect(hours.size).toBeGreaterThanOrEqual(5);
    for (const group of hours.values()) expect(group.length).toBeLessThan(350);
  });

  it('never lets an answer that lacks something live longer', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const { generatedAt, expiresAt, keptUntil } = lifetimeOf('partial', 0, seed);

        expect(expiresAt - generatedAt).toBeLessThanOrEqual(hour);
        expect(keptUntil).toBe(expiresAt);
      }),
    );
  });
});
