import { datesIn } from '../../analysis/claims/dates.ts';

const dayMs = 24 * 60 * 60_000;
const units: Readonly<Record<string, { readonly ms: number; readonly precision: number }>> = {
  minute: { ms: 60_000, precision: 10 },
  hour: { ms: 60 * 60_000, precision: 10 },
  day: { ms: dayMs, precision: 10 },
  week: { ms: 7 * dayMs, precision: 7 },
  month: { ms: 30.44 * dayMs, precision: 7 },
  year: { ms: 365.25 * dayMs, precision: 4 },
};
const shortUnits: Readonly<Record<string, string>> = { min: 'minute', hr: 'hour', h: 'hour', d: 'day', w: 'week' };

/**
 * Resolves a date as Google shows it — `3 hours ago`, `2 weeks ago`, `last quarter`, `yesterday`, `Nov 12, 2026`,
 * `11/12/2026, 09:25 AM, +0000 UTC` — against the time of the search in epoch ms. Gives `YYYY`,
 * `YYYY-MM` or `YYYY-MM-DD`, never more precise than the wording; null where it says less than that.
 */
export function resolveDate(text: string, searchedAt: number): string | null {
  const words = text.trim().toLowerCase();
  if (words === 'today' || words === 'just now' || words === 'just posted') return formatDate(searchedAt, 10);
  if (words === 'yesterday') return formatDate(searchedAt - dayMs, 10);
  const [, past] = /^last (week|month|quarter|year)$/.exec(words) ?? [];
  if (past !== undefined) return lastOf(past, searchedAt);
  const [, count, name = ''] = /^(\d{1,4}|an?) ?([a-z]+?)s? ago$/.exec(words) ?? [];
  const unit = units[shortUnits[name] ?? name];
  if (count !== undefined) {
    if (unit === undefined) return null;
    return formatDate(searchedAt - (Number.parseInt(count, 10) || 1) * unit.ms, unit.precision);
  }
  const [, month, day, year] = /^(0[1-9]|1[0-2])\/([0-3]\d)\/(\d{4})\b/.exec(words) ?? [];
  if (year !== undefined) return `${year}-${month}-${day}`;
  return datesIn(text)[0] ?? null;
}

/** A week may lie in two months and a quarter has three, so neither is told more precisely than month and year. */
function lastOf(unit: string, searchedAt: number): string {
  if (unit === 'week') return formatDate(searchedAt - 7 * dayMs, 7);
  const date = new Date(searchedAt);
  const months = unit === 'month' ? 1 : unit === 'quarter' ? (date.getUTCMonth() % 3) + 1 : 12;
  const past = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months);
  return formatDate(past, unit === 'month' ? 7 : 4);
}

function formatDate(at: number, precision: number): string {
  return new Date(at).toISOString().slice(0, precision);
}
