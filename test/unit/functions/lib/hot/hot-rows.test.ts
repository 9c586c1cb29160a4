import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { enrichmentKey } from '../../../../../functions/lib/enrichment/key.ts';
import { keyOf, putRow, readNumber, tableName } from '../../../../../functions/lib/enrichment/table.ts';
import { createRequestBatch } from '../../../../../functions/lib/hot/batching.ts';
import { rankOfRate } from '../../../../../functions/lib/hot/heat.ts';
import { type HotSubject, hotKey, shardOf } from '../../../../../functions/lib/hot/hot-row.ts';
import { noteDue, noteRequest } from '../../../../../functions/lib/hot/note-request.ts';
import { readHot } from '../../../../../functions/lib/hot/read-hot.ts';
import { dynamodb } from '../../../../../functions/lib/storage/clients.ts';
import { exampleWish } from '../../examples.ts';
import { openTestTable, testStart } from '../../table.ts';

const tomorrow = Math.floor(testStart / 1000) + 86_400;
let table: { close(): Promise<void> };
let count = 0;
let subject: HotSubject;
let key = '';

beforeAll(async () => {
  table = await openTestTable();
});
afterAll(async () => {
  await table.close();
});
beforeEach(() => {
  count += 1;
  subject = { ...exampleWish, domain: `hot${count}.com` as HotSubject['domain'] };
  key = enrichmentKey({ ...subject, suppliedInputHash: null });
  return () => vi.restoreAllMocks();
});

const rowOf = async () =>
  (await dynamodb.send(new GetItemCommand({ TableName: tableName(), Key: keyOf(hotKey(subject.domain, key)) }))).Item ??
  {};
/** As so many warm functions would, each for itself. */
async function ask(times: number, now = testStart): Promise<void> {
  for (let time = 0; time < times; time += 1) await noteRequest(subject, key, now, createRequestBatch());
}
const found = async (leastRank: number, dueBefore = tomorrow) =>
  (await readHot(leastRank, dueBefore)).filter((candidate) => candidate.key === key);

describe('the row that counts requests', () => {
  it('is found in the index once its answer is due, with all that a refresh needs to ask for the same', async () => {
    await ask(20);
    await noteDue(subject.domain, key, tomorrow);

    const [candidate] = await found(rankOfRate(1, testStart));

    const { domain, kind, userRole, intent, vendorDomain, depth } = subject;
    expect(candidate).toMatchObject({ key, dueAt: tomorrow });
    expect(candidate?.subject).toEqual({ domain, kind, userRole, intent, vendorDomain, depth });
  });

  it('is not read where it is too cold, not due, or has no answer', async () => {
    await ask(2);
    const withoutAnswer = await found(0);
    await noteDue(subject.domain, key, tomorrow);

    const [tooCold, notDue, right] = [
      await found(rankOfRate(5, testStart)),
      await found(0, tomorrow - 1),
      await found(0),
    ];

    expect([withoutAnswer, tooCold, notDue, right].map((candidates) => candidates.length)).toEqual([0, 0, 0, 1]);
  });

  it('sinks as days go by without a touch', async () => {
    await ask(20);
    await noteDue(subject.domain, key, tomorrow);
    const inTwoWeeks = testStart + 14 * 86_400_000;

    expect(await found(rankOfRate(1, testStart))).toHaveLength(1);
    expect(await found(rankOfRate(1, inTwoWeeks))).toHaveLength(0);
  });

  it('counts requests of many functions at once, but for those that collide twice', async () => {
    await Promise.all(Array.from({ length: 3 }, () => ask(1)));

    expect(readNumber(await rowOf(), 'heat')).toBeGreaterThanOrEqual(2);
    expect(readNumber(await rowOf(), 'heat')).toBeLessThanOrEqual(3);
  });

  it('spreads the index over its shards', () => {
    const shards = Array.from({ length: 400 }, (_, index) =>
      shardOf(enrichmentKey({ ...subject, domain: `c${index}.com` as HotSubject['domain'], suppliedInputHash: null })),
    );

    expect(new Set(shards).size).toBe(8);
  });

  it('starts anew where it had expired but still stands', async () => {
    await ask(20);
    const muchLater = testStart + 60 * 86_400_000;

    await ask(1, muchLater);

    expect(readNumber(await rowOf(), 'heat')).toBe(1);
  });

  it('does not come to be by an answer that nobody counts', async () => {
    await noteDue(subject.domain, key, tomorrow);

    expect(await rowOf()).toEqual({});
  });

  it('is left out where another version wrote it', async () => {
    await putRow(hotKey(subject.domain, key), {
      ...{ hotShard: { S: shardOf(key) }, hotRank: { N: '99999' }, dueAt: { N: '1' } },
      subject: { S: '{"kind":"other"}' },
    });

    expect(await found(0)).toEqual([]);
  });

  it('never fails a request: a table that is down is logged', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    vi.spyOn(dynamodb, 'send').mockRejectedValue(new Error('down') as never);

    await ask(1);
    await noteDue(subject.domain, key, tomorrow);

    expect(warn).toHaveBeenCalledTimes(2);
    await expect(readHot(0, tomorrow)).rejects.toMatchObject({ code: 'storage.unavailable' });
  });
});
