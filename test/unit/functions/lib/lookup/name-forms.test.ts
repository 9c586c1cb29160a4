import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spellOut, toLatin } from '../../../../../functions/lib/lookup/latin.ts';
import { nameWords, readName } from '../../../../../functions/lib/lookup/name-forms.ts';
import { mayBeName } from '../../../../../functions/lib/lookup/name-query.ts';

describe('readName', () => {
  it.each([
    ['Acme Robotics, Inc.', 'acme robotics inc', 'acmerobotics', 'acmerobotics'],
    ['Société Générale S.A.S.', 'societe generale sas', 'societegenerale', 'societegenerale'],
    ['Müller GmbH & Co. KG', 'muller gmbh and co kg', 'muller', 'muller'],
    ['The Acme Labs Ltd', 'the acme labs ltd', 'acmelabs', 'acme'],
    ['  L’Oréal  ', 'loreal', 'loreal', 'loreal'],
    ['Stone & Chalk', 'stone and chalk', 'stoneandchalk', 'stoneandchalk'],
    ['Яндекс', 'iandeks', 'iandeks', 'iandeks'],
    ['Йога ООО', 'ioga ooo', 'ioga', 'ioga'],
    ['Ελλάδα', 'ellada', 'ellada', 'ellada'],
    ['日本電気株式会社', '日本電気株式会社', '日本電気株式会社', '日本電気株式会社'],
    ['I.B.M. Corp', 'ibm corp', 'ibm', 'ibm'],
    ['Co', 'co', 'co', 'co'],
    ['—', '', '', ''],
  ])('reads %s', (name, words, bare, core) => {
    const forms = readName(name);

    expect({ ...forms, words: forms.words.join(' ') }).toEqual({ words, bare, core });
  });

  it('changes nothing the second time, in any script, and stays short', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 150 }), (name) => {
        const once = nameWords(name).join(' ');

        expect(nameWords(once).join(' ')).toBe(once);
        expect(once.length).toBeLessThanOrEqual(100);
      }),
    );
  });
});

describe('toLatin and spellOut', () => {
  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(toLatin(toLatin(text))).toBe(toLatin(text));
      }),
    );
  });

  it.each([
    ['Müller', 'mueller'],
    ['Ørsted', 'oersted'],
    ['Muller', null],
  ])('spells %s out', (text, spelled) => {
    expect(spellOut(text)).toBe(spelled);
  });
});

describe('mayBeName', () => {
  it.each(['3M', 'Acme', 'a b', '日本'])('takes %s', (text) => {
    expect(mayBeName(text)).toBe(true);
  });

  it.each([
    '',
    ' ',
    'a',
    '-',
    'http://',
    'https://https//',
    '127.0.0.1',
    '[::1]',
    'localhost',
    '%E0%A4%A',
    'a'.repeat(201),
  ])('takes "%s" for no name', (text) => {
    expect(mayBeName(text)).toBe(false);
  });
});
