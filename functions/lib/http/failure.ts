import { HttpError } from './http-error.ts';

/** Gives the typed error for whatever broke a hop: the abort that caused it, else what its code says. */
export function classifyFailure(error: unknown, signal: AbortSignal): HttpError {
  if (signal.aborted) {
    return signal.reason instanceof HttpError
      ? signal.reason
      : new HttpError('http.timeout', 'aborted', { cause: signal.reason });
  }
  if (error instanceof HttpError) return error;
  return fromCode(codeOf(error), { cause: error });
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function fromCode(code: string, options: ErrorOptions): HttpError {
  if (code === 'HPE_HEADER_OVERFLOW') return new HttpError('http.too_large', 'headers', options);
  if (code.startsWith('HPE_')) return new HttpError('http.malformed', 'protocol', options);
  if (/^Z_|^ERR_(_|BROTLI|ZLIB)|^ERR__ERROR/.test(code)) return new HttpError('http.malformed', 'body', options);
  if (/CERT|SSL|TLS|EPROTO|SIGNATURE/.test(code)) return new HttpError('http.unreachable', 'tls_failed', options);
  if (['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'].includes(code)) {
    return new HttpError('http.unreachable', 'connection_lost', options);
  }
  return new HttpError('http.unreachable', 'connect_failed', options);
}
