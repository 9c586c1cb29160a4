import type { EnrichmentRun } from '../enrichment/run.ts';
import { type Row, type RowKey, readNumber } from '../enrichment/table.ts';
import type { Heat } from './heat.ts';

/** What is asked for of a company, as far as a refresh needs it to ask for the same. */
export type HotSubject = Pick<EnrichmentRun, 'kind' | 'domain' | 'userRole' | 'intent' | 'vendorDomain' | 'depth'>;

/** The index over the rows of what is asked for: partition `hotShard`, sorted by `hotRank`. */
export const hotIndex = 'hot';
/** One partition of an index takes 1,000 writes a second; the coldest shard is as warm as the hottest. */
export const hotShards = 8;

/** The row that counts the requests for one answer; it lies with its company, so that it goes with it. */
export function hotKey(domain: string, key: string): RowKey {
  return { pk: `COMPANY#${domain}`, sk: `HOT#${key}` };
}

/** The index's partition of an answer; keys are hashes, so their first digit is evenly spread. */
export function shardOf(key: string): string {
  return nameShard(Number.parseInt(key.slice(0, 1), 16) % hotShards);
}

/** The name of a partition of the index. */
export function nameShard(shard: number): string {
  return `HOT#${shard}`;
}

/** Gives the heat that a row holds, null where it is new. */
export function readHeat(row: Row | null): Heat | null {
  const value = row === null ? null : readNumber(row, 'heat');
  const at = row === null ? null : readNumber(row, 'heatAt');
  return value === null || at === null ? null : { value, at };
}
