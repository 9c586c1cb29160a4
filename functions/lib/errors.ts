/** Stable dotted codes of everything that can go wrong; a caller may switch on them. */
export type ErrorCode =
  | 'request.malformed'
  | 'request.unsupported_media_type'
  | 'request.too_large'
  | 'request.invalid'
  | 'request.not_found'
  | 'request.method_not_allowed'
  | 'company.unknown'
  | 'company.ambiguous'
  | 'request.key_reused'
  | 'request.in_progress'
  | 'access.unauthorized'
  | 'access.forbidden'
  | 'access.throttled'
  | 'enrichment.start_failed'
  | 'enrichment.stop_failed'
  | 'enrichment.no_answer'
  | 'enrichment.failed'
  | 'enrichment.timed_out'
  | 'enrichment.aborted'
  | 'search.unavailable'
  | 'storage.unavailable'
  | 'storage.not_found'
  | 'user-data.full'
  | 'storage.malformed'
  | 'http.refused'
  | 'http.unreachable'
  | 'http.timeout'
  | 'http.too_large'
  | 'http.too_many_redirects'
  | 'http.malformed'
  | 'http.disallowed'
  | 'content.unreadable'
  | 'source.failed'
  | 'secret.unavailable'
  | 'input.invalid'
  | 'internal';

/** One field of a request or of an event that was refused, and why. */
export interface ErrorDetail {
  /** Dotted path of the field, `''` for the whole. */
  readonly field: string;
  readonly message: string;
}

/** A company that a caller may have meant. */
export interface NamedCandidate {
  readonly name: string;
  readonly domain: string;
  readonly description: string | null;
  /** 0–1 */
  readonly matchScore: number;
  readonly matchedOn: readonly string[];
}

interface ErrorFacts extends ErrorOptions {
  readonly retryable?: boolean;
  readonly details?: readonly ErrorDetail[];
  readonly candidates?: readonly NamedCandidate[];
}

/**
 * The one error family of the product. `message` is written for a caller and never
 * holds upstream text; what caused it stays in `cause`, for the log only.
 */
export class IntelligenceError extends Error {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly details: readonly ErrorDetail[];
  /** For `company.ambiguous`: what to choose from, best first. */
  readonly candidates: readonly NamedCandidate[];

  constructor(code: ErrorCode, message: string, facts: ErrorFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = 'IntelligenceError';
    this.code = code;
    this.retryable = facts.retryable ?? false;
    this.details = facts.details ?? [];
    this.candidates = facts.candidates ?? [];
  }
}

/** A failure that may pass by itself; the state machine retries it by this `name`. */
export class TransientError extends IntelligenceError {
  constructor(code: ErrorCode, message: string, facts: Omit<ErrorFacts, 'retryable'> = {}) {
    super(code, message, { ...facts, retryable: true });
    this.name = 'TransientError';
  }
}

/** An event that no retry can mend: a Task's input did not have the shape its schema asks for. */
export class InvalidInputError extends IntelligenceError {
  constructor(message: string, details: readonly ErrorDetail[], options: ErrorOptions = {}) {
    super('input.invalid', message, { ...options, details });
    this.name = 'InvalidInputError';
  }
}
