import { describe, expect, it } from 'vitest';
import { dateStandsIn } from '../../../../../../functions/lib/analysis/claims/dates.ts';
import { numberStandsIn, wordedNumbersIn } from '../../../../../../functions/lib/analysis/claims/numbers.ts';

describe('dates as other languages write them', () => {
  it.each([
    ['2025-03-14', 'am 14. März 2025 gegründet'],
    ['2025-03-14', 'le 14 mars 2025'],
    ['2025-03-14', 'el 14 de marzo de 2025'],
    ['2025-03-14', 'em 14 de março de 2025'],
    ['2025-03-14', 'il 14 marzo 2025'],
    ['2025-03-14', 'op 14 maart 2025'],
    ['2025-03-14', '2025年3月14日'],
    ['2025-03-14', '14.03.2025'],
    ['2025-03-14', '14. 3. 2025'],
    ['2025-08', 'août 2025'],
    ['2024-12', 'Dezember 2024'],
  ])('%s stands in %j', (date, words) => {
    expect(dateStandsIn(date, words)).toBe(true);
  });

  it.each([
    ['2025-03-15', '14. März 2025'],
    ['2025-05-04', '5/4/2025'],
    ['2025-03', 'seit 2025'],
    ['2025', 'für 2025 % mehr'],
    ['2025', '$2025'],
  ])('%s does not stand in %j', (date, words) => {
    expect(dateStandsIn(date, words)).toBe(false);
  });
});

describe('numbers as other languages write them', () => {
  it.each([
    [1_200_000, '1,2 Mio. Kunden'],
    [40_000_000, '40 Millionen Euro'],
    [3_500_000_000, '3,5 Mrd. €'],
    [2_000_000, '2 millones de euros'],
    [12_000_000, '12 milhões'],
    [5_000_000_000, '5 milliards'],
    [30_000, '3万'],
    [200_000_000, '2億円'],
    [1_200, '1.200 Mitarbeitende'],
    [1_200, '1 200 salariés'],
    [1_200, '1’200 Mitarbeitende'],
    [120, 'one hundred and twenty people'],
    [25, 'twenty-five years'],
    [2_000_000, 'two million users'],
  ])('%d stands in %j', (value, words) => {
    expect(numberStandsIn(value, words)).toBe(true);
  });

  it.each([
    [1, 'one of the best'],
    [40, '$40 million'],
    [12, 'since 2012'],
    [13, 'a dozen'],
  ])('%d does not stand in %j', (value, words) => {
    expect(numberStandsIn(value, words)).toBe(false);
  });

  it('reads words of numbers apart from ordinary ones', () => {
    expect(wordedNumbersIn('Twelve ladders, three hundred and five rungs, one roof.')).toEqual([12, 305]);
  });
});
