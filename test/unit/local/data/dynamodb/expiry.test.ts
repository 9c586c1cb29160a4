import { DescribeTimeToLiveCommand, type DynamoDBClient, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DynamoDb, startDynamoDb } from '../../../../../local/data/dynamodb/index.ts';
import { clientFor, createTable, get, put, TableName } from './table.ts';

const start = 1_800_000_000;
let nowSeconds = start;
let database: DynamoDb;
let client: DynamoDBClient;

beforeEach(async () => {
  nowSeconds = start;
  database = await startDynamoDb({ clock: { now: () => nowSeconds * 1000 } });
  client = clientFor(database.port);
  await createTable(client);
});
afterEach(async () => {
  client.destroy();
  await database.close();
});

const setTimeToLive = (Enabled: boolean, AttributeName: string | undefined = 'expiresAt') =>
  client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: { Enabled, AttributeName } }));

describe('expiry', () => {
  it('is off until it is turned on, and says so', async () => {
    const before = await client.send(new DescribeTimeToLiveCommand({ TableName }));
    await setTimeToLive(true);
    const during = await client.send(new DescribeTimeToLiveCommand({ TableName }));
    await setTimeToLive(false);
    const after = await client.send(new DescribeTimeToLiveCommand({ TableName }));

    expect(before.TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'DISABLED' });
    expect(during.TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' });
    expect(after.TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'DISABLED' });
  });

  it('refuses what is already so, and an empty attribute', async () => {
    await expect(setTimeToLive(false)).rejects.toThrow('already disabled');
    await expect(setTimeToLive(true, '')).rejects.toThrow('AttributeName');
    await setTimeToLive(true);
    await expect(setTimeToLive(true)).rejects.toThrow('already enabled');
  });

  it('deletes late: an expired item stays readable for a while', async () => {
    await setTimeToLive(true);
    await put(client, 'soon', { expiresAt: { N: String(start + 10) } });
    await put(client, 'never');

    nowSeconds = start + 11;
    const early = await database.sweep();
    const stillThere = await get(client, 'soon');
    nowSeconds = start + 2 * 3600;
    const late = await database.sweep();

    expect([early, late]).toEqual([0, 1]);
    expect(stillThere).toBeDefined();
    expect(await get(client, 'soon')).toBeUndefined();
    expect(await get(client, 'never')).toBeDefined();
  });

  it('reaches every page of a large table', async () => {
    await setTimeToLive(true);
    const large = { S: 'x'.repeat(300_000) };
    for (const pk of ['a', 'b', 'c', 'd', 'e'])
      await put(client, pk, { large, expiresAt: { N: String(start - 7200) } });

    expect(await database.sweep()).toBe(5);
  });

  it('leaves alone what is no number or expired over five years ago', async () => {
    await setTimeToLive(true);
    await put(client, 'text', { expiresAt: { S: '1' } });
    await put(client, 'ancient', { expiresAt: { N: '1' } });

    expect(await database.sweep()).toBe(0);
  });

  it('does nothing to a table where it is off', async () => {
    await put(client, 'expired', { expiresAt: { N: String(start - 2 * 3600) } });

    expect(await database.sweep()).toBe(0);
  });
});
