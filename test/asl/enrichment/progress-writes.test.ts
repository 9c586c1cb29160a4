import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DynamoDb, startDynamoDb } from '../../../local/data/dynamodb/index.ts';
import { enrich } from './machine.ts';

const Key = { pk: { S: 'EXECUTION#run' }, sk: { S: 'STATUS' } };
const TableName = 'TableName';
let database: DynamoDb;
let client: DynamoDBClient;

beforeEach(async () => {
  database = await startDynamoDb();
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  client = new DynamoDBClient({ endpoint: `http://127.0.0.1:${database.port}`, region: 'us-east-1', credentials });
  const attributes = ['pk', 'sk'] as const;
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: attributes.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    }),
  );
});
afterEach(async () => {
  client.destroy();
  await database.close();
});

/** The writes that a run asks for, in order. A Catch hides one that DynamoDB refuses, so each is sent here by itself. */
async function readWrites(): Promise<UpdateItemCommandInput[]> {
  const { asked } = await enrich();
  return asked.progress.map(({ input }) => input as unknown as UpdateItemCommandInput);
}

async function readPercent(): Promise<string | undefined> {
  const { Item } = await client.send(new GetItemCommand({ TableName, Key }));
  return Item?.percent?.N;
}

describe('the progress writes', () => {
  it('are each accepted by DynamoDB, one after the other', async () => {
    await client.send(new PutItemCommand({ TableName, Item: { ...Key, percent: { N: '0' } } }));

    const seen: (string | undefined)[] = [];
    for (const write of await readWrites()) {
      await client.send(new UpdateItemCommand(write));
      seen.push(await readPercent());
    }

    expect(seen).toEqual(['20', '60', '90']);
    const { Item } = await client.send(new GetItemCommand({ TableName, Key }));
    expect(Item).toMatchObject({ stage: { S: 'response' }, updatedAt: { S: '2026-01-05T09:00:00.000Z' } });
    expect(JSON.parse(Item?.partial?.S ?? '{}')).toMatchObject({ companyName: 'Brightloom' });
  });

  it('never take progress back, and make no row of a run that nobody started', async () => {
    await client.send(new PutItemCommand({ TableName, Item: { ...Key, percent: { N: '95' } } }));
    const writes = await readWrites();
    const stray = { ...writes[0], Key: { ...Key, pk: { S: 'EXECUTION#other' } } } as UpdateItemCommandInput;

    const outcomes = await Promise.allSettled(
      [...writes, stray].map((write) => client.send(new UpdateItemCommand(write))),
    );

    expect(outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason.name)).toEqual(
      new Array(4).fill('ConditionalCheckFailedException'),
    );
    expect(await readPercent()).toBe('95');
  });
});
