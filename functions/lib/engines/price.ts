import type { TokenUsage } from './engine-question.ts';
import type { EngineModel } from './models.ts';

/** The tokenisers of the present models make a token of at least so many bytes of prose, in any language. */
const bytesPerToken = 3;
const noTokens: TokenUsage = { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 };

/** Gives what a request cost, in USD. */
export function costOf({ inputTokens, cachedInputTokens, outputTokens }: TokenUsage, model: EngineModel): number {
  const { longPrompt } = model;
  const isLong = longPrompt !== null && inputTokens + cachedInputTokens > longPrompt.aboveTokens;
  const input =
    (inputTokens * model.inputUsd + cachedInputTokens * model.cachedInputUsd) * (isLong ? longPrompt.input : 1);
  const output = outputTokens * model.outputUsd * (isLong ? longPrompt.output : 1);
  return (input + output) / 1_000_000;
}

/** Gives how many tokens a text has at most, estimated from its bytes. */
export function estimateTokens(...texts: readonly string[]): number {
  return texts.reduce((total, text) => total + Math.ceil(Buffer.byteLength(text) / bytesPerToken), 0);
}

/** Gives what a request costs when nothing is cached and the model writes all it may, in USD. */
export function worstCostOf(inputTokens: number, maxOutputTokens: number, model: EngineModel): number {
  const outputTokens = roomFor(maxOutputTokens, model);
  return costOf({ ...noTokens, inputTokens, outputTokens }, model);
}

/** Gives the output limit to send: the answer's and the room to think in, within what the model writes. */
export function roomFor(maxOutputTokens: number, model: EngineModel): number {
  return Math.min(maxOutputTokens + model.thinkingTokens, model.maxOutputTokens);
}

/** Adds up two usages. */
export function addUsage(left: TokenUsage, right: TokenUsage): TokenUsage {
  return {
    inputTokens: left.inputTokens + right.inputTokens,
    cachedInputTokens: left.cachedInputTokens + right.cachedInputTokens,
    outputTokens: left.outputTokens + right.outputTokens,
  };
}

/** The usage of what was not asked. */
export { noTokens };
