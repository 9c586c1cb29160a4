import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { freshnessOf, lifetimeOf } from '../../../../../functions/lib/cache/freshness.ts';

const now = Date.parse('2031-05-06T07:08:09.000Z');

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('lifetimeOf', () => {
  it('follows CACHE_TTL_HOURS for a whole answer', () => {
    vi.stubEnv('CACHE_TTL_HOURS', '48');

    const { generatedAt, expiresAt } = lifetimeOf('ready', now);

    expect(expiresAt - generatedAt).toBe(48 * 3600);
  });

  it.each([
    ['ready', 24 * 3600],
    ['partial', 3600],
    ['resolution', 300],
  ] as const)('keeps a %s answer for its time', (quality, seconds) => {
    const { generatedAt, expiresAt, refreshAfter } = lifetimeOf(quality, now);

    expect(generatedAt * 1000).toBe(now);
    expect(expiresAt - generatedAt).toBe(seconds);
    expect(refreshAfter - generatedAt).toBe(seconds * 0.75);
  });

  it.each(['never', '0', '-1'])('refuses CACHE_TTL_HOURS=%s', (hours) => {
    vi.stubEnv('CACHE_TTL_HOURS', hours);

    expect(() => lifetimeOf('ready', now)).toThrow(/CACHE_TTL_HOURS/);
  });
});

describe('freshnessOf', () => {
  const lifetime = lifetimeOf('ready', now);

  it.each([
    [0, 'fresh'],
    [18 * 3600 - 1, 'fresh'],
    [18 * 3600, 'due'],
    [24 * 3600, 'stale'],
  ])('is after %i seconds %s', (seconds, state) => {
    expect(freshnessOf(lifetime, now + seconds * 1000)).toEqual({
      state,
      ageSeconds: seconds,
      refreshAfter: '2031-05-07T01:08:09.000Z',
    });
  });

  it('only gets older', () => {
    const order = ['fresh', 'due', 'stale', 'unknown'];
    const instant = fc.nat(100 * 3600 * 1000);

    fc.assert(
      fc.property(instant, instant, (one, other) => {
        const [earlier, later] = [Math.min(one, other), Math.max(one, other)].map((ms) =>
          freshnessOf(lifetime, now + ms),
        );

        expect(order.indexOf(later?.state ?? '')).toBeGreaterThanOrEqual(order.indexOf(earlier?.state ?? ''));
      }),
    );
  });
});
