import type { Domain } from '../company/domain.ts';
import { putRow, type RowKey, readJsonText, readRow, secondsAfter } from '../enrichment/table.ts';
import { type SourceResult, sourceResultSchema } from '../sources/outcome.ts';

/** How long "it knows nothing" is believed, in seconds: a company may be entered any day. */
const negativeTtl = 3_600;

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
 * Keeps a result for `ttlSeconds`, or for an hour at most where the source knew nothing. Failures
 * and what was never asked are not kept. Throws TransientError `storage.unavailable`.
 */
export async function keepResult(domain: Domain, result: SourceResult, ttlSeconds: number, now: number): Promise<void> {
  if (result.outcome !== 'matched' && result.outcome !== 'no_match') return;
  const seconds = result.outcome === 'matched' ? ttlSeconds : Math.min(ttlSeconds, negativeTtl);
  await putRow(keyOf(domain, result.id), {
    result: { S: JSON.stringify(result) },
    observedAt: { S: result.observedAt ?? new Date(now).toISOString() },
    expiresAt: secondsAfter(now, seconds),
  });
}

function keyOf(domain: Domain, id: string): RowKey {
  return { pk: `COMPANY#${domain}`, sk: `SOURCE#${id}` };
}
