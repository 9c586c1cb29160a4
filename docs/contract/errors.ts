import type { CallerErrorCode } from '../../functions/lib/api/problem.ts';

/** What a caller must know of an error code. */
interface ErrorMeaning {
  readonly meaning: string;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
}

const meaning = (text: string): ErrorMeaning => ({ meaning: text, retryable: false });
const passing = (text: string): ErrorMeaning => ({ meaning: text, retryable: true });

/** The codes that reach callers in problem documents; one without a meaning does not compile. */
export const errors = {
  'request.malformed': meaning('The body is no JSON or is nested too deep, or a header is not well formed.'),
  'request.unsupported_media_type': meaning('The body is not `application/json`.'),
  'request.too_large': meaning('The body is over the limit.'),
  'request.invalid': meaning('A field or parameter is refused; `details` names each.'),
  'request.not_found': meaning('There is nothing at this path, no such request, or it is another client’s.'),
  'request.method_not_allowed': meaning('The path does not take this method; see the header Allow.'),
  'request.key_reused': meaning('The Idempotency-Key was used for another request.'),
  'request.in_progress': passing('The first call with this Idempotency-Key is still at work.'),
  'company.unknown': meaning('No company of this name is known; give its domain.'),
  'company.ambiguous': meaning('The name may mean several companies; choose one of `candidates`.'),
  'access.unauthorized': meaning('The key is missing, unknown, outlived or revoked.'),
  'access.forbidden': meaning('The key does not have the scope that the operation asks for.'),
  'access.throttled': passing('The plan’s rate, burst or monthly quota is used up; see Retry-After.'),
  'enrichment.start_failed': passing('The enrichment could not be started.'),
  'enrichment.stop_failed': passing('The enrichment could not be stopped.'),
  'search.unavailable': passing('The search did not answer in time.'),
  'user-data.full': meaning('The user keeps as many companies as a user may.'),
  'enrichment.no_answer': passing('The request has no answer yet, or it is no longer kept.'),
  'storage.unavailable': passing('The database cannot be reached.'),
  internal: passing('Something went wrong on the service’s side.'),
} as const satisfies Record<CallerErrorCode, ErrorMeaning>;

export const errorCodes = Object.keys(errors) as [CallerErrorCode, ...CallerErrorCode[]];
