import { createHash } from 'node:crypto';
import { putRow, type RowKey, readJsonText, readRow, secondsAfter } from '../enrichment/table.ts';
import type { IndexedCompany } from './company-index.ts';
import { secondsOf } from './time-to-live.ts';

/** What a live look is about. */
export type DiscoverySubject = { readonly domain: string } | { readonly name: string };

/** A company that a live look saw, with where it was seen and what else it is called there. */
export interface DiscoveredCompany {
  readonly company: IndexedCompany;
  readonly source: string;
  readonly otherNames: readonly string[];
}

/** Gives what a kept live look saw, null where there is none. `now` in epoch ms. */
export async function readDiscovery(
  subject: DiscoverySubject,
  now: number,
): Promise<readonly DiscoveredCompany[] | null> {
  const row = await readRow(discoveryKey(subject), now);
  return row === null ? null : (readJsonText(row, 'companies') as readonly DiscoveredCompany[] | null);
}

/** Keeps a live look shortly; without companies it is a negative result. */
export async function keepDiscovery(
  subject: DiscoverySubject,
  companies: readonly DiscoveredCompany[],
  now: number,
): Promise<void> {
  const seconds = secondsOf(companies.length === 0 ? 'no-discovery' : 'discovery');
  await putRow(discoveryKey(subject), {
    companies: { S: JSON.stringify(companies) },
    expiresAt: secondsAfter(now, seconds),
  });
}

/** A name that somebody typed may be a person's, so its key is a hash. */
export function discoveryKey(subject: DiscoverySubject): RowKey {
  if ('domain' in subject) return { pk: `COMPANY#${subject.domain}`, sk: 'DISCOVERY' };
  return { pk: `NAME#${createHash('sha256').update(subject.name).digest('hex').slice(0, 32)}`, sk: 'DISCOVERY' };
}
