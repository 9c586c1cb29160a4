import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kindOfStatus, readRetryAfter } from '../../../../../functions/lib/engines/failure-kind.ts';

const now = Date.parse('2026-11-22T12:00:00Z');
const read = (headers: Record<string, string>) => readRetryAfter((name) => headers[name], now);

describe('a provider says when to come back', () => {
  it.each([
    [{ 'retry-after': '7' }, 7],
    [{ 'retry-after': '1.5' }, 1.5],
    [{ 'retry-after': 'Sun, 22 Nov 2026 12:00:30 GMT' }, 30],
    [{ 'retry-after': 'Sun, 22 Nov 2026 11:00:00 GMT' }, 0],
    [{ 'retry-after-ms': '250', 'retry-after': '7' }, 0.25],
    [{ 'retry-after': 'soon' }, null],
    [{}, null],
  ])('%j: %s', (headers, seconds) => {
    expect(read(headers as Record<string, string>)).toBe(seconds);
  });

  it('in any words without an exception', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (exact, plain) => {
        const seconds = read({ 'retry-after-ms': exact, 'retry-after': plain });

        expect(seconds === null || seconds >= 0).toBe(true);
      }),
    );
  });
});

describe('a status', () => {
  it.each([
    [400, 'bad_request'],
    [401, 'auth'],
    [402, 'auth'],
    [403, 'auth'],
    [404, 'bad_request'],
    [408, 'timeout'],
    [413, 'context_window'],
    [422, 'bad_request'],
    [429, 'rate_limited'],
    [500, 'unavailable'],
    [502, 'unavailable'],
    [503, 'overloaded'],
    [504, 'timeout'],
    [529, 'overloaded'],
  ])('%i says %s', (status, kind) => {
    expect(kindOfStatus(status)).toBe(kind);
  });
});
