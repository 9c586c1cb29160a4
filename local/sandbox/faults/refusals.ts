import { TLSSocket } from 'node:tls';
import type { Visit } from '../../network/web-server.ts';
import type { Misbehaviour } from './kinds.ts';

const html = { 'content-type': 'text/html; charset=utf-8' };
const page = (title: string) => `<!doctype html><html><body><h1>${title}</h1></body></html>`;

interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

const refusals: Partial<Readonly<Record<Misbehaviour, Refusal>>> = {
  throttled: { status: 429, headers: html, body: page('Too Many Requests') },
  'throttled-silently': { status: 429, headers: html, body: page('Too Many Requests') },
  unauthorized: { status: 401, headers: html, body: page('Unauthorized') },
  'payment-required': { status: 402, headers: html, body: page('Payment Required') },
  forbidden: { status: 403, headers: html, body: page('Access denied') },
  'not-found': { status: 404, headers: html, body: page('Not Found') },
  error: { status: 500, headers: html, body: page('500 Internal Server Error') },
  unavailable: { status: 503, headers: {} },
  overloaded: { status: 529, headers: { 'content-type': 'application/json' }, body: '{"error":"overloaded"}' },
  malformed: { status: 200, headers: { 'content-type': 'application/json' }, body: '{"results":[{"title":"cut o' },
  'plain-text': {
    status: 200,
    headers: { 'content-type': 'text/plain' },
    body: 'Your query could not be processed at this time.',
  },
  html: { status: 200, headers: html, body: page('Something went wrong') },
};

/** Answers in a host's place; false for a misbehaviour that makes the host's own answer over. */
export function refuse({ request, response }: Visit, misbehaviour: Misbehaviour, retryAfterSeconds: number): boolean {
  const refusal = refusals[misbehaviour];
  if (refusal !== undefined) {
    const wait = misbehaviour === 'throttled' ? { 'retry-after': String(retryAfterSeconds) } : {};
    response.writeHead(refusal.status, { ...refusal.headers, ...wait }).end(refusal.body);
    return true;
  }
  if (misbehaviour === 'hangs') {
    request.resume();
    return true;
  }
  if (misbehaviour !== 'resets') return false;
  // A TLS socket has no reset of its own (it throws ERR_INVALID_HANDLE_TYPE).
  if (request.socket instanceof TLSSocket) request.socket.destroy();
  else request.socket.resetAndDestroy();
  return true;
}
