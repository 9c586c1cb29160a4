import * as z from 'zod';
import type { Answer } from '../../company/answer.ts';
import { engineEffortSchema } from '../engine-effort.ts';
import type { EngineFailure } from '../engine-failure.ts';
import { remoteEngineNames } from '../engine-question.ts';

const engineNames = ['embedded', ...remoteEngineNames] as const;

/** What an engine is asked for; the embedded one does both at once. */
const stepSchema = z.enum(['extract', 'brief', 'all']);

const answeredSchema = z.object({
  engine: z.enum(engineNames),
  step: stepSchema,
  outcome: z.literal('answered'),
  insightsKey: z.string(),
  /** Facts and statements that it gave, before verification. */
  claims: z.number().int(),
  /** How many of them did not hold; null before that was looked at. */
  dropped: z.number().int().nullable(),
  ms: z.number(),
  effort: engineEffortSchema,
});
export type AnsweredRun = z.infer<typeof answeredSchema>;

const lostSchema = z.object({
  engine: z.enum(remoteEngineNames),
  step: stepSchema,
  outcome: z.literal('lost'),
  /** Name of the error as Step Functions caught it, and the message where it is our own. */
  error: z.string(),
  message: z.string().nullable(),
});

const skippedSchema = z.object({
  engine: z.enum(remoteEngineNames),
  step: stepSchema,
  outcome: z.literal('skipped'),
  reason: z.string(),
});

/** One engine's turn in one step of a run, as the state machine carries it. */
export const engineRunSchema = z.discriminatedUnion('outcome', [answeredSchema, lostSchema, skippedSchema]);
export type EngineRun = z.infer<typeof engineRunSchema>;

/** Turns that gave something to read on. */
export function answeredIn(runs: readonly EngineRun[], step: AnsweredRun['step']): AnsweredRun[] {
  return runs.filter((run) => run.outcome === 'answered').filter((run) => run.step === step);
}

/** USD that all turns cost, the lost ones too. */
export function costOf(runs: readonly EngineRun[]): number {
  return runs.reduce((sum, run) => sum + describeRun(run).costUsd, 0);
}

/** What of a failure the state machine's catcher gets to see: no upstream text, but the reason and the cost. */
const lossSchema = z.object({ reason: z.string(), costUsd: z.number(), ms: z.number() });

/** Words a failure as the error of a Task: its name tells catchers, its message what is to be kept. */
export function toTaskError(failure: EngineFailure, ms: number): Error {
  const message = JSON.stringify({ reason: failure.kind, costUsd: failure.costUsd, ms } satisfies z.infer<
    typeof lossSchema
  >);
  const error = new Error(message, { cause: failure });
  // Not the class's own name, which the bundler shortens: the state machine catches it by this one.
  error.name = 'EngineFailure';
  return error;
}

type EngineEntry = Answer['metadata']['engines'][number];

/** Words a turn for the caller. `dropped`: claims of the whole run that did not hold, for a turn that was all of it. */
export function describeRun(run: EngineRun, dropped = 0): EngineEntry {
  const { engine: name, step, outcome } = run;
  const entry = { name, step, outcome, model: null, claims: 0, dropped: 0, tokens: noTokens, costUsd: 0, ms: 0 };
  if (run.outcome === 'skipped') return { ...entry, reason: run.reason };
  if (run.outcome === 'lost') return { ...entry, ...readLoss(run) };
  const { model, inputTokens, cachedInputTokens, outputTokens, costUsd } = run.effort;
  const tokens = { input: inputTokens, cachedInput: cachedInputTokens, output: outputTokens };
  return { ...entry, model, claims: run.claims, dropped: run.dropped ?? dropped, tokens, costUsd, ms: run.ms };
}

const noTokens = { input: 0, cachedInput: 0, output: 0 };

function readLoss({ error, message }: z.infer<typeof lostSchema>): z.infer<typeof lossSchema> {
  const loss = lossSchema.safeParse(parseJson(message ?? ''));
  if (loss.success) return loss.data;
  const isTimeout = error === 'States.Timeout' || error === 'Sandbox.Timedout';
  return { reason: isTimeout ? 'timeout' : 'function_failed', costUsd: 0, ms: 0 };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
