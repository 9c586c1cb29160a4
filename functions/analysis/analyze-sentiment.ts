import * as z from 'zod';
import { analyzeSentiment } from '../lib/analysis/sentiment/analyze.ts';
import { readingInputShape } from '../lib/analysis/stored-content.ts';
import { contentSchema } from '../lib/content/content.ts';
import { getJson } from '../lib/storage/bucket.ts';
import { task } from '../lib/task.ts';

/** How others write about the company; its own pages praise themselves and are not counted. */
export const handler = task(z.object(readingInputShape), async ({ company, contentKey }) => {
  const sentiment = analyzeSentiment(await getJson(contentKey, contentSchema), company.domain);
  return sentiment ?? { score: null, label: null, documents: 0 };
});
