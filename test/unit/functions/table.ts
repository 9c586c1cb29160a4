import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import type { Clock } from '../../../functions/lib/enrichment/clock.ts';
import { startDynamoDb } from '../../../local/data/dynamodb/index.ts';

/** A clock that moves only when it is told to, or when someone sleeps on it. */
export interface TestClock extends Clock {
  advance(milliseconds: number): void;
}

export const testStart = Date.parse('2031-05-06T07:08:09.000Z');

export function createTestClock(): TestClock {
  let now = testStart;
  return {
    now: () => now,
    sleep: async (milliseconds) => {
      now += milliseconds;
      // Others get their turn, as they would while one really sleeps.
      await new Promise((resolve) => setImmediate(resolve));
    },
    advance: (milliseconds) => {
      now += milliseconds;
    },
  };
}

/** Starts a DynamoDB on loopback with the product's table, and points the environment at it. */
export async function openTestTable(): Promise<{ close(): Promise<void> }> {
  const database = await startDynamoDb();
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${database.port}`,
    DYNAMODB_TABLE_NAME: 'companies',
    DOCUMENTS_BUCKET: 'documents',
    STANDARD_STATE_MACHINE_ARN: 'arn:aws:states:us-east-1:000000000000:stateMachine:company-enrichment',
    DEEP_STATE_MACHINE_ARN: 'arn:aws:states:us-east-1:000000000000:stateMachine:company-enrichment-deep',
  });
  const { dynamodb } = await import('../../../functions/lib/storage/clients.ts');
  await dynamodb.send(
    new CreateTableCommand({
      TableName: 'companies',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
        { AttributeName: 'hotShard', AttributeType: 'S' },
        { AttributeName: 'hotRank', AttributeType: 'N' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'hot',
          KeySchema: [
            { AttributeName: 'hotShard', KeyType: 'HASH' },
            { AttributeName: 'hotRank', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['subject', 'dueAt'] },
        },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    }),
  );
  return { close: () => database.close() };
}
