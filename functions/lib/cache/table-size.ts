import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { reach, tableName } from '../enrichment/table.ts';
import { dynamodb } from '../storage/clients.ts';

/**
 * Gives how many rows the table has and how many bytes they take. DynamoDB counts some four times a day, and
 * nothing is read for it (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html).
 * Throws TransientError `storage.unavailable`.
 */
export async function readTableSize(): Promise<{ readonly rows: number; readonly bytes: number }> {
  const { Table } = await reach(() => dynamodb.send(new DescribeTableCommand({ TableName: tableName() })));
  return { rows: Table?.ItemCount ?? 0, bytes: Table?.TableSizeBytes ?? 0 };
}
