import { type AttributeValue, QueryCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { runSchema } from '../enrichment/run.ts';
import { type Row, reach, readJsonText, readNumber, readText, tableName } from '../enrichment/table.ts';
import { dynamodb } from '../storage/clients.ts';
import { type HotSubject, hotIndex, hotShards, nameShard } from './hot-row.ts';
import type { HotCandidate } from './pick.ts';

const subjectSchema = runSchema.pick({
  kind: true,
  domain: true,
  userRole: true,
  intent: true,
  vendorDomain: true,
  depth: true,
});

/** A page is 1 MB, some 3,000 rows; a shard with more of them is cut off at its coldest. */
const mostPages = 4;

/**
 * Gives what is asked for at least as often as `leastRank` says and is due by `dueBefore` (epoch seconds), out of
 * the index: no row below that rank is read. Throws TransientError `storage.unavailable`.
 */
export async function readHot(leastRank: number, dueBefore: number): Promise<readonly HotCandidate<HotSubject>[]> {
  const shards = await Promise.all(
    Array.from({ length: hotShards }, (_, shard) => readShard(nameShard(shard), leastRank, dueBefore)),
  );
  return shards.flat().flatMap(parseCandidate);
}

async function readShard(shard: string, leastRank: number, dueBefore: number): Promise<Row[]> {
  const rows: Row[] = [];
  let from: Record<string, AttributeValue> | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const command = new QueryCommand({
      TableName: tableName(),
      IndexName: hotIndex,
      KeyConditionExpression: '#hotShard = :shard AND #hotRank >= :rank',
      FilterExpression: '#dueAt <= :due',
      ExpressionAttributeNames: { '#hotShard': 'hotShard', '#hotRank': 'hotRank', '#dueAt': 'dueAt' },
      ExpressionAttributeValues: {
        ':shard': { S: shard },
        ':rank': { N: String(leastRank) },
        ':due': { N: String(dueBefore) },
      },
      ScanIndexForward: false,
      ...(from === undefined ? {} : { ExclusiveStartKey: from }),
    });
    const { Items = [], LastEvaluatedKey } = await reach(() => dynamodb.send(command));
    rows.push(...Items);
    from = LastEvaluatedKey;
    if (from === undefined) break;
  }
  return rows;
}

/** A row in the shape of another version is as good as none. */
function parseCandidate(row: Row): HotCandidate<HotSubject>[] {
  const domain = readText(row, 'pk')?.replace(/^COMPANY#/, '');
  const subject = subjectSchema.safeParse({
    ...z.looseObject({}).catch({}).parse(readJsonText(row, 'subject')),
    domain,
  });
  const key = readText(row, 'sk')?.replace(/^HOT#/, '');
  const rank = readNumber(row, 'hotRank');
  if (!subject.success || key === undefined || rank === null) return [];
  return [{ subject: subject.data, key, rank, dueAt: readNumber(row, 'dueAt') }];
}
