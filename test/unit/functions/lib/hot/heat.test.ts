import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRequestBatch } from '../../../../../functions/lib/hot/batching.ts';
import {
  addRequests,
  type Heat,
  halfLifeMs,
  heatAt,
  rankOf,
  rankOfRate,
} from '../../../../../functions/lib/hot/heat.ts';
import { type HotCandidate, pickHot, type RefreshBounds } from '../../../../../functions/lib/hot/pick.ts';

const start = Date.parse('2031-05-06T07:08:09.000Z');
const dayMs = 86_400_000;
const moments = fc.integer({ min: 0, max: 400 * dayMs }).map((ms) => start + ms);
const heats: fc.Arbitrary<Heat> = fc.record({ value: fc.double({ min: 1e-3, max: 1e6, noNaN: true }), at: moments });

describe('heat', () => {
  it('halves in a half-life', () => {
    expect(heatAt({ value: 8, at: start }, start + 2 * halfLifeMs)).toBeCloseTo(2, 9);
  });

  it('only falls as time goes by, and never below nothing', () => {
    fc.assert(
      fc.property(heats, fc.nat(90 * dayMs), fc.nat(90 * dayMs), (heat, wait, longer) => {
        const earlier = heatAt(heat, heat.at + wait);

        const later = heatAt(heat, heat.at + wait + longer);

        expect(later).toBeLessThanOrEqual(earlier);
        expect(later).toBeGreaterThan(0);
      }),
    );
  });

  it('rises by what is added, and more is never colder, also under a clock that goes back', () => {
    fc.assert(
      fc.property(heats, fc.integer({ min: 1, max: 100 }), moments, (heat, weight, now) => {
        const added = addRequests(heat, weight, now);

        expect(added.value).toBeCloseTo(heatAt(heat, Math.max(now, heat.at)) + weight, 6);
        expect(rankOf(addRequests(heat, weight + 1, now))).toBeGreaterThanOrEqual(rankOf(added));
      }),
    );
  });

  it('does not depend on whether requests are counted one by one or together', () => {
    fc.assert(
      fc.property(heats, fc.integer({ min: 1, max: 30 }), (heat, count) => {
        const together = addRequests(heat, count, heat.at);

        const singly = Array.from({ length: count }).reduce<Heat>((sum) => addRequests(sum, 1, heat.at), heat);

        expect(singly.value).toBeCloseTo(together.value, 6);
      }),
    );
  });

  it('orders any two by rank as they stand at any later moment, up to the step of a rank', () => {
    fc.assert(
      fc.property(heats, heats, fc.nat(200 * dayMs), (one, other, wait) => {
        const moment = Math.max(one.at, other.at) + wait;

        const [left, right] = [one, other].map((heat) => Math.log2(heatAt(heat, moment)));

        fc.pre(Number.isFinite(left) && Number.isFinite(right));
        if (left! - right! > 0.26) expect(rankOf(one)).toBeGreaterThan(rankOf(other));
      }),
    );
  });

  it('reaches the rank of a rate when something is asked for at that rate for long', () => {
    const everySixHours = Array.from({ length: 4 * 60 }, (_, index) => start + (index * dayMs) / 4);

    const heat = everySixHours.reduce<Heat | null>((sum, now) => addRequests(sum, 1, now), null);

    const now = everySixHours.at(-1)!;
    expect(rankOf(heat!)).toBeGreaterThanOrEqual(rankOfRate(3.8, now));
    expect(rankOf(heat!)).toBeLessThan(rankOfRate(5.5, now));
  });
});

describe('the batch of a warm function', () => {
  it('writes the first request at once, and what comes within a minute with the next', () => {
    const batch = createRequestBatch();

    const written = [0, 10, 59_999, 60_000, 60_001].map((ms) => batch.count('a', start + ms));

    expect(written).toEqual([1, 0, 0, 3, 0]);
  });

  it('loses nothing but what it still holds', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(300_000), { maxLength: 200 }), (gaps) => {
        const batch = createRequestBatch();
        let now = start;

        const written = gaps.reduce((sum, gap) => {
          now += gap;
          return sum + batch.count('a', now);
        }, 0);

        const held = batch.count('a', now + 60_000) - 1;
        expect(written + held).toBe(gaps.length);
      }),
    );
  });

  it('forgets the subject counted longest ago when it holds too many', () => {
    const batch = createRequestBatch();
    batch.count('oldest', start);
    for (let index = 0; index < 2000; index += 1) batch.count(`key${index}`, start);

    const [oldest, newest] = [batch.count('oldest', start), batch.count('key1999', start)];

    expect(oldest).toBe(1);
    expect(newest).toBe(0);
  });
});

describe('pickHot', () => {
  const bounds: RefreshBounds = { dueBefore: 1000, leastRank: 5, limit: 10, budgetUsd: 1, companyBudgetUsd: 0.1 };
  const candidate = (key: string, over: Partial<HotCandidate<string>> = {}): HotCandidate<string> => ({
    ...{ subject: key, key, rank: 6, dueAt: 900 },
    ...over,
  });
  const keysOf = (picked: readonly HotCandidate<string>[]) => picked.map(({ key }) => key);

  it('takes the hottest of what is hot and due', () => {
    const given = [
      candidate('warm'),
      candidate('hot', { rank: 9 }),
      candidate('cold', { rank: 4.75 }),
      candidate('fresh', { rank: 9, dueAt: 1001 }),
      candidate('never made', { rank: 9, dueAt: null }),
    ];

    expect(keysOf(pickHot(given, bounds))).toEqual(['hot', 'warm']);
  });

  it('stops at the limit, and where the worst cases no longer fit into the budget', () => {
    const given = ['a', 'b', 'c', 'd'].map((key) => candidate(key));

    expect(keysOf(pickHot(given, { ...bounds, limit: 2 }))).toEqual(['a', 'b']);
    expect(keysOf(pickHot(given, { ...bounds, budgetUsd: 0.3 }))).toEqual(['a', 'b', 'c']);
    expect(pickHot(given, { ...bounds, budgetUsd: 0.09 })).toEqual([]);
  });

  it('never picks what is not hot and due, more than it may, or one that is colder than one left out', () => {
    const anyone = fc.record({
      ...{ subject: fc.string(), key: fc.uuid(), rank: fc.integer({ min: 0, max: 10 }) },
      dueAt: fc.option(fc.nat(2000)),
    });
    fc.assert(
      fc.property(
        fc.array(anyone),
        fc.nat(8),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (given, limit, budgetUsd) => {
          const picked = pickHot(given, { ...bounds, limit, budgetUsd });

          const left = given.filter((one) => !picked.includes(one) && one.rank >= 5 && (one.dueAt ?? 1e9) <= 1000);
          const coldest = Math.min(...picked.map(({ rank }) => rank));
          expect(picked.length).toBeLessThanOrEqual(limit);
          expect(picked.length * 0.1).toBeLessThanOrEqual(budgetUsd + 1e-6);
          expect(picked.every(({ rank, dueAt }) => rank >= 5 && dueAt !== null && dueAt <= 1000)).toBe(true);
          expect(left.every(({ rank }) => rank <= coldest)).toBe(true);
        },
      ),
    );
  });
});
