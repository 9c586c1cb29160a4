import type { Domain } from '../company/domain.ts';
import { putRow, type RowKey, readText, secondsAfter } from '../enrichment/table.ts';

/** A collection is waited for no longer than the machine that collects what is late, in seconds. */
const longestCollection = 30 * 60;

/** Who collects a dataset about a company: this caller from now on, or another one that began before. */
export type DatasetClaim =
  | { readonly isOurs: true }
  /** `snapshotId` is null while the other one is still starting it, or has lost it. */
  | { readonly isOurs: false; readonly snapshotId: string | null };

/**
 * Claims the collection of a dataset about a company, which costs money each time, unless one is under
 * way. `now` in epoch ms. Throws TransientError `storage.unavailable`.
 */
export async function claimDataset(domain: Domain, id: string, now: number): Promise<DatasetClaim> {
  const outcome = await putRow(keyOf(domain, id), lasting(now, longestCollection), {
    expression: 'attribute_not_exists(#pk) OR #expiresAt <= :now',
    values: { ':now': { N: String(Math.floor(now / 1000)) } },
  });
  if (outcome.stored) return { isOurs: true };
  return { isOurs: false, snapshotId: outcome.existing === null ? null : readText(outcome.existing, 'snapshotId') };
}

/** Names the snapshot of a claimed collection, so that others wait for it instead of starting one. Never throws. */
export async function noteSnapshot(domain: Domain, id: string, snapshotId: string, now: number): Promise<void> {
  await write(domain, id, { ...lasting(now, longestCollection), snapshotId: { S: snapshotId } });
}

/** Ends a claim: the collection has ended, or never began. Never throws; a claim that stays ends by itself. */
export async function releaseDataset(domain: Domain, id: string, now: number): Promise<void> {
  await write(domain, id, lasting(now, 0));
}

async function write(domain: Domain, id: string, row: Parameters<typeof putRow>[1]): Promise<void> {
  try {
    await putRow(keyOf(domain, id), row);
  } catch (error) {
    console.warn({ message: 'dataset marker unwritable', error: error instanceof Error ? error.name : 'unknown' });
  }
}

function lasting(now: number, seconds: number) {
  return { expiresAt: secondsAfter(now, seconds) } as const;
}

function keyOf(domain: Domain, id: string): RowKey {
  return { pk: `COMPANY#${domain}`, sk: `DATASET#${id}` };
}
