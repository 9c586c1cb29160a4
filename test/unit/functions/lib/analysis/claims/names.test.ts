import { describe, expect, it } from 'vitest';
import { standsAsWords } from '../../../../../../functions/lib/analysis/claims/folding.ts';
import { namesIn, namesOutside } from '../../../../../../functions/lib/analysis/claims/names.ts';

describe('names', () => {
  it('are words with a capital letter or with letters and digits, ordinary sentence openers aside', () => {
    expect(namesIn('The team of Globex uses S3 and iPhones, says Ann')).toEqual(['Globex', 'S3', 'iPhones', 'Ann']);
  });

  it('are found in any case, with a possessive or inside a hyphenated word', () => {
    expect(namesOutside('Globex’s AI-native robots', 'GLOBEX builds AI native machines')).toEqual([]);
    expect(namesOutside('Initech’s robots', 'Globex builds robots')).toEqual(['Initech’s']);
  });

  it('stand in a text only as whole words, one after another', () => {
    expect(standsAsWords('Blue Barn', 'at Blue-Barn, Inc.')).toBe(true);
    expect(standsAsWords('Blue Barn', 'a blue house and a barn')).toBe(false);
    expect(standsAsWords('Bar', 'Blue Barn')).toBe(false);
    expect(standsAsWords('…', 'Blue Barn…')).toBe(false);
  });
});
