import { load } from 'cheerio';
import { numberStandsIn } from '../../functions/lib/analysis/claims/numbers.ts';
import type { Verified } from '../../functions/lib/analysis/claims/verify-insights.ts';
import type { Company } from '../../functions/lib/enrichment/run.ts';
import type { Source } from './analyze-sources.ts';

/** A fact or a statement of the brief, as the rules below look at it. */
export interface Claim {
  readonly about: string;
  readonly value: unknown;
  /** Whether the value is a word of ours that classifies the quote. */
  readonly isLabel: boolean;
  readonly quotes: readonly string[];
}

/** Everything that was stated with evidence; hypotheses are offered for testing and are no claims. */
export function claimsOf({ claims, sourceFacts, sections }: Verified): Claim[] {
  const facts = [...claims, ...sourceFacts].map(({ field, value, basis, evidence }) => ({
    ...{ about: field, value, isLabel: basis === 'derived' },
    quotes: evidence.map(({ quote }) => quote),
  }));
  const statements = sections.flatMap(({ id, statements }) =>
    statements
      .filter(({ basis }) => basis !== 'hypothesis')
      .map(({ text, basis, evidence }) => ({
        ...{ about: `brief ${id}`, value: text, isLabel: basis === 'derived' },
        quotes: evidence.map(({ quote }) => quote),
      })),
  );
  return [...facts, ...statements];
}

/** The texts of given sources as a parser other than the product's reads them: text, scripts, attributes. */
export function textsOf({ pages, searchResults }: Source): string[] {
  return [
    ...pages.flatMap(({ html }) => {
      const $ = load(html);
      const attributes = $('[content], [alt], [href]').map((_, node) => Object.values(node.attribs));
      return [$.root().text(), ...attributes.get()];
    }),
    ...searchResults.flatMap(({ title, snippet, url }) => [title, snippet, url, `${title} ${snippet}`]),
  ].map(squeeze);
}

/** Whether a quote stands in one of the texts, white space and redacted stretches aside. */
export function isVerbatim(quote: string, texts: readonly string[]): boolean {
  const parts = quote.split(/\[[a-z]+-[a-z]{6}\]/).map(squeeze);
  return texts.some((text) => parts.every((part) => text.includes(part)));
}

/** Numbers and names of a claim that stand in none of its quotes; dates, addresses and labels aside. */
export function wordsOutsideQuotes({ about, value, isLabel, quotes }: Claim, company: Company): string[] {
  if (isLabel) return [];
  const known = squeeze([...quotes, company.name, company.domain].join(' ')).toLowerCase();
  return partsOf(value).flatMap((part) => {
    if (typeof part === 'number') return quotes.some((quote) => numberStandsIn(part, quote)) ? [] : [String(part)];
    const words = part.match(/[\p{L}\p{N}]+(?:[.,]\d+)*/gu) ?? [];
    // The brief begins its own sentences with a capital letter.
    const named = words.slice(about.startsWith('brief') ? 1 : 0).filter((word) => /[\p{Lu}\d]/u.test(word));
    return named.filter((word) => !known.includes(word.toLowerCase()));
  });
}

function partsOf(value: unknown): (string | number)[] {
  if (typeof value === 'string' || typeof value === 'number') return [value];
  if (typeof value !== 'object' || value === null) return [];
  const parts = Object.entries(value).filter(
    ([key]) => !['date', 'publishedAt', 'url', 'currency', 'network', 'scheme'].includes(key),
  );
  const isSignal = 'text' in value;
  return parts.filter(([key]) => !(isSignal && key === 'type')).flatMap(([, part]) => partsOf(part));
}

function squeeze(text: string): string {
  return text.normalize('NFKC').replace(/[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]+/gu, '');
}
