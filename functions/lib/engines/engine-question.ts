import type * as z from 'zod';

/** The engines that are asked over the network; the embedded one is called as a function. */
export const remoteEngineNames = ['openai', 'anthropic', 'bedrock'] as const;
export type RemoteEngine = (typeof remoteEngineNames)[number];

/** What is asked decides how strong a model answers: a cheap one reads, a strong one writes the brief. */
export type EngineStep = 'extract' | 'brief';

/** One question to one engine, answered in the shape of a schema. */
export interface EngineQuestion<Value> {
  readonly engine: RemoteEngine;
  readonly step: EngineStep;
  /** Letters, digits, `_` and `-`, at most 64, as the providers demand of a schema's name. */
  readonly schemaName: string;
  /** An object; its JSON schema stays byte for byte the same, and has no optional, record or transform. */
  readonly schema: z.ZodType<Value>;
  readonly system: string;
  readonly prompt: string;
  readonly maxOutputTokens: number;
  /** Epoch ms at which the answer must be there. */
  readonly deadline: number;
  /** USD that the run may still spend. */
  readonly budgetUsd: number;
  readonly executionName: string;
}

/** Tokens as the provider counted them; cached ones are not in `inputTokens`. */
export interface TokenUsage {
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
}

/** An answer in the shape asked for, and what it took. */
export interface EngineAnswer<Value> {
  readonly value: Value;
  readonly model: string;
  /** Of all attempts; zero where the answer was stored. */
  readonly usage: TokenUsage;
  readonly costUsd: number;
  readonly ms: number;
  /** Requests that were sent; zero where the answer was stored. */
  readonly attempts: number;
  readonly fromStore: boolean;
}

/** Time and chance as the engines see them; tests bring their own. */
export interface EngineSurroundings {
  /** Epoch ms. */
  now(): number;
  pause(ms: number): Promise<void>;
  /** From 0 up to, but not including, 1. */
  random(): number;
}

/** The real ones. */
export const engineSurroundings: EngineSurroundings = {
  now: () => Date.now(),
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: () => Math.random(),
};
