import { exchange, type HopRequest } from './exchange.ts';
import { classifyFailure } from './failure.ts';
import { HttpError } from './http-error.ts';
import { resolvePublicAddresses } from './resolution.ts';
import { parseTarget } from './target.ts';
import { userAgent } from './user-agent.ts';

/** One request to the outside. Limits not given are the defaults named with them. */
export interface GuardedRequest {
  /** GET by default. */
  readonly method?: 'GET' | 'HEAD' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** The `Accept` header. */
  readonly accept?: string;
  /** Largest body in bytes, on the wire and decoded; 2 MB. */
  readonly maxBytes?: number;
  /** What becomes of a body above `maxBytes`: an error (`refuse`, by default) or its beginning (`cut`). */
  readonly oversize?: 'refuse' | 'cut';
  /** For everything, redirects included, in ms; 10,000. */
  readonly totalMs?: number;
  /** From the start of each hop to its headers, in ms; 3,000. */
  readonly firstByteMs?: number;
  /** A body that brings less than 1 KiB in this many ms is given up; 2,000. */
  readonly stallMs?: number;
  /** 5; one more is an error. */
  readonly maxRedirects?: number;
  readonly signal?: AbortSignal;
  /** Asked before each hop with its checked URL; what it throws ends the fetch and is thrown on. */
  readonly beforeHop?: (url: URL) => Promise<void>;
}

/** An answer of any status, its body decompressed. */
export interface GuardedResponse {
  readonly status: number;
  /** Where it finally came from. */
  readonly url: string;
  /** The URLs that redirected, first to last; empty without redirects. */
  readonly redirects: readonly string[];
  /** Names in lower case; repeated headers joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Whether `body` is only the beginning, which `oversize: 'cut'` allows. */
  readonly isTruncated: boolean;
  readonly ms: number;
}

const redirectStatuses = [301, 302, 303, 307, 308];
const defaults = { maxBytes: 2_000_000, totalMs: 10_000, firstByteMs: 3_000, stallMs: 2_000, maxRedirects: 5 };

/**
 * Fetches a URL of the public internet. The URL is parsed once and checked, its host resolved once,
 * the connection pinned to the checked addresses; each redirect goes through the same checks, and
 * loses body and caller's headers where it leaves the origin. Any status is an answer.
 * Throws HttpError: `http.refused`, `http.unreachable`, `http.timeout`, `http.too_large`,
 * `http.too_many_redirects`, `http.malformed`.
 */
export async function fetchGuarded(input: string, request: GuardedRequest = {}): Promise<GuardedResponse> {
  const startedAt = performance.now();
  const deadline = new AbortController();
  const timer = setTimeout(
    () => deadline.abort(new HttpError('http.timeout', 'total')),
    request.totalMs ?? defaults.totalMs,
  );
  const signal = request.signal ? AbortSignal.any([deadline.signal, request.signal]) : deadline.signal;
  try {
    const answer = await followRedirects(input, request, signal);
    return { ...answer, ms: Math.round(performance.now() - startedAt) };
  } finally {
    clearTimeout(timer);
  }
}

async function followRedirects(
  input: string,
  request: GuardedRequest,
  signal: AbortSignal,
): Promise<Omit<GuardedResponse, 'ms'>> {
  const redirects: string[] = [];
  let hop = firstHop(input, request);
  for (;;) {
    if (request.beforeHop) await untilAborted(request.beforeHop(hop.url), signal);
    const answer = await runHop(hop, request, signal);
    const location = redirectStatuses.includes(answer.status) ? answer.headers.location : undefined;
    if (location === undefined) return { ...answer, url: hop.url.href, redirects };
    redirects.push(hop.url.href);
    if (redirects.length > (request.maxRedirects ?? defaults.maxRedirects)) {
      throw new HttpError('http.too_many_redirects', 'redirects');
    }
    hop = nextHop(hop, answer.status, parseTarget(location, hop.url));
  }
}

function firstHop(input: string, request: GuardedRequest): HopRequest {
  return {
    url: parseTarget(input),
    method: request.method ?? 'GET',
    headers: request.headers ?? {},
    body: request.body,
    accept: request.accept ?? '*/*',
    userAgent: userAgent(),
    maxBytes: request.maxBytes ?? defaults.maxBytes,
    oversize: request.oversize ?? 'refuse',
    stallMs: request.stallMs ?? defaults.stallMs,
  };
}

/** What is sent on after a redirect (RFC 9110, 15.4): a POST becomes a GET unless the status keeps it. */
function nextHop(hop: HopRequest, status: number, url: URL): HopRequest {
  const leaves = url.origin !== hop.url.origin;
  const keepsMethod = status === 307 || status === 308 || hop.method === 'HEAD';
  if (leaves && keepsMethod && hop.body !== undefined) throw new HttpError('http.refused', 'location');
  return {
    ...hop,
    url,
    method: keepsMethod ? hop.method : 'GET',
    body: keepsMethod ? hop.body : undefined,
    headers: leaves ? {} : hop.headers,
  };
}

async function runHop(hop: HopRequest, request: GuardedRequest, signal: AbortSignal) {
  const firstByte = new AbortController();
  const timer = setTimeout(
    () => firstByte.abort(new HttpError('http.timeout', 'first_byte')),
    request.firstByteMs ?? defaults.firstByteMs,
  );
  const either = AbortSignal.any([signal, firstByte.signal]);
  try {
    const addresses = await untilAborted(resolvePublicAddresses(hop.url), either);
    return await exchange(hop, addresses, either, () => clearTimeout(timer));
  } catch (error) {
    throw classifyFailure(error, either);
  } finally {
    clearTimeout(timer);
  }
}

/** The name service cannot be interrupted, so its answer races the signal. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const stop = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
