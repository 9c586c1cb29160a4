import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberStandsIn, numbersIn } from '../../../../../../functions/lib/analysis/claims/numbers.ts';

describe('numbers', () => {
  it.each([
    ['1,200 people', 1200],
    ['$40 million', 40_000_000],
    ['raised €2.5M', 2_500_000],
    ['£3bn of assets', 3e9],
    ['12k stars', 12_000],
    ['in 1998', 1998],
    ['€12,5 Mio. Umsatz', 12_500_000],
    ['3 Mrd. Euro', 3e9],
    ['"value":340}', 340],
    ['99.99 percent', 99.99],
  ])('reads %s by value', (text, value) => {
    const numbers = numbersIn(text);

    expect(numbers).toContain(value);
  });

  it.each([
    ['1.200 Mitarbeiter', 1200],
    ['1.200.000 Euro', 1_200_000],
    ['1’200 staff', 1200],
    ['10 000 employees', 10_000],
    ['three openings', 3],
  ])('finds in %s the value that its separators or words allow', (text, value) => {
    expect(numberStandsIn(value, text)).toBe(true);
  });

  it.each([
    ['40 million', 40],
    ['400', 40],
    ['SOC2', 2],
    ['1,200', 200],
    ['none at all', 7],
  ])('does not find in %s a number that is only part of one', (text, value) => {
    expect(numberStandsIn(value, text)).toBe(false);
  });

  it('finds every number that was written with thousands separators', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), (value) => {
        expect(numberStandsIn(value, `about ${value.toLocaleString('en-US')} people`)).toBe(true);
      }),
    );
  });
});
