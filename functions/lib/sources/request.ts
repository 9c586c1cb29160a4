import { decodeText, fetchGuarded, type GuardedRequest, type GuardedResponse, HttpError } from '../http/index.ts';
import { SourceFailure, type SourceQuestion, type Surroundings } from './adapter.ts';
import { collapse } from './record.ts';

/** An answer of any status with its text; see `requestText`. */
export interface TextAnswer {
  readonly status: number;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

interface Request extends Pick<GuardedRequest, 'headers' | 'maxBytes' | 'method' | 'body'> {
  readonly accept?: string;
  /** For one try, in ms; 8,000. */
  readonly longestMs?: number;
  /** Whether asking again is harmless after this answer, null where none came; always, if not given. */
  readonly mayRetry?: (answer: GuardedResponse | null) => boolean;
}

type Asker = Pick<SourceQuestion, 'deadline' | 'surroundings'>;

/** No single request takes longer, in ms, unless its source is slow. */
const longestRequest = 8_000;
/** A source that wants a longer pause is not waited for, in ms. */
const longestWait = 3_000;
const shortestTry = 500;
const backoff = 400;
/** Without a Retry-After, in seconds. */
const usualCooldown = 30;
const longestCooldown = 3_600;
const passingStatuses = [429, 500, 502, 503, 504, 529];

/**
 * Asks a source for JSON, strings with their white space collapsed; null for 404, by which these
 * sources say that they do not know. Throws SourceFailure: `timeout`, `rate_limited`,
 * `unauthorized`, `forbidden`, `malformed`, `too_large`, `http_<status>` or what the network met.
 */
export async function requestJson(url: string, asker: Asker, request: Request = {}): Promise<unknown> {
  const answer = await requestText(url, asker, { accept: 'application/json', ...request });
  if (answer.status === 404) return null;
  refuseStatus(answer, asker.surroundings.now());
  return parseJson(answer.text);
}

/**
 * Asks once, and once more where the failure may pass and time is left; a source that asked to be
 * left alone (429, Retry-After: RFC 9110, 10.2.3) is not asked before that. Gives any status.
 */
export async function requestText(url: string, asker: Asker, request: Request = {}): Promise<TextAnswer> {
  const { surroundings } = asker;
  const { host } = new URL(url);
  const restSeconds = ((surroundings.cooldowns.get(host) ?? 0) - surroundings.now()) / 1000;
  if (restSeconds > 0) throw new SourceFailure('rate_limited', { retryAfterSeconds: Math.ceil(restSeconds) });
  const first = await attempt(url, asker, request);
  const wait = waitBeforeRetry(first, surroundings.now());
  const isHarmless = request.mayRetry?.(first instanceof HttpError ? null : first) ?? true;
  const isWorthWaiting =
    isHarmless && wait !== null && wait <= longestWait && surroundings.now() + wait + shortestTry < asker.deadline;
  if (isWorthWaiting) await surroundings.pause(wait);
  const last = isWorthWaiting ? await attempt(url, asker, request) : first;
  if (last instanceof HttpError) throw new SourceFailure(reasonOf(last), { cause: last });
  if (last.status === 429) noteCooldown(host, retryAfterOf(last, surroundings.now()), surroundings);
  return { ...last, text: decodeText(last) };
}

/** Throws the SourceFailure that a status stands for, unless it is a success. `now` in epoch ms. */
export function refuseStatus(answer: Pick<TextAnswer, 'status' | 'headers'>, now: number): void {
  const { status } = answer;
  if (status >= 200 && status < 300) return;
  const named: Readonly<Record<number, string>> = { 401: 'unauthorized', 403: 'forbidden', 429: 'rate_limited' };
  const retryAfterSeconds = status === 429 ? (retryAfterOf(answer, now) ?? usualCooldown) : null;
  throw new SourceFailure(named[status] ?? `http_${status}`, { retryAfterSeconds });
}

/** Parses JSON and collapses the white space of its strings. Throws SourceFailure `malformed`. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value) => (typeof value === 'string' ? collapse(value) : value));
  } catch (cause) {
    throw new SourceFailure('malformed', { cause });
  }
}

/** Keeps a host from being asked again for some seconds. */
export function noteCooldown(host: string, seconds: number | null, { cooldowns, now }: Surroundings): void {
  cooldowns.set(host, now() + Math.min(seconds ?? usualCooldown, longestCooldown) * 1000);
}

async function attempt(url: string, asker: Asker, request: Request): Promise<GuardedResponse | HttpError> {
  const totalMs = Math.min(request.longestMs ?? longestRequest, asker.deadline - asker.surroundings.now());
  if (totalMs <= 0) return new HttpError('http.timeout', 'total');
  try {
    return await fetchGuarded(url, { ...request, totalMs, firstByteMs: totalMs });
  } catch (error) {
    if (error instanceof HttpError) return error;
    throw error;
  }
}

function waitBeforeRetry(answer: GuardedResponse | HttpError, now: number): number | null {
  if (answer instanceof HttpError) {
    return ['connect_failed', 'connection_lost', 'dns_failed'].includes(answer.reason) ? backoff : null;
  }
  if (!passingStatuses.includes(answer.status)) return null;
  const asked = retryAfterOf(answer, now);
  if (asked !== null) return asked * 1000;
  return answer.status === 429 ? null : backoff;
}

/** Retry-After as seconds from now, whether given so or as a date. */
function retryAfterOf({ headers }: Pick<TextAnswer, 'headers'>, now: number): number | null {
  const value = headers['retry-after'];
  if (value === undefined) return null;
  if (/^\d{1,6}$/.test(value)) return Number(value);
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now) / 1000));
}

function reasonOf({ code, reason }: HttpError): string {
  if (code === 'http.timeout') return 'timeout';
  if (code === 'http.too_large') return 'too_large';
  if (code === 'http.malformed') return 'malformed';
  return code === 'http.refused' ? 'address_refused' : reason;
}
