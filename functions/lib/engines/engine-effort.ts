import * as z from 'zod';
import type { EngineAnswer } from './ask-engine.ts';

/** What the questions to one engine took together. */
export const engineEffortSchema = z.object({
  model: z.string().nullable(),
  /** Questions answered, those among them that the store answered, and those lost. */
  answers: z.number().int(),
  fromStore: z.number().int(),
  lost: z.number().int(),
  inputTokens: z.number().int(),
  cachedInputTokens: z.number().int(),
  outputTokens: z.number().int(),
  costUsd: z.number(),
});
export type EngineEffort = z.infer<typeof engineEffortSchema>;

/** Before the first question. */
export const noEffort: EngineEffort = {
  model: null,
  answers: 0,
  fromStore: 0,
  lost: 0,
  inputTokens: 0,
  cachedInputTokens: 0,
  outputTokens: 0,
  costUsd: 0,
};

/** Adds what one more answer took. */
export function addAnswer(effort: EngineEffort, answer: EngineAnswer<unknown>): EngineEffort {
  const { usage, model, costUsd, fromStore } = answer;
  return {
    model,
    answers: effort.answers + 1,
    fromStore: effort.fromStore + (fromStore ? 1 : 0),
    lost: effort.lost,
    inputTokens: effort.inputTokens + usage.inputTokens,
    cachedInputTokens: effort.cachedInputTokens + usage.cachedInputTokens,
    outputTokens: effort.outputTokens + usage.outputTokens,
    costUsd: effort.costUsd + costUsd,
  };
}
