import type { Domain } from '../company/domain.ts';
import { putRow, type RowKey, readJsonText, readRow, secondsAfter } from '../enrichment/table.ts';
import { type SourceResult, sourceResultSchema } from '../sources/outcome.ts';
import { type DataType, jitter, secondsOf } from './time-to-live.ts';

/**
 * Gives what asking this source about this company gave before, or null where that was never, is
 * too old, or is in the shape of another version. `now` in epoch ms.
 * Throws TransientError `storage.unavailable`.
 */
export async function readCachedResult(domain: Domain, id: string, now: number): Promise<SourceResult | null> {
  const row = await readRow(keyOf(domain, id), now);
  if (row === null) return null;
  const parsed = sourceResultSchema.safeParse(readJsonText(row, 'result'));
  return parsed.success ? { ...parsed.data, fromCache: true, costUsd: 0 } : null;
}

/**
 * Keeps a result for as long as its kind of data lives, up to 10 % longer or shorter, or shortly where the source knew nothing: a company may be entered any day. Failures
 * and what was never asked are not kept. Throws TransientError `storage.unavailable`.
 */
export async function keepResult(domain: Domain, result: SourceResult, data: DataType, now: number): Promise<void> {
  if (result.outcome !== 'matched' && result.outcome !== 'no_match') return;
  const usual = result.outcome === 'matched' ? secondsOf(data) : Math.min(secondsOf(data), secondsOf('no-match'));
  const seconds = jitter(usual, `${domain} ${result.id}`);
  await putRow(keyOf(domain, result.id), {
    result: { S: JSON.stringify(result) },
    observedAt: { S: result.observedAt ?? new Date(now).toISOString() },
    expiresAt: secondsAfter(now, seconds),
  });
}

function keyOf(domain: Domain, id: string): RowKey {
  return { pk: `COMPANY#${domain}`, sk: `SOURCE#${id}` };
}
