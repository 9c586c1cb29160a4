import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readAnswer } from '../../../../../functions/lib/cache/answer.ts';
import { lifetimeOf } from '../../../../../functions/lib/cache/freshness.ts';
import { type AnswerToKeep, keepAnswer } from '../../../../../functions/lib/cache/keep-answer.ts';
import { dynamodb } from '../../../../../functions/lib/storage/clients.ts';
import { startBucket, type TestBucket } from '../../bucket.ts';
import { exampleAnswer } from '../../examples.ts';
import { openTestTable, testStart } from '../../table.ts';

let table: { close(): Promise<void> };
let bucket: TestBucket;
let wanted: AnswerToKeep;
let count = 0;

beforeAll(async () => {
  bucket = await startBucket();
  table = await openTestTable();
});
afterAll(async () => {
  await table.close();
  await bucket.close();
});
beforeEach(() => {
  count += 1;
  wanted = {
    domain: 'acme.com',
    key: `key-${count}`,
    executionName: 'first',
    answer: exampleAnswer,
    lifetime: lifetimeOf('ready', testStart),
  };
});

const read = (now = testStart) => readAnswer(wanted.domain, wanted.key, now);
const largeAnswer = () => ({
  ...exampleAnswer,
  metadata: { ...exampleAnswer.metadata, schemaVersion: randomBytes(400 * 1024).toString('base64') },
});

describe('answers', () => {
  it('are given as they were kept', async () => {
    await keepAnswer(wanted);

    expect(await read()).toEqual({
      answer: exampleAnswer,
      executionName: 'first',
      version: 1,
      lifetime: wanted.lifetime,
    });
  });

  it('are none where none was kept', async () => {
    expect(await read()).toBeNull();
  });

  it('outlive their freshness, and are gone at the second until which they are kept', async () => {
    await keepAnswer(wanted);

    expect(await read(wanted.lifetime.expiresAt * 1000)).not.toBeNull();
    expect(await read(wanted.lifetime.keptUntil * 1000 - 1)).not.toBeNull();
    expect(await read(wanted.lifetime.keptUntil * 1000)).toBeNull();
  });

  it.each([
    ['its hash', { hash: { S: 'f'.repeat(64) } }],
    ['its body', { body: { B: Buffer.from('not gzip') } }],
    ['another answer', { body: { B: gzipSync('{"companyIntelligence":null}') } }],
    ['an older shape', { schemaVersion: { S: '0' } }],
    ['no shape', { generatedAt: { S: 'yesterday' } }],
    ['no life', { refreshAfter: { S: 'later' } }],
  ])('are none where the row has been changed: %s', async (_what, change) => {
    await keepAnswer(wanted);
    const key = { pk: { S: 'COMPANY#acme.com' }, sk: { S: `ANSWER#${wanted.key}` } };
    const { Item } = await dynamodb.send(new GetItemCommand({ TableName: 'companies', Key: key }));

    await dynamodb.send(new PutItemCommand({ TableName: 'companies', Item: { ...Item, ...change } }));

    expect(await read()).toBeNull();
  });

  it('stay as they are when the same execution keeps them again', async () => {
    await keepAnswer(wanted);

    await keepAnswer({ ...wanted, lifetime: lifetimeOf('ready', testStart + 5000) });

    expect(await read()).toMatchObject({ version: 1, lifetime: wanted.lifetime });
  });

  it('give way to a later one with the next version', async () => {
    await keepAnswer(wanted);

    await keepAnswer({ ...wanted, executionName: 'second', lifetime: lifetimeOf('ready', testStart + 5000) });

    expect(await read()).toMatchObject({ version: 2, executionName: 'second' });
  });

  it('do not give way to an earlier one that comes late', async () => {
    await keepAnswer({ ...wanted, executionName: 'second', lifetime: lifetimeOf('ready', testStart + 5000) });

    await keepAnswer(wanted);

    expect(await read()).toMatchObject({ version: 1, executionName: 'second' });
  });

  it('count every write of four writers at once', async () => {
    const writers = Array.from({ length: 4 }, (_, index) => ({ ...wanted, executionName: `writer-${index}` }));

    await Promise.all(writers.map(keepAnswer));

    expect((await read())?.version).toBe(4);
  });

  it('tell that they could not be kept when others always come first', async () => {
    const writers = Array.from({ length: 30 }, (_, index) => ({ ...wanted, executionName: `writer-${index}` }));

    const outcomes = await Promise.allSettled(writers.map(keepAnswer));

    const kept = outcomes.filter(({ status }) => status === 'fulfilled');
    expect((await read())?.version).toBe(kept.length);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'storage.unavailable' });
    }
  });

  it('over 300 KB lie in the bucket, under the execution that made them', async () => {
    const answer = largeAnswer();

    await keepAnswer({ ...wanted, answer });

    const key = { pk: { S: 'COMPANY#acme.com' }, sk: { S: `ANSWER#${wanted.key}` } };
    const { Item } = await dynamodb.send(new GetItemCommand({ TableName: 'companies', Key: key }));
    expect(Item?.bodyKey?.S).toBe(`answers/acme.com/${wanted.key}-first.json`);
    expect(Item?.body).toBeUndefined();
    expect((await read())?.answer).toEqual(answer);
    expect(bucket.requests.at(-1)?.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=test\/\d{8}\/us-east-1\/s3\/aws4_request/,
    );
  });

  it('are none when their object is gone', async () => {
    await keepAnswer({ ...wanted, answer: largeAnswer() });
    bucket.objects.clear();

    expect(await read()).toBeNull();
  });

  it('are none when their object was cut or is of another answer', async () => {
    await keepAnswer({ ...wanted, answer: largeAnswer() });
    for (const name of bucket.objects.keys()) bucket.objects.set(name, Buffer.from(JSON.stringify(exampleAnswer)));

    expect(await read()).toBeNull();
  });

  it('may be asked for again when the bucket is away', async () => {
    await keepAnswer({ ...wanted, answer: largeAnswer() });
    bucket.failWith(503);

    await expect(read()).rejects.toMatchObject({ code: 'storage.unavailable', retryable: true });
    bucket.failWith(null);
  });
});
