import * as z from 'zod';
import { findPersonalData } from '../../../functions/lib/privacy/personal-data.ts';
import { agreement, percentiles, timed } from '../measures.ts';
import { readRows } from '../rows.ts';

const spanSchema = z.object({ type: z.string(), start: z.number().int(), end: z.number().int() });
const rowSchema = z.object({ text: z.string(), spans: z.array(spanSchema) });
type Span = z.infer<typeof spanSchema>;

/** Other spellings of our types. */
const spellings: readonly [type: string, spelling: RegExp][] = [
  ['email', /e-?mail/i],
  ['phone', /phone|^tel/i],
  ['card', /card|^pan$/i],
  ['iban', /iban|bank/i],
  ['ssn', /ssn|social/i],
  ['ip', /^ip/i],
  ['person', /person|^(?:full_?)?name$/i],
  ['address', /address$/i],
];

/** Personal data found in texts, by type; a find counts where it overlaps a span by half (IoU). */
export function evaluatePersonalData(cases: string) {
  const rows = readRows(cases, rowSchema).map(({ row }) => {
    const { result, ms } = timed(() => findPersonalData(row.text));
    const found = result.map(({ type, start, end }) => ({ type, start, end }));
    return { wanted: row.spans.map((span) => ({ ...span, type: typeOf(span.type) })), found, ms };
  });
  const types = [...new Set(rows.flatMap(({ wanted, found }) => [...wanted, ...found].map(({ type }) => type)))].sort();
  return {
    n: rows.length,
    byType: Object.fromEntries(
      types.map((type) => {
        const groups = rows.map(({ wanted, found }) => ({ wanted: ofType(wanted, type), found: ofType(found, type) }));
        const count = (size: (group: (typeof groups)[number]) => number) =>
          groups.reduce((sum, group) => sum + size(group), 0);
        const wanted = count((group) => group.wanted.length);
        const found = count((group) => group.found.length);
        return [type, { wanted, found, ...agreement(count(countMatches), found, wanted) }];
      }),
    ),
    time: percentiles(
      rows.map(({ ms }) => ms),
      'us',
    ),
    hostile: hostile.map(([name, unit]) => ({ text: name, timesForTwiceTheText: growthOf(unit) })),
  };
}

/** Texts that make backtracking expressions slow; taking twice the text should take twice the time. */
const hostile: readonly (readonly [name: string, unit: string])[] = [
  ['at signs', 'a@'],
  ['local parts without an end', 'a.b-c_'],
  ['spelled addresses without an end', 'a at b dot '],
  ['digits', '1'],
  ['grouped digits', '1 2-(3) '],
  ['colons', 'a:1:'],
  ['capitalised words', 'Anna De La '],
  ['country codes', 'DE12 '],
];

function growthOf(unit: string): number {
  const [once, twice] = [20_000, 40_000].map((length) => {
    const text = unit.repeat(Math.ceil(length / unit.length));
    return Math.min(...[1, 2, 3].map(() => timed(() => findPersonalData(text)).ms));
  });
  return Math.round(((twice ?? 0) / Math.max(once ?? 0, 0.01)) * 10) / 10;
}

function typeOf(type: string): string {
  return spellings.find(([, spelling]) => spelling.test(type))?.[0] ?? type;
}

function ofType(spans: readonly Span[], type: string): Span[] {
  return spans.filter((span) => span.type === type);
}

/** Each span is matched once. */
function countMatches({ wanted, found }: { wanted: readonly Span[]; found: readonly Span[] }): number {
  const left = [...found];
  return wanted.filter((span) => {
    const match = left.findIndex((other) => overlap(span, other) >= 0.5);
    if (match >= 0) left.splice(match, 1);
    return match >= 0;
  }).length;
}

/** Intersection over union. */
function overlap(left: Span, right: Span): number {
  const shared = Math.min(left.end, right.end) - Math.max(left.start, right.start);
  return shared <= 0 ? 0 : shared / (Math.max(left.end, right.end) - Math.min(left.start, right.start));
}
