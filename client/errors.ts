import type { Problem } from './api.ts';

/** The API refused or could not answer; `code` is stable, `details` name the fields that were refused. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly retryable: boolean;
  readonly requestId: string | null;
  readonly details: Problem['details'];
  /** For `company.ambiguous`: the companies that the name may mean, best first; start again with a domain of theirs. */
  readonly candidates: NonNullable<Problem['candidates']>;
  /** Seconds to wait before another try, null where the API does not say. */
  readonly retryAfter: number | null;

  constructor(status: number, problem: Partial<Problem>, retryAfter: number | null) {
    super(problem.detail ?? problem.error ?? `The API answered ${status}.`);
    this.name = 'ApiError';
    this.status = status;
    this.code = problem.code ?? 'internal';
    this.retryable = problem.retryable ?? status >= 500;
    this.requestId = problem.requestId ?? null;
    this.details = problem.details ?? [];
    this.candidates = problem.candidates ?? [];
    this.retryAfter = retryAfter;
  }
}

/** The API could not be reached at all, or what came was no answer of it; `cause` says why. */
export class ConnectionError extends Error {
  constructor(message: string, options: ErrorOptions = {}) {
    super(message, options);
    this.name = 'ConnectionError';
  }
}

/** An enrichment was not done before the caller's deadline; it goes on and can be asked for later. */
export class DeadlineError extends Error {
  readonly requestId: string;

  constructor(requestId: string) {
    super(`The enrichment ${requestId} was not done in time.`);
    this.name = 'DeadlineError';
    this.requestId = requestId;
  }
}
