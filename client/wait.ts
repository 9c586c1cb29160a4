import type { Status } from './api.ts';
import { ApiError, ConnectionError, DeadlineError } from './errors.ts';
import { readBody, retryAfterOf, type Send } from './sender.ts';

export interface WaitOptions {
  /** Milliseconds after which to give up; 180,000 unless told. */
  readonly timeoutMs?: number;
  /** Ends the waiting with its reason; the enrichment goes on unless it is cancelled. */
  readonly signal?: AbortSignal | undefined;
  /** Called with each status that differs from the one before. */
  readonly onProgress?: (status: Status) => void;
}

/** What polling needs: a sender, epoch milliseconds, and a way to wait. */
export interface Means {
  readonly send: Send;
  readonly now: () => number;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

const defaultTimeoutMs = 180_000;
const shortestPauseMs = 500;
const longestPauseMs = 10_000;
/** How often in a row a poll may be refused for a passing reason. */
const mostLostPolls = 5;

type Poll = Response | ApiError | ConnectionError;

/** Polls a request until it is completed or failed. Throws DeadlineError, ApiError, ConnectionError, or the signal's reason. */
export async function pollStatus(requestId: string, wait: WaitOptions, { send, now, sleep }: Means): Promise<Status> {
  const deadline = now() + (wait.timeoutMs ?? defaultTimeoutMs);
  let etag: string | null = null;
  let lost = 0;
  for (;;) {
    const headers: Record<string, string> = etag === null ? {} : { 'if-none-match': etag };
    const poll = await forgive(send('GET', statusPath(requestId), { headers, signal: wait.signal }));
    lost = countLost(poll, lost);
    const status = await readNews(poll);
    if (status !== null) wait.onProgress?.(status);
    if (status !== null && status.status !== 'processing') return status;
    if (poll instanceof Response) etag = poll.headers.get('etag') ?? etag;
    const pause = pauseAfter(poll, lost);
    if (now() + pause > deadline) throw new DeadlineError(requestId);
    await sleep(pause, wait.signal);
    wait.signal?.throwIfAborted();
  }
}

/** Where a request's status is asked for. */
export function statusPath(requestId: string): string {
  return `/analysis/status/${encodeURIComponent(requestId)}`;
}

/** 304 brings no news. */
async function readNews(poll: Poll): Promise<Status | null> {
  return poll instanceof Response && poll.status === 200 ? readBody<Status>(poll) : null;
}

function countLost(poll: Poll, before: number): number {
  if (poll instanceof Response) return 0;
  if (before + 1 >= mostLostPolls) throw poll;
  return before + 1;
}

/** Gives the answer, or the error where a later poll may do better. */
async function forgive(answer: Promise<Response>): Promise<Poll> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ConnectionError) return error;
    if (error instanceof ApiError && (error.retryable || error.status === 429)) return error;
    throw error;
  }
}

/** As long as the API says, doubled with each poll lost in a row. */
function pauseAfter(poll: Poll, lost: number): number {
  const pause = (retryAfterIn(poll) ?? 1) * 1000 * 2 ** Math.max(0, lost - 1);
  return Math.min(longestPauseMs, Math.max(shortestPauseMs, pause));
}

function retryAfterIn(poll: Poll): number | null {
  if (poll instanceof Response) return retryAfterOf(poll);
  return poll instanceof ApiError ? poll.retryAfter : null;
}
