import type { RemoteEngine, TokenUsage } from './engine-question.ts';
import type { EngineModel } from './models.ts';

/** One request to one provider. */
export interface CompletionRequest {
  readonly model: EngineModel;
  readonly schemaName: string;
  /** As `describeSchema` gives it. */
  readonly jsonSchema: Readonly<Record<string, unknown>>;
  readonly system: string;
  readonly prompt: string;
  readonly maxOutputTokens: number;
  /** Ends the request. */
  readonly signal: AbortSignal;
}

/** Why the model stopped: it was done, or one of the three ends that leave nothing to use. */
export type Finish = 'complete' | 'truncated' | 'refused' | 'context_window';

/** What a provider answered, before anybody has read the text. */
export interface Completion {
  /** Empty where the model said nothing. */
  readonly text: string;
  readonly usage: TokenUsage;
  readonly finish: Finish;
  readonly latencyMs: number;
  readonly provider: RemoteEngine;
  /** As the provider names it. */
  readonly model: string;
}

/**
 * One LLM provider: one request, no retries, no reading of the answer. Throws EngineFailure where there
 * is no completion.
 */
export interface Provider {
  complete(request: CompletionRequest): Promise<Completion>;
}
