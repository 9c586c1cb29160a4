import * as z from 'zod';
import { looseObject } from './tolerant.ts';

const column = z.array(z.string()).catch([]);

/** Filings as the SEC lists them: a column per attribute, rows by position. */
export const filingsSchema = looseObject({
  recent: looseObject({ accessionNumber: column, form: column, filingDate: column, items: column }),
});
type Filings = z.infer<typeof filingsSchema>;

/** A current report on an event after which companies buy. */
export interface EventFiling {
  /** The filing's values out of their columns. */
  readonly row: {
    readonly accessionNumber: string;
    readonly form: string;
    readonly filingDate: string;
    readonly items: string;
  };
  readonly type: string;
  readonly text: string;
}

/** Items of Form 8-K (https://www.sec.gov/files/form8-k.pdf) that tell of a change. */
const events: Readonly<Record<string, { readonly type: string; readonly text: string }>> = {
  '5.02': { type: 'leadership change', text: '8-K item 5.02: departure or election of directors or officers' },
  '2.01': { type: 'acquisition', text: '8-K item 2.01: completed acquisition or disposition of assets' },
  '1.01': { type: 'material agreement', text: '8-K item 1.01: entry into a material agreement' },
};

const dayMs = 24 * 60 * 60_000;
const recentMs = 365 * dayMs;
const mostEvents = 10;

/** The events of the last year, newest first; one filing may report several. `now` in epoch ms. */
export function filedEvents(filings: Filings, now: number): EventFiling[] {
  const recent = filings?.recent;
  if (recent == null) return [];
  const rows = recent.form.map((form, index) => ({
    accessionNumber: recent.accessionNumber[index] ?? '',
    form,
    filingDate: recent.filingDate[index] ?? '',
    items: recent.items[index] ?? '',
  }));
  return rows
    .filter(({ form, filingDate }) => form === '8-K' && now - Date.parse(filingDate) <= recentMs)
    .sort((left, right) => right.filingDate.localeCompare(left.filingDate))
    .flatMap((row) => row.items.split(',').flatMap((item) => describe(row, item.trim())))
    .slice(0, mostEvents);
}

function describe(row: EventFiling['row'], item: string): EventFiling[] {
  const event = Object.hasOwn(events, item) ? events[item] : undefined;
  return event === undefined ? [] : [{ row, ...event }];
}
