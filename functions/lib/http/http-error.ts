import { IntelligenceError } from '../errors.ts';

/** Codes of what may go wrong on the way out; see `HttpFailureReason` for the finer cause. */
export type HttpErrorCode =
  | 'http.refused'
  | 'http.unreachable'
  | 'http.timeout'
  | 'http.too_large'
  | 'http.too_many_redirects'
  | 'http.malformed';

/** Stable causes within a code: what was refused, which limit was met, what could not be read. */
export type HttpFailureReason =
  | 'url'
  | 'scheme'
  | 'port'
  | 'userinfo'
  | 'special_name'
  | 'private_address'
  | 'no_such_domain'
  | 'no_address'
  | 'dns_failed'
  | 'connect_failed'
  | 'tls_failed'
  | 'connection_lost'
  | 'first_byte'
  | 'total'
  | 'stalled'
  | 'aborted'
  | 'headers'
  | 'body'
  | 'decompression_ratio'
  | 'redirects'
  | 'location'
  | 'protocol'
  | 'content_encoding';

const messages: Readonly<Record<HttpErrorCode, string>> = {
  'http.refused': 'The address is not one that may be asked.',
  'http.unreachable': 'The server could not be reached.',
  'http.timeout': 'The server did not answer in time.',
  'http.too_large': 'The answer is larger than is read.',
  'http.too_many_redirects': 'The server redirects too often.',
  'http.malformed': 'The answer is not valid HTTP.',
};

/** What `fetchGuarded` throws. Retryable are timeouts and lost or refused connections; a refusal never is. */
export class HttpError extends IntelligenceError {
  readonly reason: HttpFailureReason;

  constructor(code: HttpErrorCode, reason: HttpFailureReason, options: ErrorOptions = {}) {
    const retryable = code === 'http.timeout' || (code === 'http.unreachable' && reason !== 'no_such_domain');
    super(code, messages[code], { ...options, retryable: retryable && reason !== 'aborted' });
    this.name = 'HttpError';
    this.reason = reason;
  }
}
