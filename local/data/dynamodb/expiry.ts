import { keyOf } from './conditional-writes.ts';
import type { AttributeMap } from './dynalite-types.ts';
import type { Engine } from './engine.ts';
import { readSettings } from './table-settings.ts';

/**
 * How long an expired item stays readable. AWS promises no time ("typically within a few days"), so
 * whoever reads must look at the expiry; an hour makes forgetting it show on a laptop too. Source:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html
 */
const latenessSeconds = 3600;
/** Items that expired longer ago are left alone (same source, "Before you start using TTL"). */
const oldestSeconds = 5 * 365 * 24 * 3600;

/** Deletes what has expired long enough ago, in every table with a time to live; gives the number of items. */
export async function deleteExpired(engine: Engine, now: number): Promise<number> {
  const { TableNames } = await engine.run('ListTables', engine.parse('ListTables', {}));
  let deleted = 0;
  for (const table of TableNames as string[]) deleted += await deleteExpiredOf(engine, table, now / 1000);
  return deleted;
}

async function deleteExpiredOf(engine: Engine, name: string, nowSeconds: number): Promise<number> {
  const { timeToLive } = await readSettings(engine, name);
  if (timeToLive === null) return 0;
  const { KeySchema } = await engine.table(name);
  let deleted = 0;
  for await (const item of scan(engine, name)) {
    if (!isDue(item[timeToLive]?.N, nowSeconds)) continue;
    await engine.run('DeleteItem', engine.parse('DeleteItem', { TableName: name, Key: keyOf(KeySchema, item) }));
    deleted += 1;
  }
  return deleted;
}

/** A page of a scan holds 1 MB at most. */
async function* scan(engine: Engine, TableName: string): AsyncGenerator<AttributeMap> {
  let ExclusiveStartKey: unknown;
  do {
    const page = await engine.run('Scan', engine.parse('Scan', { TableName, ExclusiveStartKey }));
    yield* page.Items as AttributeMap[];
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
}

/** Only numbers count; any other type is no expiry. */
function isDue(expiry: unknown, nowSeconds: number): boolean {
  if (typeof expiry !== 'string') return false;
  const age = nowSeconds - Number(expiry);
  return age > latenessSeconds && age < oldestSeconds;
}
