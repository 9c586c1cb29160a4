import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ListTablesCommand,
  PutItemCommand,
  QueryCommand,
  ResourceNotFoundException,
  UpdateItemCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Call } from '../../../../../local/data/calls.ts';
import { type DynamoDb, startDynamoDb } from '../../../../../local/data/dynamodb/index.ts';
import { clientFor, createTable, get, keyOf, put, TableName } from './table.ts';

let database: DynamoDb;
let client: DynamoDBClient;
const calls: Call[] = [];

beforeEach(async () => {
  database = await startDynamoDb({ accountId: '123456789012', onCall: (call) => calls.push(call) });
  client = clientFor(database.port);
  await createTable(client);
  calls.length = 0;
});
afterEach(async () => {
  client.destroy();
  await database.close();
});

async function failureOf<Failure extends Error>(work: Promise<unknown>): Promise<Failure> {
  return work.then(
    () => {
      throw new Error('It did not fail.');
    },
    (error: Failure) => error,
  );
}

describe('items', () => {
  it('are written, updated, queried, read and deleted', async () => {
    await put(client, 'a', { body: { B: new Uint8Array([1, 2, 3]) } });
    const update = await client.send(
      new UpdateItemCommand({
        TableName,
        Key: keyOf('a'),
        UpdateExpression: 'SET #v = if_not_exists(#v, :zero) + :one',
        ExpressionAttributeNames: { '#v': 'version' },
        ExpressionAttributeValues: { ':zero': { N: '0' }, ':one': { N: '1' } },
        ReturnValues: 'ALL_NEW',
      }),
    );
    const query = await client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': { S: 'a' }, ':prefix': { S: 'A' } },
      }),
    );
    await client.send(new DeleteItemCommand({ TableName, Key: keyOf('a') }));

    expect(update.Attributes).toMatchObject({ version: { N: '1' } });
    expect(query.Items).toEqual([{ ...keyOf('a'), version: { N: '1' }, body: { B: new Uint8Array([1, 2, 3]) } }]);
    expect(await get(client, 'a')).toBeUndefined();
  });

  it('are written and read in batches', async () => {
    const requests = ['a', 'b'].map((pk) => ({ PutRequest: { Item: keyOf(pk) } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: requests } }));

    const { Responses } = await client.send(
      new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: [keyOf('a'), keyOf('b')] } } }),
    );

    expect(Responses?.[TableName]).toHaveLength(2);
  });

  it('take only one of many conditional writes at once', async () => {
    const attempts = Array.from({ length: 10 }, (_, index) =>
      client.send(
        new PutItemCommand({
          TableName,
          Item: { ...keyOf('lease'), owner: { N: String(index) } },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    );

    const outcomes = await Promise.allSettled(attempts);

    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
  });

  it('come back with a failed condition only when asked for', async () => {
    await put(client, 'a', { owner: { S: 'first' } });
    const condition = { TableName, ConditionExpression: 'attribute_not_exists(pk)' };
    const wanted = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;

    const asked = await failureOf<ConditionalCheckFailedException>(
      client.send(new PutItemCommand({ ...condition, ...wanted, Item: keyOf('a') })),
    );
    const deleted = await failureOf<ConditionalCheckFailedException>(
      client.send(new DeleteItemCommand({ ...condition, ...wanted, Key: keyOf('a') })),
    );
    const missing = await failureOf<ConditionalCheckFailedException>(
      client.send(
        new DeleteItemCommand({ TableName, ConditionExpression: 'attribute_exists(pk)', ...wanted, Key: keyOf('no') }),
      ),
    );
    const unasked = await failureOf<ConditionalCheckFailedException>(
      client.send(new PutItemCommand({ ...condition, Item: keyOf('a') })),
    );

    expect(asked).toBeInstanceOf(ConditionalCheckFailedException);
    expect(asked.Item).toEqual({ ...keyOf('a'), owner: { S: 'first' } });
    expect(deleted.Item).toMatchObject({ owner: { S: 'first' } });
    expect(missing).toBeInstanceOf(ConditionalCheckFailedException);
    expect([missing.Item, unasked.Item]).toEqual([undefined, undefined]);
  });

  it('are kept in the data folder from one run to the next', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'dynamodb-'));
    const first = await startDynamoDb({ dataDir });
    const before = clientFor(first.port);
    await createTable(before);
    await put(before, 'a', { kept: { BOOL: true } });
    before.destroy();
    await first.close();

    const second = await startDynamoDb({ dataDir });
    const after = clientFor(second.port);

    expect(await get(after, 'a')).toMatchObject({ kept: { BOOL: true } });
    expect(await get(after, 'b')).toBeUndefined();
    await expect(createTable(after)).rejects.toThrow(expect.objectContaining({ name: 'ResourceInUseException' }));
    after.destroy();
    await second.close();
    await rm(dataDir, { recursive: true });
  });
});

describe('tables', () => {
  it('show their deletion protection and keep to it', async () => {
    const described = await client.send(new DescribeTableCommand({ TableName }));
    const refused = await failureOf(client.send(new DeleteTableCommand({ TableName })));
    const updated = await client.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: false }));
    await client.send(new DeleteTableCommand({ TableName }));

    expect(described.Table).toMatchObject({ TableStatus: 'ACTIVE', DeletionProtectionEnabled: true });
    expect(described.Table?.TableArn).toBe('arn:aws:dynamodb:us-east-1:123456789012:table/intelligence');
    expect(refused).toMatchObject({ name: 'ValidationException', message: expect.stringContaining('protected') });
    expect(updated.TableDescription?.DeletionProtectionEnabled).toBe(false);
    await vi.waitFor(async () =>
      expect(await client.send(new ListTablesCommand({}))).toMatchObject({ TableNames: [] }),
    );
  });

  it('change in other ways through dynalite', async () => {
    const { TableDescription } = await client.send(
      new UpdateTableCommand({
        TableName,
        BillingMode: 'PROVISIONED',
        ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
      }),
    );

    expect(TableDescription).toMatchObject({ DeletionProtectionEnabled: true, TableName });
  });

  it('are named when they do not exist', async () => {
    const missing = client.send(new PutItemCommand({ TableName: 'nowhere', Item: keyOf('a') }));

    await expect(missing).rejects.toBeInstanceOf(ResourceNotFoundException);
  });
});

describe('the wire', () => {
  const send = (headers: Record<string, string>, body: string) =>
    fetch(`http://127.0.0.1:${database.port}/`, { method: 'POST', headers, body });
  const signed = { authorization: 'AWS4-HMAC-SHA256 Credential=k/20260101/r/dynamodb/aws4_request, x' };

  it('reports who called what', async () => {
    const other = clientFor(database.port, 'WriteResultLambda');
    await get(other, 'a');
    await client
      .send(
        new QueryCommand({
          TableName,
          IndexName: 'byName',
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': { S: 'a' } },
        }),
      )
      .catch(() => undefined);
    await client.send(new ListTablesCommand({}));
    await client.send(new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: [keyOf('a')] } } }));
    other.destroy();

    const table = 'arn:aws:dynamodb:us-east-1:123456789012:table/intelligence';
    expect(calls).toEqual([
      { accessKeyId: 'WriteResultLambda', action: 'dynamodb:GetItem', resource: table },
      { accessKeyId: 'caller', action: 'dynamodb:Query', resource: `${table}/index/byName` },
      { accessKeyId: 'caller', action: 'dynamodb:ListTables', resource: '*' },
      { accessKeyId: 'caller', action: 'dynamodb:BatchGetItem', resource: table },
    ]);
  });

  it.each([
    ['DynamoDB_20120810.ExecuteStatement', signed, '{}', 'UnknownOperationException'],
    ['Something.Else', signed, '{}', 'UnknownOperationException'],
    ['DynamoDB_20120810.GetItem', {}, '{}', 'MissingAuthenticationTokenException'],
    ['DynamoDB_20120810.GetItem', signed, '[]', 'SerializationException'],
    ['DynamoDB_20120810.GetItem', signed, 'no json', 'SerializationException'],
    ['DynamoDB_20120810.GetItem', signed, '{"TableName":"a"}', 'ValidationException'],
    ['DynamoDB_20120810.DescribeTimeToLive', signed, '{}', 'ValidationException'],
  ])('answers %s with its error', async (target, headers, body, type) => {
    const response = await send({ ...headers, 'x-amz-target': target }, body);

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ __type: expect.stringMatching(new RegExp(`#${type}$`)) });
  });

  it('answers 500 without a word of the cause when something breaks', async () => {
    const complaint = vi.spyOn(console, 'error').mockReturnValue(undefined);
    const broken = await startDynamoDb({
      onCall: () => {
        throw new Error('broken');
      },
    });

    const response = await fetch(`http://127.0.0.1:${broken.port}/`, {
      method: 'POST',
      headers: { ...signed, 'x-amz-target': 'DynamoDB_20120810.ListTables' },
      body: '{}',
    });

    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('broken');
    expect(complaint).toHaveBeenCalled();
    complaint.mockRestore();
    await broken.close();
  });
});
