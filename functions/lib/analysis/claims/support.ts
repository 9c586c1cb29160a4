import { isSameDomain, parseDomain } from '../../company/domain.ts';
import type { ProfileField } from '../../company/profile.ts';
import { sizeBandOf } from '../vocabulary/company-sizes.ts';
import { wordingOf } from '../vocabulary/label.ts';
import { vocabularyOf } from '../vocabulary/vocabularies.ts';
import { addressesOutside } from './addresses.ts';
import { dateStandsIn } from './dates.ts';
import { foldText, standsAsWords, wordsOf } from './folding.ts';
import { namesOutside } from './names.ts';
import { numberStandsIn, numbersIn } from './numbers.ts';
import type { HeldEvidence } from './quotes.ts';

/** Why a claim or a statement of the brief was dropped. */
export type DropReason =
  | 'malformed'
  | 'document_missing'
  | 'quote_missing'
  | 'instruction_text'
  | 'number_outside_quote'
  | 'name_outside_quote'
  | 'date_outside_quote'
  | 'url_outside_document'
  | 'label_without_wording'
  | 'negated_in_quote'
  | 'no_evidence';

const currencies: Readonly<Record<string, RegExp>> = {
  USD: /\$|\bdollars?\b/i,
  EUR: /€|\beuros?\b/i,
  GBP: /£|\bpounds?\b/i,
  JPY: /¥/,
  INR: /₹/,
  CHF: /\bfr\b/i,
};

/** Whether running text is carried by quotes: it stands in one, or each number and name of it does. */
export function supportText(
  text: string,
  quotes: readonly string[],
  allowed: readonly string[] = [],
): DropReason | null {
  const folded = foldText(text);
  if (quotes.some((quote) => foldText(quote).includes(folded))) return null;
  const known = [...quotes, ...allowed];
  if (addressesOutside(text, known).length > 0) return 'url_outside_document';
  if (!numbersIn(text).every((value) => known.some((quote) => numberStandsIn(value, quote)))) {
    return 'number_outside_quote';
  }
  return namesOutside(text, ...known).length > 0 ? 'name_outside_quote' : null;
}

/** Whether a name stands, word after word, in one of the quotes. */
export function supportName(name: string, quotes: readonly string[]): DropReason | null {
  return quotes.some((quote) => standsAsWords(name, quote)) ? null : 'name_outside_quote';
}

/** Whether every word of a place stands in the quotes; structured addresses list them apart. */
export function supportPlace(place: string, quotes: readonly string[]): DropReason | null {
  const known = new Set(quotes.flatMap(wordsOf));
  return wordsOf(place).every((word) => known.has(word)) ? null : 'name_outside_quote';
}

/** Whether a number stands in one of the quotes by value; null needs no support. */
export function supportNumber(value: number | null, quotes: readonly string[]): DropReason | null {
  return value === null || quotes.some((quote) => numberStandsIn(value, quote)) ? null : 'number_outside_quote';
}

/** Whether a date stands in a quote, or is the day on which the document says it was published. */
export function supportDate(date: string | null, held: readonly HeldEvidence[]): DropReason | null {
  if (date === null) return null;
  const stands = held.some(
    ({ evidence, document }) =>
      dateStandsIn(date, evidence.quote) || (document.publishedAt !== null && dateStandsIn(date, document.publishedAt)),
  );
  return stands ? null : 'date_outside_quote';
}

/** Whether an address stands in a quote, is the document's own, or that of one of its links. */
export function supportUrl(url: string, held: readonly HeldEvidence[]): DropReason | null {
  const stands = held.some(
    ({ evidence, document }) =>
      evidence.quote.includes(url) || document.url === url || document.links.some((link) => link.url === url),
  );
  return stands ? null : 'url_outside_document';
}

/** As `supportUrl`, for a page's own site only: where a page links to, a reader is not sent by us. */
export function supportOwnUrl(url: string, held: readonly HeldEvidence[]): DropReason | null {
  const own = held.filter(({ document }) => isSameDomain(url, parseDomain(document.url) ?? document.url));
  return supportUrl(url, own);
}

/** Whether a currency (ISO 4217) stands in a quote by its code or its sign. */
export function supportCurrency(currency: string | null, quotes: readonly string[]): DropReason | null {
  if (currency === null) return null;
  const stands = quotes.some((quote) => quote.includes(currency) || currencies[currency]?.test(quote) === true);
  return stands ? null : 'name_outside_quote';
}

/** Whether a controlled label, or each of several joined by commas, has its wording in a quote. */
export function supportLabel(field: ProfileField, label: string, quotes: readonly string[]): DropReason | null {
  if (field === 'companySize') return supportSizeBand(label, quotes);
  const vocabulary = vocabularyOf(field);
  const stands = label.split(', ').every((part) => quotes.some((quote) => wordingOf(vocabulary, part, quote) !== null));
  return stands ? null : 'label_without_wording';
}

function supportSizeBand(label: string, quotes: readonly string[]): DropReason | null {
  const stands = quotes.some((quote) => numbersIn(quote).some((value) => sizeBandOf(value) === label));
  return stands ? null : 'label_without_wording';
}

/** Gives the first reason of several checks, null where all of them pass. */
export function firstReason(...reasons: readonly (DropReason | null)[]): DropReason | null {
  return reasons.find((reason) => reason !== null) ?? null;
}
