import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';

/** The table and the bucket, held in memory behind the SDK's clients. */
export function mockStorage() {
  process.env.DYNAMODB_TABLE_NAME = 'table';
  process.env.DOCUMENTS_BUCKET = 'bucket';
  const objects = new Map<string, string>();
  const rows = new Map<string, Record<string, unknown>>();
  const s3 = mockClient(S3Client);
  const dynamodb = mockClient(DynamoDBClient);
  const keyOf = (key: Record<string, { S?: string }> | undefined) => `${key?.pk?.S} ${key?.sk?.S}`;
  const reset = () => {
    objects.clear();
    rows.clear();
    s3.reset();
    dynamodb.reset();
    s3.on(PutObjectCommand).callsFake(({ Key, Body }) => {
      objects.set(Key, Body);
      return {};
    });
    s3.on(GetObjectCommand).callsFake(({ Key }) => {
      const body = objects.get(Key);
      if (body === undefined) throw new NoSuchKey({ message: 'gone', $metadata: {} });
      return { Body: { transformToString: async () => body } } as never;
    });
    dynamodb.on(PutItemCommand).callsFake(({ Item, ConditionExpression, ExpressionAttributeValues: values }) => {
      const standing = rows.get(keyOf(Item)) as { expiresAt?: { N: string } } | undefined;
      const isInTheWay = Number(standing?.expiresAt?.N) > Number(values?.[':now']?.N);
      if (ConditionExpression !== undefined && isInTheWay) {
        throw new ConditionalCheckFailedException({ message: 'no', $metadata: {}, Item: standing as never });
      }
      rows.set(keyOf(Item), Item);
      return {};
    });
    dynamodb.on(GetItemCommand).callsFake(({ Key }) => ({ Item: rows.get(keyOf(Key)) }));
  };
  reset();
  return { objects, rows, s3, dynamodb, reset };
}
