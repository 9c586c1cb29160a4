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
  const scores = scoresByAdapter(understanding.scores?.scores ?? {});
  const insights = runEmbeddedEngine(content, company, run.userRole, intent, scores);
  const ms = Math.round(performance.now() - started);
  const insightsKey = `runs/${executionName}/insights-${engine}.json`;
  await putJson(insightsKey, insights);
  return { engine, insightsKey, claims: insights.claims.length, costUsd: 0, ms };
});

/** A source result's id begins with its adapter's (`own-site:home`); facts know the adapter only, and its best answer speaks. */
function scoresByAdapter(scores: Readonly<Record<string, { readonly score: number }>>): ReadonlyMap<string, number> {
  const best = new Map<string, number>();
  for (const [id, { score }] of Object.entries(scores)) {
    const [adapter = id] = id.split(':');
    best.set(adapter, Math.max(score, best.get(adapter) ?? 0));
  }
  return best;
}
