/**
 * Readers of the display strings in which Google's knowledge graph gives its values; what cannot be
 * read for certain is null.
 */

/** `September 1, 1998, Menlo Park, CA` → 1998. */
export function readYear(text: string): number | null {
  const years = [...text.matchAll(/\b(1[5-9]\d{2}|20\d{2})\b/g)].map(([year]) => Number(year));
  return new Set(years).size === 1 ? (years[0] ?? null) : null;
}

/** `10,500 (2023)`, `about 8,500+` → a count; ranges such as `51-200` are none. */
export function readCount(text: string): number | null {
  const found = /^\D{0,12}?(\d{1,3}(?:,\d{3})+|\d+)\s*\+?\s*(?:\(.*\)|employees)?$/i.exec(text.trim())?.[1];
  const count = Number(found?.replaceAll(',', '') ?? Number.NaN);
  return Number.isSafeInteger(count) && count > 0 ? count : null;
}

const scales: Readonly<Record<string, number>> = { thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 };
const symbols: Readonly<Record<string, string>> = { US$: 'USD', $: 'USD', '€': 'EUR', '£': 'GBP' };

/** `US$ 7.06 billion (2023)`, `1.2 billion EUR` → whole units; a bare `$` is taken as USD. */
export function readMoney(
  text: string,
): { readonly amount: number; readonly currency: string; readonly period: string | null } | null {
  const found =
    /^(?<sign>US\$|[$€£])?\s*(?<code>USD|EUR|GBP)?\s*(?<number>\d[\d,]*(?:\.\d+)?)\s*(?<scale>thousand|million|billion|trillion)?\s*(?<after>USD|EUR|GBP)?\s*(?:\((?:FY\s*)?(?<period>\d{4})\))?$/i.exec(
      text.trim(),
    )?.groups;
  if (found === undefined) return null;
  const currency = symbols[found.sign?.toUpperCase() ?? ''] ?? (found.code ?? found.after)?.toUpperCase();
  if (currency === undefined) return null;
  const amount = Number(found.number?.replaceAll(',', '')) * (scales[found.scale?.toLowerCase() ?? ''] ?? 1);
  return { amount: Math.round(amount), currency, period: found.period ?? null };
}

/** `Jane Roe (Mar 2020–)` → `Jane Roe`; several names are none. */
export function readPerson(text: string): string | null {
  const name = text.replace(/\s*\([^)]*\)\s*$/, '').trim();
  return name === '' || /[,;&]/.test(name) ? null : name;
}
