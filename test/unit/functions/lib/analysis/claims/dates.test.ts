import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateStandsIn, datesIn } from '../../../../../../functions/lib/analysis/claims/dates.ts';

describe('dates', () => {
  it.each([
    ['August 26, 2026', '2026-08-26'],
    ['26 August 2026', '2026-08-26'],
    ['on 2026-08-26 at noon', '2026-08-26'],
    ['Sept. 2024', '2024-09'],
    ['since 2019', '2019'],
  ])('reads %s', (text, date) => {
    expect(datesIn(text)[0]).toBe(date);
  });

  it('takes a less precise date as standing in a more precise one, never the other way round', () => {
    expect(dateStandsIn('2026-08', 'August 26, 2026')).toBe(true);
    expect(dateStandsIn('2026-08-26', 'August 2026')).toBe(false);
  });

  it('takes no amount for a year', () => {
    expect(datesIn('$2000 off')).toEqual([]);
  });

  it('finds any day written in words', () => {
    const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, (date) => {
        const words = date.toLocaleDateString('en-US', {
          month: 'long',
          day: 'numeric',
          year: 'numeric',
          timeZone: 'UTC',
        });

        expect(dateStandsIn(date.toISOString().slice(0, 10), words)).toBe(true);
      }),
    );
  });
});
