import * as z from 'zod';
import { readingInputShape, understandingSchema } from '../lib/analysis/stored-content.ts';
import { contentSchema } from '../lib/content/content.ts';
import { runEmbeddedEngine } from '../lib/engines/embedded/engine.ts';
import { getJson, putJson } from '../lib/storage/bucket.ts';
import { task } from '../lib/task.ts';

const inputSchema = z.object({
  ...readingInputShape,
  engine: z.literal('embedded'),
  understanding: understandingSchema,
});

/** Runs one engine over the stored content and stores what it states, unverified. */
export const handler = task(inputSchema, async ({ run, executionName, company, engine, contentKey, understanding }) => {
  const content = await getJson(contentKey, contentSchema);
  const started = performance.now();
  const intent = understanding.intent?.intent ?? run.intent ?? 'discovery';
  const insights = runEmbeddedEngine(content, company, run.userRole, intent);
  const ms = Math.round(performance.now() - started);
  const insightsKey = `runs/${executionName}/insights-${engine}.json`;
  await putJson(insightsKey, insights);
  return { engine, insightsKey, claims: insights.claims.length, costUsd: 0, ms };
});
