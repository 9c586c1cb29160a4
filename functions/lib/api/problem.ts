import { type ErrorCode, IntelligenceError, type NamedCandidate } from '../errors.ts';

/** An error as a caller gets it: RFC 9457 with the members that every answer of this API has. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  /** The same as `detail`, for clients that read one string. */
  readonly error: string;
  readonly code: ErrorCode;
  readonly requestId: string;
  readonly retryable: boolean;
  readonly details: readonly { readonly field: string; readonly message: string }[];
  /** For `company.ambiguous`: the companies to choose from. */
  readonly candidates?: readonly NamedCandidate[];
}

/** The codes that a caller may get, each with its status; all others are told as `internal`. */
const statusOfCode = {
  'request.malformed': 400,
  'request.unsupported_media_type': 415,
  'request.too_large': 413,
  'request.invalid': 422,
  'request.not_found': 404,
  'request.method_not_allowed': 405,
  'company.unknown': 404,
  'company.ambiguous': 409,
  'access.unauthorized': 401,
  'access.forbidden': 403,
  'access.throttled': 429,
  'request.key_reused': 409,
  'request.in_progress': 409,
  'enrichment.start_failed': 503,
  'enrichment.stop_failed': 503,
  'search.unavailable': 503,
  'user-data.full': 409,
  'enrichment.no_answer': 409,
  'storage.unavailable': 503,
} as const satisfies Partial<Record<ErrorCode, number>>;

/** A code that a problem document may carry. */
export type CallerErrorCode = keyof typeof statusOfCode | 'internal';

/** Gives the status of an error code. */
export function statusOf(code: ErrorCode): number {
  return Object.hasOwn(statusOfCode, code) ? statusOfCode[code as keyof typeof statusOfCode] : 500;
}

/** Reason phrases of RFC 9110, section 15. */
export const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/**
 * Gives the problem document for anything thrown. Only an IntelligenceError that has a status of
 * its own speaks to the caller; everything else is an `internal` 500 without a word of it.
 */
export function toProblem(thrown: unknown, exchangeId: string, path: string): ProblemDocument {
  const error = thrown instanceof IntelligenceError ? thrown : null;
  const status = error === null ? 500 : statusOf(error.code);
  const spoken = error === null || status === 500 ? unspoken : error;
  return {
    type: 'about:blank',
    title: titles[status] ?? 'Error',
    status,
    detail: spoken.message,
    instance: path,
    error: spoken.message,
    code: spoken.code,
    requestId: exchangeId,
    retryable: spoken.retryable,
    details: spoken.details,
    ...(spoken.candidates.length > 0 ? { candidates: spoken.candidates } : {}),
  };
}

const unspoken = {
  code: 'internal',
  message: 'Something went wrong on our side; try again later.',
  retryable: true,
  details: [],
  candidates: [],
} as const;
