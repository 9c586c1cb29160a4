/** Why an engine gave nothing that can be used; the state machine and its reader see this word. */
export type EngineFailureKind =
  | 'rate_limited'
  | 'timeout'
  | 'overloaded'
  | 'refused'
  | 'truncated'
  | 'invalid_output'
  | 'context_window'
  | 'auth'
  | 'bad_request'
  | 'not_configured'
  | 'cooling_down'
  | 'budget_spent'
  | 'unavailable';

interface FailureFacts extends ErrorOptions {
  readonly retryAfterSeconds?: number | null;
  readonly costUsd?: number;
}

/** An engine's question ended without an answer; what the provider wrote stays in `cause`. */
export class EngineFailure extends Error {
  readonly kind: EngineFailureKind;
  /** Seconds after which asking this engine again makes sense, null where nobody said. */
  readonly retryAfterSeconds: number | null;
  /** USD that the attempts cost all the same. */
  readonly costUsd: number;

  constructor(kind: EngineFailureKind, { retryAfterSeconds = null, costUsd = 0, cause }: FailureFacts = {}) {
    super(`The engine gave no answer: ${kind}.`, cause === undefined ? undefined : { cause });
    this.name = 'EngineFailure';
    this.kind = kind;
    this.retryAfterSeconds = retryAfterSeconds;
    this.costUsd = costUsd;
  }
}
