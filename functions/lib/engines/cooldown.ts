import { putRow, type RowKey, readNumber, readRow, secondsAfter } from '../enrichment/table.ts';
import type { EngineFailure, EngineFailureKind } from './engine-failure.ts';
import type { RemoteEngine } from './engine-question.ts';

/** After these an engine is left alone by everybody, for so many seconds where it did not say itself. */
const usualSeconds: Partial<Record<EngineFailureKind, number>> = { rate_limited: 30, overloaded: 30, auth: 300 };
const longestSeconds = 3_600;

/**
 * Gives for how many seconds an engine is still to be left alone, 0 where it may be asked. `now` in
 * epoch ms. Throws TransientError `storage.unavailable`.
 */
export async function readCooldown(engine: RemoteEngine, now: number): Promise<number> {
  const row = await readRow(keyOf(engine), now);
  const until = row === null ? null : readNumber(row, 'until');
  return until === null ? 0 : Math.max(0, Math.ceil((until - now) / 1000));
}

/** Keeps every function from asking an engine that failed so; a longer rest that stands is not shortened. */
export async function noteCooldown(engine: RemoteEngine, failure: EngineFailure, now: number): Promise<void> {
  const usual = usualSeconds[failure.kind];
  if (usual === undefined) return;
  const seconds = Math.min(Math.max(1, Math.ceil(failure.retryAfterSeconds ?? usual)), longestSeconds);
  const until = { N: String(now + seconds * 1000) };
  await putRow(
    keyOf(engine),
    { until, reason: { S: failure.kind }, expiresAt: secondsAfter(now, seconds + 1) },
    { expression: 'attribute_not_exists(#until) OR #until < :until', values: { ':until': until } },
  );
}

function keyOf(engine: RemoteEngine): RowKey {
  return { pk: `ENGINE#${engine}`, sk: 'COOLDOWN' };
}
