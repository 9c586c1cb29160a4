import { setTimeout as pauseFor } from 'node:timers/promises';
import { BatchWriteItemCommand, type WriteRequest } from '@aws-sdk/client-dynamodb';
import { TransientError } from '../errors.ts';
import { dynamodb } from '../storage/clients.ts';
import { keyOf, type Row, type RowKey, reach, tableName } from './table.ts';

/** A row to put whole, or to delete where it carries null. */
export interface RowWrite {
  readonly key: RowKey;
  readonly row: Row | null;
}

/** The most that BatchWriteItem takes (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html). */
const batchSize = 25;
const mostRounds = 8;
/** What is unprocessed is tried again after up to this many ms, doubled each round. */
const firstPauseMs = 50;
const longestPauseMs = 3_000;

/**
 * Writes rows in batches, the last write of a key only; the order is not kept, and what is written
 * stays when a later batch fails, so a caller repeats all of it. Throws TransientError
 * `storage.unavailable`.
 */
export async function writeRows(
  writes: readonly RowWrite[],
  pause: (ms: number) => Promise<unknown> = pauseFor,
): Promise<void> {
  const byKey = new Map(writes.map((write) => [`${write.key.pk}\n${write.key.sk}`, write]));
  const requests = [...byKey.values()].map(toRequest);
  for (let start = 0; start < requests.length; start += batchSize) {
    await writeBatch(requests.slice(start, start + batchSize), pause);
  }
}

async function writeBatch(batch: WriteRequest[], pause: (ms: number) => Promise<unknown>): Promise<void> {
  let left = batch;
  for (let round = 0; round < mostRounds; round += 1) {
    const command = new BatchWriteItemCommand({ RequestItems: { [tableName()]: left } });
    const { UnprocessedItems } = await reach(() => dynamodb.send(command));
    left = UnprocessedItems?.[tableName()] ?? [];
    if (left.length === 0) return;
    await pause(Math.random() * Math.min(longestPauseMs, firstPauseMs * 2 ** round));
  }
  throw new TransientError('storage.unavailable', 'The table took too few of the rows.');
}

function toRequest({ key, row }: RowWrite): WriteRequest {
  return row === null ? { DeleteRequest: { Key: keyOf(key) } } : { PutRequest: { Item: { ...keyOf(key), ...row } } };
}
