import * as z from 'zod';
import { readingInputShape, understandingSchema } from '../../analysis/stored-content.ts';
import { contentSchema } from '../../content/content.ts';
import { getJson, putJson } from '../../storage/bucket.ts';
import { type Invocation, task } from '../../task.ts';
import { EngineFailure, engineSurroundings, type RemoteEngine } from '../ask-engine.ts';
import { type AnsweredRun, engineRunSchema, toTaskError } from './engine-run.ts';
import { takeTurn } from './take-turn.ts';

const inputSchema = z.object({
  ...readingInputShape,
  understanding: understandingSchema,
  step: z.enum(['extract', 'brief']),
  /** Epoch ms. */
  answerBy: z.number(),
  /** USD that all engines of the run may spend together. */
  budgetUsd: z.number(),
  /** Turns before this one: what they spent, and what the brief may rest on. */
  runs: z.array(engineRunSchema),
});

/** Kept back for storing what was found, in ms. */
const reserveMs = 2_000;

/**
 * The Lambda that asks one engine and no other: it takes a turn over the stored content and stores
 * what the engine states, unverified. Its handler throws `EngineFailure` with the reason and the cost.
 */
export function askingTask(engine: RemoteEngine) {
  return task(inputSchema, async (input, invocation): Promise<AnsweredRun> => {
    const { step, executionName } = input;
    const content = await getJson(input.contentKey, contentSchema);
    const started = performance.now();
    const elapsed = () => Math.round(performance.now() - started);
    const answerBy = Math.min(input.answerBy, lastMoment(invocation));
    const turn = takeTurn({ ...input, engine, content, answerBy }, engineSurroundings);
    const { insights, effort } = await turn.catch((error: unknown) => {
      throw error instanceof EngineFailure ? toTaskError(error, elapsed()) : error;
    });
    const insightsKey = `runs/${executionName}/insights-${engine}-${step}.json`;
    const ms = elapsed();
    await putJson(insightsKey, insights);
    const statements = step === 'brief' ? insights.sections.flatMap((section) => section.statements) : [];
    const claims = insights.claims.length + statements.length;
    return { engine, step, outcome: 'answered', insightsKey, claims, dropped: null, ms, effort };
  });
}

/** The turn ends before Lambda would end it, whatever the plan allows. */
function lastMoment(invocation: Invocation): number {
  return engineSurroundings.now() + invocation.getRemainingTimeInMillis() - reserveMs;
}
