import type { Domain } from '../company/domain.ts';
import { putRow, type RowKey, readRow, requireText } from '../enrichment/table.ts';
import { type KeptAnswer, readAnswer } from './answer.ts';

/**
 * Remembers under which key the latest answer about a company is kept that any client may see, until
 * `expiresAt` (epoch seconds). Throws TransientError `storage.unavailable`.
 */
export async function noteLatestAnswer(domain: Domain, key: string, expiresAt: number): Promise<void> {
  await putRow(rowKey(domain), { key: { S: key }, expiresAt: { N: String(expiresAt) } });
}

/** Gives that answer, null where there is none any more. `now` in epoch ms. Throws TransientError `storage.unavailable`. */
export async function readLatestAnswer(domain: Domain, now: number): Promise<KeptAnswer | null> {
  const row = await readRow(rowKey(domain), now);
  return row === null ? null : readAnswer(domain, requireText(row, 'key'), now);
}

function rowKey(domain: Domain): RowKey {
  return { pk: `COMPANY#${domain}`, sk: 'LATEST' };
}
