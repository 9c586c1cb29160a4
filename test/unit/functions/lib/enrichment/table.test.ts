import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { takeLease } from '../../../../../functions/lib/enrichment/lease.ts';
import { readStatus } from '../../../../../functions/lib/enrichment/status.ts';
import {
  deleteRow,
  putRow,
  queryRows,
  readJsonText,
  readRow,
  requireNumber,
  requireText,
  updateRow,
} from '../../../../../functions/lib/enrichment/table.ts';

const table = mockClient(DynamoDBClient);
const key = { pk: 'A', sk: 'B' };
const lease = { key: 'k', executionName: 'me', input: '{}' };

beforeEach(() => {
  table.reset();
  process.env.DYNAMODB_TABLE_NAME = 'companies';
});

const refused = (Item?: Record<string, { S: string } | { N: string }>) =>
  new ConditionalCheckFailedException({ message: 'no', $metadata: {}, ...(Item === undefined ? {} : { Item }) });

describe('the table', () => {
  it('calls every attribute by an alias, since many plain names are reserved words', async () => {
    table.on(UpdateItemCommand).resolves({});
    const condition = { expression: '#state = :old', values: { ':old': { S: 'x' } } };

    await updateRow(
      key,
      { set: { percent: { N: '1' } }, onlyIfMissing: { key: { S: 'k' } }, remove: ['error'] },
      condition,
    );

    expect(table.commandCalls(UpdateItemCommand)[0]?.args[0].input).toMatchObject({
      UpdateExpression: 'SET #percent = :new_percent, #key = if_not_exists(#key, :new_key) REMOVE #error',
      ConditionExpression: '#state = :old',
      ExpressionAttributeNames: { '#percent': 'percent', '#key': 'key', '#error': 'error', '#state': 'state' },
      ExpressionAttributeValues: { ':new_percent': { N: '1' }, ':new_key': { S: 'k' }, ':old': { S: 'x' } },
    });
  });

  it('tells a condition that did not hold from a table that is away', async () => {
    const condition = { expression: 'attribute_exists(#pk)' };
    table.on(UpdateItemCommand).rejects(refused());
    table.on(DeleteItemCommand).rejects(refused());

    expect(await updateRow(key, { set: { a: { S: 'b' } } }, condition)).toBe(false);
    expect(await deleteRow(key, condition)).toBe(false);
  });

  it('says that it may be tried again when the table is away', async () => {
    for (const command of [GetItemCommand, PutItemCommand, UpdateItemCommand, DeleteItemCommand, QueryCommand]) {
      table.on(command as typeof GetItemCommand).rejects(new Error('ECONNREFUSED'));
    }
    const calls = [
      readRow(key, 0),
      putRow(key, {}),
      updateRow(key, { set: { a: { S: 'b' } } }),
      deleteRow(key),
      queryRows('A', 5, 0),
    ];

    for (const call of calls) {
      await expect(call).rejects.toMatchObject({ name: 'TransientError', code: 'storage.unavailable' });
    }
  });

  it('gives no rows for an empty partition', async () => {
    table.on(QueryCommand).resolves({});

    expect(await queryRows('A', 5, 0)).toEqual([]);
  });

  it('reads over broken JSON and over none', () => {
    expect(readJsonText({ a: { S: '{' } }, 'a')).toBeNull();
    expect(readJsonText({}, 'a')).toBeNull();
    expect(readJsonText({ a: { S: '[1]' } }, 'a')).toEqual([1]);
  });

  it('refuses a row that lacks what it must have', async () => {
    table.on(GetItemCommand).resolves({ Item: { pk: { S: 'EXECUTION#x' } } });

    expect(() => requireNumber({}, 'percent')).toThrow('A row of the table lacks percent.');
    expect(() => requireText({}, 'state')).toThrow('A row of the table lacks state.');
    await expect(readStatus('x', 0)).rejects.toMatchObject({ code: 'storage.malformed' });
  });
});

describe('takeLease', () => {
  it('reads the holder where the refusal does not name it', async () => {
    table.on(PutItemCommand).rejects(refused());
    table.on(GetItemCommand).resolves({
      Item: { executionName: { S: 'other' }, input: { S: '{}' }, startableAt: { N: '7' } },
    });

    expect(await takeLease(lease, 'standard', 0)).toEqual({
      key: 'k',
      executionName: 'other',
      input: '{}',
      started: false,
      startableAt: 7,
    });
  });

  it('says that the holder has just gone', async () => {
    table.on(PutItemCommand).rejects(refused());
    table.on(GetItemCommand).resolves({});

    expect(await takeLease(lease, 'standard', 0)).toBe('gone');
  });

  it.each([
    ['standard', 210],
    ['deep', 960],
  ] as const)('outlives the timeout of the %s machine', async (depth, seconds) => {
    table.on(PutItemCommand).resolves({});

    await takeLease(lease, depth, 1_000_000);

    const { Item } = table.commandCalls(PutItemCommand)[0]?.args[0].input ?? {};
    expect(Item).toMatchObject({ leaseUntil: { N: String(1000 + seconds) }, expiresAt: { N: String(1000 + seconds) } });
  });
});
