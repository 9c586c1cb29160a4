import { randomBytes } from 'node:crypto';
import type { Domain } from '../company/domain.ts';
import { putRow, type RowKey, readRow, secondsAfter } from '../enrichment/table.ts';
import { IntelligenceError } from '../errors.ts';
import { createPlaceholders, type Placeholders } from './placeholders.ts';
import { retention } from './retention.ts';

/** Longer than any source's answer is kept, so that cached documents and new ones share their placeholders. */
const keptSeconds = retention.placeholders.seconds;

/**
 * Gives the placeholders of a company: its key is random, drawn once and kept in a row of its own, so
 * that every function of a run names a value alike, and that erasing the row leaves nothing by which a
 * value could be tried out. `now` in epoch ms. Throws TransientError `storage.unavailable`.
 */
export async function placeholdersOf(domain: Domain, now: number): Promise<Placeholders> {
  const row: RowKey = { pk: `COMPANY#${domain}`, sk: 'PLACEHOLDERS' };
  const standing = (await readRow(row, now))?.key?.B;
  if (standing !== undefined) return createPlaceholders(Buffer.from(standing));
  const drawn = randomBytes(32);
  const kept = await putRow(
    row,
    { key: { B: drawn }, expiresAt: secondsAfter(now, keptSeconds) },
    {
      expression: 'attribute_not_exists(#pk) OR #expiresAt <= :now',
      values: { ':now': { N: String(Math.floor(now / 1000)) } },
    },
  );
  if (kept.stored) return createPlaceholders(drawn);
  // Somebody drew at the same moment; whoever wrote first is right.
  const first = kept.existing?.key?.B;
  if (first === undefined) throw new IntelligenceError('storage.malformed', 'A row of placeholders lacks its key.');
  return createPlaceholders(Buffer.from(first));
}
