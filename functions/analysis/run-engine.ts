import * as z from 'zod';
import { readingInputShape, understandingSchema } from '../lib/analysis/stored-content.ts';
import { contentSchema } from '../lib/content/content.ts';
import { runEmbeddedEngine } from '../lib/engines/embedded/engine.ts';
import { noEffort } from '../lib/engines/engine-effort.ts';
import type { AnsweredRun } from '../lib/engines/orchestration/engine-run.ts';
import { intentOf, scoresOf } from '../lib/engines/orchestration/perspective.ts';
import { getJson, putJson } from '../lib/storage/bucket.ts';
import { task } from '../lib/task.ts';

const inputSchema = z.object({
  ...readingInputShape,
  engine: z.literal('embedded'),
  step: z.literal('all'),
  understanding: understandingSchema,
});

/** Runs the engine that needs no key and no network over the stored content and stores what it states, unverified. */
export const handler = task(inputSchema, async (input): Promise<AnsweredRun> => {
  const { run, executionName, company, engine, step, contentKey } = input;
  const content = await getJson(contentKey, contentSchema);
  const started = performance.now();
  const insights = runEmbeddedEngine(content, company, run.userRole, intentOf(input), scoresOf(input));
  const ms = Math.round(performance.now() - started);
  const insightsKey = `runs/${executionName}/insights-${engine}.json`;
  await putJson(insightsKey, insights);
  const effort = { ...noEffort, answers: 1 };
  return { engine, step, outcome: 'answered', insightsKey, claims: insights.claims.length, dropped: null, ms, effort };
});
