import { BatchWriteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { writeRows } from '../../../../../functions/lib/enrichment/write-rows.ts';

const dynamodb = mockClient(DynamoDBClient);
const pauses: number[] = [];
const pause = async (ms: number) => {
  pauses.push(ms);
};

beforeEach(() => {
  process.env.DYNAMODB_TABLE_NAME = 'companies';
  dynamodb.reset();
  pauses.length = 0;
});

const put = (pk: string) => ({ key: { pk, sk: 'S' }, row: { value: { S: pk } } });
const requestsSent = () =>
  dynamodb.commandCalls(BatchWriteItemCommand).map(({ args }) => args[0].input.RequestItems?.companies ?? []);

describe('writeRows', () => {
  it('puts and deletes in batches of 25, the last write of a key only', async () => {
    dynamodb.on(BatchWriteItemCommand).resolves({});
    const writes = [put('a'), ...Array.from({ length: 29 }, (_, index) => put(`k${index}`))];

    await writeRows([...writes, { key: { pk: 'a', sk: 'S' }, row: null }], pause);

    expect(requestsSent().map(({ length }) => length)).toEqual([25, 5]);
    expect(requestsSent()[0]?.[0]).toEqual({ DeleteRequest: { Key: { pk: { S: 'a' }, sk: { S: 'S' } } } });
    expect(pauses).toEqual([]);
  });

  it('sends again what was not processed, after a pause', async () => {
    const left = [{ PutRequest: { Item: { pk: { S: 'b' }, sk: { S: 'S' } } } }];
    dynamodb
      .on(BatchWriteItemCommand)
      .resolvesOnce({ UnprocessedItems: { companies: left } })
      .resolves({});

    await writeRows([put('a'), put('b')], pause);

    expect(requestsSent()[1]).toEqual(left);
    expect(pauses).toHaveLength(1);
  });

  it('gives up when the table takes nothing, as something that may pass', async () => {
    const left = [{ PutRequest: { Item: { pk: { S: 'a' }, sk: { S: 'S' } } } }];
    dynamodb.on(BatchWriteItemCommand).resolves({ UnprocessedItems: { companies: left } });

    await expect(writeRows([put('a')], pause)).rejects.toMatchObject({ code: 'storage.unavailable', retryable: true });
    expect(Math.max(...pauses)).toBeLessThanOrEqual(3_000);
  });
});
