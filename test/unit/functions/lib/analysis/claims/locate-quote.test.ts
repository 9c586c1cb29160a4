import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldSpace, foldWithPlaces } from '../../../../../../functions/lib/analysis/claims/folding.ts';
import { locateQuote } from '../../../../../../functions/lib/analysis/claims/locate-quote.ts';
import { text } from '../fixtures.ts';

/** What of the document the place of a quote covers, null where it was not found. */
function covered(quote: string, content: string): string | null {
  const document = text(content);
  const place = locateQuote(quote, document);
  return place === null ? null : (document.segments[place.segment]?.text.slice(place.start, place.end) ?? null);
}

describe('locating a quote', () => {
  it.each([
    ['12', 'founded in 2012'],
    ['200 people', '1,200 people work here'],
    ['200 people', '1 200 people work here'],
    ['$40', 'raised $40 million'],
    ['4.5', 'version 4.52'],
    ['raised 40', 'raised 40M'],
    ['40', 'at 40%'],
    ['art', 'the state of smarts'],
    ['Acme', 'Acmetal builds'],
    ['x', 'x marks the spot'],
    ['Acme builds stairs', 'Acme builds ladders'],
  ])('does not find %j within %j', (quote, content) => {
    expect(covered(quote, content)).toBeNull();
  });

  it.each([
    ['12', 'in 2012, 12 people', '12'],
    ['Acme', 'Acmetal and Acme, Inc.', 'Acme'],
    ['40 people', 'Our 40 people.', '40 people'],
    ['raised $40 million', 'It raised $40 million.', 'raised $40 million'],
    ['Acme builds ladders', 'Acme\u00a0builds\n  ladders.', 'Acme\u00a0builds\n  ladders'],
    ['Leiterbau', 'Wir sind Lei\u00adter\u00adbau.', 'Lei\u00adter\u00adbau'],
    ['café', 'Un cafe\u0301 noir', 'cafe\u0301'],
    ['cafe\u0301', 'Un café noir', 'café'],
    ['fi lter', '\ufb01 lter', '\ufb01 lter'],
    ['شركة أكمي', 'نحن \u200fشركة أكمي\u200e للسلالم', 'شركة أكمي'],
    ['アクメ', '会社アクメは', 'アクメ'],
    ['회사', '우리 \u1112\u116c\u1109\u1161', '\u1112\u116c\u1109\u1161'],
  ])('finds %j in %j, and where it stands', (quote, content, found) => {
    expect(covered(quote, content)).toBe(found);
  });

  it('names the segment', () => {
    const document = text('One.', {
      segments: ['One.', 'Two ladders.'].map((words) => ({ origin: 'meta', text: words })),
    });

    expect(locateQuote('Two ladders', document)).toEqual({ segment: 1, start: 0, end: 11 });
  });

  it('covers, wherever it finds a quote, what folds to the quote', () => {
    const words = fc.stringMatching(/^(?:[a-zﬁé１ \u00a0\n]|\u00ad|e\u0301|가){1,30}$/u);
    fc.assert(
      fc.property(words, words, words, (before, quote, after) => {
        const found = covered(quote, `${before} ${quote} ${after}`);

        return found === null || foldSpace(found) === foldSpace(quote);
      }),
    );
  });

  it('folds text with places as it folds text without', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (original) => {
        const { text: folded, places } = foldWithPlaces(original);

        return folded.trim() === foldSpace(original) && places.length === folded.length + 1;
      }),
    );
  });
});
