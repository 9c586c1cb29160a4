import type { Document } from '../../content/document.ts';
import { type FoldedText, foldSpace, foldWithPlaces } from './folding.ts';

/** Where a quote stands: the index of the segment and the offsets into its text; `end` is exclusive. */
export interface QuotePlace {
  readonly segment: number;
  readonly start: number;
  readonly end: number;
}

/** Below this many characters a quote stands in any text by chance. */
const shortestQuote = 2;
const scale = /^\s?(?:thousand|million|billion|trillion|mio|mrd|millionen|milliarden|k|m|mn|bn|b|%)(?![\p{L}\p{N}])/iu;
/** Scripts that are written without spaces between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

/**
 * Finds where a quote stands word for word in a document, after NFKC and white-space folding on both
 * sides; null where it does not. A quote that begins or ends within a word or a number (`12` in
 * `2012`, `200 people` in `1,200 people`, `$40` in `$40 million`) does not stand there.
 */
export function locateQuote(quote: string, document: Document): QuotePlace | null {
  const wanted = foldSpace(quote);
  if (wanted.length < shortestQuote) return null;
  for (const [segment, { text }] of document.segments.entries()) {
    const start = startOf(quote, text);
    if (start !== null) return { segment, start, end: start + quote.length };
  }
  for (const [index, segment] of document.segments.entries()) {
    // Keeping the places costs much more than folding alone.
    if (!foldOnce(segment).includes(wanted)) continue;
    const { text, places } = placeOnce(segment);
    const start = startOf(wanted, text);
    if (start !== null) {
      const end = places[start + wanted.length] ?? segment.text.length;
      const from = places[start] ?? 0;
      return { segment: index, start: from, end: trimEnd(segment.text, from, end) };
    }
  }
  return null;
}

type Segment = Document['segments'][number];

/** Documents do not change once they are stored, and hundreds of quotes are looked up in each. */
const folds = new WeakMap<Segment, string>();
const placed = new WeakMap<Segment, FoldedText>();

function foldOnce(segment: Segment): string {
  const known = folds.get(segment) ?? foldSpace(segment.text);
  folds.set(segment, known);
  return known;
}

function placeOnce(segment: Segment): FoldedText {
  const known = placed.get(segment) ?? foldWithPlaces(segment.text);
  placed.set(segment, known);
  return known;
}

/** The first place where a quote stands whole. */
function startOf(quote: string, text: string): number | null {
  for (let start = text.indexOf(quote); start >= 0; start = text.indexOf(quote, start + 1)) {
    if (
      isWhole(
        text.slice(Math.max(0, start - 8), start),
        quote,
        text.slice(start + quote.length, start + quote.length + 16),
      )
    ) {
      return start;
    }
  }
  return null;
}

function isWhole(before: string, quote: string, after: string): boolean {
  const [first = '', last = ''] = [/^./su.exec(quote)?.[0], /.$/su.exec(quote)?.[0]];
  if (/\p{N}/u.test(first) && (/[\p{L}\p{N}]$/u.test(before) || /\d[.,’']$/.test(before))) return false;
  if (/^\d{3}(?!\d)/.test(quote) && /(?<!\d)\d{1,3} $/.test(before)) return false;
  if (/\p{L}/u.test(first) && !unspaced.test(first) && /\p{L}\p{M}*$/u.test(before)) return false;
  if (/\p{N}/u.test(last) && (/^\p{N}|^[.,’']\d/u.test(after) || scale.test(after))) return false;
  return !(/\p{L}/u.test(last) && !unspaced.test(last) && /^\p{L}/u.test(after));
}

function trimEnd(text: string, start: number, end: number): number {
  return start + text.slice(start, end).trimEnd().length;
}
