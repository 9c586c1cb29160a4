import { numbersIn } from '../../analysis/claims/numbers.ts';

/**
 * Readers of the display strings in which Google's knowledge graph gives its values; what cannot be
 * read for certain is null.
 */

/** `September 1, 1998, Menlo Park, CA` → 1998. */
export function readYear(text: string): number | null {
  const years = [...text.matchAll(/\b(1[5-9]\d{2}|20\d{2})\b/g)].map(([year]) => Number(year));
  return new Set(years).size === 1 ? (years[0] ?? null) : null;
}

/** `10,500 (2023)`, `about 8,500+`, `1.2k` → a count; ranges such as `51-200` are none. */
export function readCount(text: string): number | null {
  const found = /^\D{0,12}?(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?k?)\s*\+?\s*(?:\(.*\)|employees)?$/i.exec(text.trim())?.[1];
  const [count = Number.NaN] = numbersIn(found ?? '');
  return Number.isSafeInteger(count) && count > 0 ? count : null;
}

const symbols: Readonly<Record<string, string>> = { US$: 'USD', $: 'USD', '€': 'EUR', '£': 'GBP', '¥': 'JPY' };
const amountForm =
  /^(?<sign>US\$|[$€£¥])?\s*(?<code>[A-Z]{3}(?=[\s\d]))?\s*(?<number>\d[\d.,]*\s?(?:[kmb]|mn|bn|thousand|million|billion|trillion|mio|mrd)?)\.?\s*(?<after>[A-Z]{3}|[€£])?\s*(?:\((?:FY\s*)?(?<period>\d{4})\))?$/iu;

/**
 * `US$ 7.06 billion (2023)`, `1.2 billion EUR`, `$4.2B`, `€12,5 Mio.` → whole units; a bare `$` is
 * taken as USD. A range such as `$10M-$50M` is no amount.
 */
export function readMoney(
  text: string,
): { readonly amount: number; readonly currency: string; readonly period: string | null } | null {
  const found = amountForm.exec(text.trim())?.groups;
  const [amount] = numbersIn(found?.number ?? '');
  if (found === undefined || amount === undefined) return null;
  const written = found.sign ?? found.code ?? found.after ?? '';
  const currency =
    symbols[written.toUpperCase()] ?? (currencies.has(written.toUpperCase()) ? written.toUpperCase() : null);
  return currency === null ? null : { amount: Math.round(amount), currency, period: found.period ?? null };
}

/** Codes of ISO 4217 in which companies of some size report. */
const currencies = new Set(
  'USD EUR GBP CHF JPY SEK NOK DKK PLN CZK INR CNY KRW AUD CAD NZD SGD HKD BRL MXN ZAR'.split(' '),
);

/** `Jane Roe (Mar 2020–)` → `Jane Roe`; several names are none. */
export function readPerson(text: string): string | null {
  const name = text.replace(/\s*\([^)]*\)\s*$/, '').trim();
  return name === '' || /[,;&]/.test(name) ? null : name;
}
