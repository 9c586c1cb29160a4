import {
  CreateTableCommand,
  DescribeTimeToLiveCommand,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { BucketAlreadyOwnedByYou, CreateBucketCommand } from '@aws-sdk/client-s3';
import { CreateStateMachineCommand } from '@aws-sdk/client-sfn';
import type { StackTemplate } from '../template/index.ts';
import type { NamedResource, TableResource } from '../template/storage.ts';
import type { SdkClients } from './sdk-clients.ts';

/** Creates the template's tables, buckets and state machines; those kept from an earlier run are left as they are. */
export async function deploy(template: StackTemplate, clients: SdkClients): Promise<void> {
  await Promise.all([
    ...template.tables.map((table) => createTable(table, clients)),
    ...template.buckets.map((bucket) => createBucket(bucket, clients)),
    ...template.stateMachines.map(({ name, definition, roleArn }) =>
      clients.stepFunctions.send(new CreateStateMachineCommand({ name, definition, roleArn })),
    ),
  ]);
}

async function createTable(table: TableResource, { dynamodb }: SdkClients): Promise<void> {
  const command = new CreateTableCommand({
    TableName: table.name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [...table.keySchema],
    AttributeDefinitions: [...table.attributes],
    ...(table.globalIndexes.length === 0
      ? {}
      : {
          GlobalSecondaryIndexes: table.globalIndexes.map((index) => ({ ...index, KeySchema: [...index.KeySchema] })),
        }),
  });
  await ignoring(ResourceInUseException, dynamodb.send(command));
  await waitUntilTableExists(
    { client: dynamodb, maxWaitTime: 30, minDelay: 0.05, maxDelay: 1 },
    { TableName: table.name },
  );
  await expireRows(table, dynamodb);
}

async function expireRows(table: TableResource, dynamodb: SdkClients['dynamodb']): Promise<void> {
  if (table.timeToLiveAttribute === null) return;
  const { TimeToLiveDescription } = await dynamodb.send(new DescribeTimeToLiveCommand({ TableName: table.name }));
  if (TimeToLiveDescription?.TimeToLiveStatus === 'ENABLED') return;
  const specification = { AttributeName: table.timeToLiveAttribute, Enabled: true };
  await dynamodb.send(new UpdateTimeToLiveCommand({ TableName: table.name, TimeToLiveSpecification: specification }));
}

async function createBucket(bucket: NamedResource, { s3 }: SdkClients): Promise<void> {
  await ignoring(BucketAlreadyOwnedByYou, s3.send(new CreateBucketCommand({ Bucket: bucket.name })));
}

async function ignoring(expected: new (...parts: never[]) => Error, work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof expected)) throw error;
  }
}
