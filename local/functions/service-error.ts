/** An answer of the Lambda service itself, before any function ran; `name` is the code the SDK throws. */
export class LambdaServiceError extends Error {
  readonly statusCode: number;
  /** For throttles: which limit was reached. */
  readonly reason: string | undefined;

  constructor(name: string, statusCode: number, message: string, reason?: string) {
    super(message);
    this.name = name;
    this.statusCode = statusCode;
    this.reason = reason;
  }
}

/** Throttle of a function whose concurrency is used up (docs: invocation-retries, API_Invoke). */
export function throttled(reason: string): LambdaServiceError {
  return new LambdaServiceError('TooManyRequestsException', 429, 'Rate Exceeded.', reason);
}
