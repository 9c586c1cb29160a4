import * as z from 'zod';
import { extractEntities } from '../lib/analysis/entities/extract.ts';
import { readingInputShape } from '../lib/analysis/stored-content.ts';
import { contentSchema } from '../lib/content/content.ts';
import { getJson, putJson } from '../lib/storage/bucket.ts';
import { task } from '../lib/task.ts';

/** Lists who and what the content names. Only counts travel on: history cannot be erased, and people are named. */
export const handler = task(z.object(readingInputShape), async ({ executionName, contentKey }) => {
  const entities = extractEntities(await getJson(contentKey, contentSchema));
  const entitiesKey = `runs/${executionName}/entities.json`;
  await putJson(entitiesKey, entities);
  const groups = Map.groupBy(entities, (entity) => entity.type);
  return { entitiesKey, counts: Object.fromEntries([...groups].map(([type, group]) => [type, group.length])) };
});
