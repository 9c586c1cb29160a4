import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMeter } from '../../../../../local/gateway/usage/meter.ts';
import type { UsagePlanResource } from '../../../../../local/template/usage-plans.ts';

const plan = (rateLimit: number, burstLimit: number, limit: number | null = null): UsagePlanResource => ({
  id: 'plan1',
  name: 'plan',
  throttle: { rateLimit, burstLimit },
  quota: limit === null ? null : { limit, period: 'MONTH' },
});

function meterAt(start: string) {
  let time = Date.parse(start);
  const meter = createMeter(() => time);
  return { take: meter.take, pass: (ms: number) => (time += ms) };
}

describe('the meter of usage plans', () => {
  it('lets the burst pass at once and then as many a second as the rate says', () => {
    const { take, pass } = meterAt('2026-05-01T00:00:00Z');
    const many = (count: number) => Array.from({ length: count }, () => take('key', plan(2, 5)));

    const first = many(7);
    pass(1000);
    const later = many(3);

    expect(first.filter((allowance) => allowance === 'allowed')).toHaveLength(5);
    expect(later).toEqual(['allowed', 'allowed', 'throttled']);
  });

  it('counts a quota by the calendar month, and no throttled request against it', () => {
    const { take, pass } = meterAt('2026-05-31T23:59:58Z');
    const limited = plan(1, 1, 2);

    const may = [take('key', limited), take('key', limited)];
    pass(1000);
    const last = [take('key', limited), take('key', limited)];
    pass(1000);
    const june = take('key', limited);

    expect(may).toEqual(['allowed', 'throttled']);
    expect(last).toEqual(['allowed', 'quota-exceeded']);
    expect(june).toBe('allowed');
  });

  it('counts days and weeks from their beginnings in UTC', () => {
    const { take, pass } = meterAt('2026-05-02T23:59:59Z');
    const each = (period: 'DAY' | 'WEEK') => ({ ...plan(10, 10), quota: { limit: 1, period } });

    const saturday = [take('day', each('DAY')), take('week', each('WEEK'))];
    const again = [take('day', each('DAY')), take('week', each('WEEK'))];
    pass(2000);
    const sunday = [take('day', each('DAY')), take('week', each('WEEK'))];

    expect(saturday).toEqual(['allowed', 'allowed']);
    expect(again).toEqual(['quota-exceeded', 'quota-exceeded']);
    expect(sunday).toEqual(['allowed', 'allowed']);
  });

  it('never lets more pass than burst plus rate times the time, whatever the rhythm', () => {
    const pauses = fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 60 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 40 }), pauses, (rate, burst, rhythm) => {
        const { take, pass } = meterAt('2026-05-01T00:00:00Z');
        const allowed = rhythm.filter((pause) => {
          pass(pause);
          return take('key', plan(rate, burst)) === 'allowed';
        }).length;
        const seconds = rhythm.reduce((sum, pause) => sum + pause, 0) / 1000;
        expect(allowed).toBeLessThanOrEqual(burst + rate * seconds + 1e-6);
      }),
    );
  });
});
