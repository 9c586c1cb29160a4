import { TLSSocket } from 'node:tls';
import type { Visit } from '../network/web-server.ts';

/** Ways in which a host of the small web can fail when told to. */
export const misbehaviours = [
  /** 429 with Retry-After. */
  'throttled',
  /** 500 with an HTML page. */
  'error',
  /** 503 without a body. */
  'unavailable',
  /** 403 with an HTML page. */
  'forbidden',
  /** Takes the request and never answers. */
  'hangs',
  /** 200 and JSON that breaks off. */
  'malformed',
  /** 200 and a plain text that tells of an error. */
  'plain-text',
  /** Drops the connection. */
  'resets',
  /** The name does not resolve. */
  'no-such-name',
  /** The name server fails. */
  'dns-fails',
  /** The name server never answers. */
  'dns-silent',
] as const;
export type Misbehaviour = (typeof misbehaviours)[number];

export interface MisbehaviourOptions {
  /** After so many visits the host is itself again; for good without. */
  readonly times?: number;
  /** For `throttled`; 30. */
  readonly retryAfterSeconds?: number;
}

/** Which hosts misbehave, and for how long still. */
export interface Misbehaviours {
  set(host: string, misbehaviour: Misbehaviour | null, options?: MisbehaviourOptions): void;
  /** What the name server does instead of answering, null where it answers. */
  ofName(host: string): 'unknown' | 'fails' | 'silent' | null;
  /** Answers in the host's place, false when it is to answer itself. */
  take(visit: Visit): boolean;
}

export function createMisbehaviours(): Misbehaviours {
  const current = new Map<string, { misbehaviour: Misbehaviour; left: number; retryAfterSeconds: number }>();
  return {
    set: (host, misbehaviour, { times = Number.POSITIVE_INFINITY, retryAfterSeconds = 30 } = {}) => {
      if (misbehaviour === null) current.delete(host);
      else current.set(host, { misbehaviour, left: times, retryAfterSeconds });
    },
    ofName: (host) => {
      const misbehaviour = current.get(host)?.misbehaviour;
      if (misbehaviour === 'no-such-name') return 'unknown';
      if (misbehaviour === 'dns-fails') return 'fails';
      return misbehaviour === 'dns-silent' ? 'silent' : null;
    },
    take: (visit) => {
      const state = current.get(visit.url.hostname);
      if (state === undefined || state.left === 0) return false;
      state.left -= 1;
      misbehave(visit, state.misbehaviour, state.retryAfterSeconds);
      return true;
    },
  };
}

function misbehave({ request, response }: Visit, misbehaviour: Misbehaviour, retryAfterSeconds: number): void {
  const html = { 'content-type': 'text/html; charset=utf-8' };
  switch (misbehaviour) {
    case 'throttled':
      response.writeHead(429, { ...html, 'retry-after': String(retryAfterSeconds) }).end('<h1>Too Many Requests</h1>');
      return;
    case 'error':
      response.writeHead(500, html).end('<html><body><h1>500 Internal Server Error</h1></body></html>');
      return;
    case 'unavailable':
      response.writeHead(503).end();
      return;
    case 'forbidden':
      response.writeHead(403, html).end('<html><body><h1>Access denied</h1></body></html>');
      return;
    case 'malformed':
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"results":[{"title":"cut o');
      return;
    case 'plain-text':
      response.writeHead(200, { 'content-type': 'text/plain' }).end('Your query could not be processed at this time.');
      return;
    case 'hangs':
      request.resume();
      return;
    default:
      // A TLS socket has no reset of its own (it throws ERR_INVALID_HANDLE_TYPE).
      if (request.socket instanceof TLSSocket) request.socket.destroy();
      else request.socket.resetAndDestroy();
  }
}
