import { putRow, type RowKey, readJsonText, readRow, secondsAfter } from '../enrichment/table.ts';
import type { IndexedCompany } from './company-index.ts';

/** What a live look at a domain gave; a null company is a negative result. */
export interface Discovery {
  readonly company: IndexedCompany | null;
}

/** A company seen is kept for an hour, one not seen for minutes: it may be online again soon. */
const keptSeconds = { found: 3600, notFound: 300 };

/** Gives a kept live look, null where there is none. `now` in epoch ms. */
export async function readDiscovery(domain: string, now: number): Promise<Discovery | null> {
  const row = await readRow(discoveryKey(domain), now);
  return row === null ? null : (readJsonText(row, 'discovery') as Discovery | null);
}

/** Keeps a live look shortly. */
export async function keepDiscovery(domain: string, discovery: Discovery, now: number): Promise<void> {
  const seconds = discovery.company === null ? keptSeconds.notFound : keptSeconds.found;
  await putRow(discoveryKey(domain), {
    discovery: { S: JSON.stringify(discovery) },
    expiresAt: secondsAfter(now, seconds),
  });
}

function discoveryKey(domain: string): RowKey {
  return { pk: `COMPANY#${domain}`, sk: 'DISCOVERY' };
}
