import { createHmac, randomBytes } from 'node:crypto';
import { putRow, type Row, type RowKey, readRow } from '../enrichment/table.ts';
import { IntelligenceError } from '../errors.ts';

const row: RowKey = { pk: 'PRIVACY', sk: 'KEY' };

let known: { readonly table: string | undefined; readonly key: Buffer } | null = null;

/**
 * Gives the keyed hash (HMAC-SHA-256, 40 hex digits) of something personal, for keys of rows: without the
 * table's own random key nothing about the value can be tried out. `purpose` keeps the hashes of
 * different places apart. `now` in epoch ms. Throws TransientError `storage.unavailable`.
 */
export async function hashPersonal(purpose: string, value: string, now: number): Promise<string> {
  return hashPersonalWith(await personalKey(now), purpose, value);
}

/** The same with the key in hand, for who hashes much. */
export function hashPersonalWith(key: Buffer, purpose: string, value: string): string {
  return createHmac('sha256', key).update(`${purpose}\n${value}`).digest('hex').slice(0, 40);
}

/** Gives the table's key, which is drawn when it is first wanted and stays. */
export async function personalKey(now: number): Promise<Buffer> {
  const table = process.env.DYNAMODB_TABLE_NAME;
  if (known !== null && known.table === table) return known.key;
  const key = keyIn(await readRow(row, now)) ?? (await drawKey());
  known = { table, key };
  return key;
}

async function drawKey(): Promise<Buffer> {
  const drawn = randomBytes(32);
  const kept = await putRow(row, { key: { B: drawn } }, { expression: 'attribute_not_exists(#pk)' });
  if (kept.stored) return drawn;
  const first = keyIn(kept.existing);
  if (first === null) throw new IntelligenceError('storage.malformed', 'The row of the privacy key lacks its key.');
  return first;
}

function keyIn(found: Row | null): Buffer | null {
  const bytes = found?.key?.B;
  return bytes === undefined ? null : Buffer.from(bytes);
}
