import * as z from 'zod';
import { scoreSources } from '../lib/analysis/credibility/score-sources.ts';
import { readingInputShape } from '../lib/analysis/stored-content.ts';
import { contentSchema } from '../lib/content/content.ts';
import { sourceResultSchema } from '../lib/sources/outcome.ts';
import { getJson } from '../lib/storage/bucket.ts';
import { task } from '../lib/task.ts';

const inputSchema = z.object({ ...readingInputShape, results: z.array(sourceResultSchema) });

/** How far each source may be believed, with the reasons. */
export const handler = task(inputSchema, async ({ contentKey, company, results }) => {
  const content = await getJson(contentKey, contentSchema);
  return { scores: scoreSources(results, content, Date.now(), company.domain) };
});
