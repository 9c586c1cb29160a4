import * as z from 'zod';
import { unverifiedInsightsSchema, verifyInsights } from '../lib/analysis/claims/verify-insights.ts';
import { readingInputShape } from '../lib/analysis/stored-content.ts';
import { contentSchema } from '../lib/content/content.ts';
import { getJson, putJson } from '../lib/storage/bucket.ts';
import { task } from '../lib/task.ts';

const inputSchema = z.object({ ...readingInputShape, insightsKey: z.string(), engine: z.string() });

/** Keeps of claims, source facts and brief what stands word for word in the stored documents. */
export const handler = task(inputSchema, async ({ executionName, company, contentKey, insightsKey }) => {
  const [content, insights] = await Promise.all([
    getJson(contentKey, contentSchema),
    getJson(insightsKey, unverifiedInsightsSchema),
  ]);
  const { verified, ...counts } = verifyInsights(insights, content, company);
  const verifiedKey = `runs/${executionName}/verified.json`;
  await putJson(verifiedKey, verified);
  return { verifiedKey, ...counts };
});
