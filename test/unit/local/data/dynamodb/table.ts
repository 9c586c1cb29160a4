import {
  type AttributeValue,
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';

export const TableName = 'intelligence';

export function clientFor(port: number, accessKeyId = 'caller'): DynamoDBClient {
  return new DynamoDBClient({
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${port}`,
    credentials: { accessKeyId, secretAccessKey: 'secret' },
    maxAttempts: 1,
  });
}

export async function createTable(client: DynamoDBClient, name = TableName): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      DeletionProtectionEnabled: true,
    }),
  );
}

export type Item = Record<string, AttributeValue>;

export const keyOf = (pk: string): Item => ({ pk: { S: pk }, sk: { S: 'A' } });

export async function put(client: DynamoDBClient, pk: string, rest: Item = {}): Promise<void> {
  await client.send(new PutItemCommand({ TableName, Item: { ...keyOf(pk), ...rest } }));
}

export async function get(client: DynamoDBClient, pk: string): Promise<Item | undefined> {
  return (await client.send(new GetItemCommand({ TableName, Key: keyOf(pk) }))).Item;
}
