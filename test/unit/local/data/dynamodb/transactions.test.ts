import {
  type DynamoDBClient,
  IdempotentParameterMismatchException,
  TransactGetItemsCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Call } from '../../../../../local/data/calls.ts';
import { type DynamoDb, startDynamoDb } from '../../../../../local/data/dynamodb/index.ts';
import { clientFor, createTable, get, keyOf, put, TableName } from './table.ts';

let now = 0;
let database: DynamoDb;
let client: DynamoDBClient;
const calls: Call[] = [];

beforeEach(async () => {
  now = 0;
  database = await startDynamoDb({ clock: { now: () => now }, onCall: (call) => calls.push(call) });
  client = clientFor(database.port);
  await createTable(client);
  calls.length = 0;
});
afterEach(async () => {
  client.destroy();
  await database.close();
});

const write = (TransactItems: TransactWriteItem[], ClientRequestToken?: string) =>
  client.send(new TransactWriteItemsCommand({ TransactItems, ClientRequestToken }));

const putOf = (pk: string): TransactWriteItem => ({ Put: { TableName, Item: keyOf(pk) } });
const increment = (pk: string): TransactWriteItem => ({
  Update: {
    TableName,
    Key: keyOf(pk),
    UpdateExpression: 'ADD hits :one',
    ExpressionAttributeValues: { ':one': { N: '1' } },
  },
});

async function cancellationOf(items: TransactWriteItem[]): Promise<TransactionCanceledException> {
  const error = await write(items).catch((thrown: unknown) => thrown);
  if (error instanceof TransactionCanceledException) return error;
  throw error;
}

describe('a write transaction', () => {
  it('does all of its parts', async () => {
    await put(client, 'old');
    await put(client, 'guard');

    await write([
      putOf('new'),
      increment('count'),
      { Delete: { TableName, Key: keyOf('old') } },
      { ConditionCheck: { TableName, Key: keyOf('guard'), ConditionExpression: 'attribute_exists(pk)' } },
    ]);

    expect(await get(client, 'new')).toEqual(keyOf('new'));
    expect(await get(client, 'count')).toMatchObject({ hits: { N: '1' } });
    expect(await get(client, 'old')).toBeUndefined();
    expect(await get(client, 'guard')).toBeDefined();
    expect(calls.slice(2, 6).map((call) => call.action)).toEqual([
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
      'dynamodb:DeleteItem',
      'dynamodb:ConditionCheckItem',
    ]);
  });

  it('does none of them when a condition fails, and gives a reason each', async () => {
    await put(client, 'taken', { owner: { S: 'x' } });

    const failure = await cancellationOf([
      putOf('new'),
      {
        Put: {
          TableName,
          Item: keyOf('taken'),
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        },
      },
      { ConditionCheck: { TableName, Key: keyOf('gone'), ConditionExpression: 'attribute_exists(pk)' } },
    ]);

    expect(failure.CancellationReasons).toEqual([
      { Code: 'None' },
      {
        Code: 'ConditionalCheckFailed',
        Message: 'The conditional request failed',
        Item: { ...keyOf('taken'), owner: { S: 'x' } },
      },
      { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' },
    ]);
    expect(failure.message).toContain('[None, ConditionalCheckFailed, ConditionalCheckFailed]');
    expect(await get(client, 'new')).toBeUndefined();
  });

  it('takes back what it did when a later part turns out impossible', async () => {
    await put(client, 'changed', { hits: { N: '5' } });
    await put(client, 'text', { hits: { S: 'no number' } });

    const failure = await cancellationOf([putOf('new'), increment('changed'), increment('text')]);

    expect(failure.CancellationReasons?.map((reason) => reason.Code)).toEqual(['None', 'None', 'ValidationError']);
    expect(await get(client, 'new')).toBeUndefined();
    expect(await get(client, 'changed')).toMatchObject({ hits: { N: '5' } });
  });

  it.each<[string, TransactWriteItem[]]>([
    ['no items', []],
    ['more than a hundred items', Array.from({ length: 101 }, (_, index) => putOf(String(index)))],
    ['the same item twice', [putOf('a'), increment('a')]],
    ['an item without operation', [{}]],
    ['an item with two operations', [{ ...putOf('a'), ...increment('b') }]],
    ['a put without its key', [{ Put: { TableName, Item: { pk: { S: 'a' } } } }]],
    ['a delete with a strange key', [{ Delete: { TableName, Key: { pk: { S: 'a' } } } }]],
  ])('is refused with %s', async (_, items) => {
    await expect(write(items)).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('is done once a token, for ten minutes', async () => {
    await write([increment('count')], 'token');
    await write([increment('count')], 'token');
    const hits = (await get(client, 'count'))?.hits;
    now = 11 * 60 * 1000;
    await write([increment('count')], 'token');

    expect(hits).toEqual({ N: '1' });
    expect(await get(client, 'count')).toMatchObject({ hits: { N: '2' } });
  });

  it('is refused with a token used for something else', async () => {
    await write([increment('count')], 'token');

    await expect(write([putOf('other')], 'token')).rejects.toBeInstanceOf(IdempotentParameterMismatchException);
  });

  it('may be tried again with its token after a failure', async () => {
    const guarded: TransactWriteItem[] = [
      { ConditionCheck: { TableName, Key: keyOf('guard'), ConditionExpression: 'attribute_exists(pk)' } },
      putOf('new'),
    ];
    await write(guarded, 'token').catch(() => undefined);
    await put(client, 'guard');
    await write(guarded, 'token');

    expect(await get(client, 'new')).toBeDefined();
  });

  it('without any token is simply done', async () => {
    const response = await fetch(`http://127.0.0.1:${database.port}/`, {
      method: 'POST',
      headers: {
        authorization: 'AWS4-HMAC-SHA256 Credential=k/20260101/r/dynamodb/aws4_request, x',
        'x-amz-target': 'DynamoDB_20120810.TransactWriteItems',
      },
      body: JSON.stringify({ TransactItems: [putOf('a')] }),
    });

    expect(response.status).toBe(200);
  });
});

describe('a read transaction', () => {
  it('gives the items in the order asked for', async () => {
    await put(client, 'a');
    const gets = ['none', 'a'].map((pk) => ({ Get: { TableName, Key: keyOf(pk) } }));

    const { Responses } = await client.send(new TransactGetItemsCommand({ TransactItems: gets }));

    expect(Responses?.map((response) => response.Item)).toEqual([undefined, keyOf('a')]);
    expect(calls.at(-1)).toMatchObject({ action: 'dynamodb:GetItem' });
  });
});
