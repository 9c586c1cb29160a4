import { type KeptAnswer, readAnswer } from '../cache/answer.ts';
import { noteCacheUse } from '../cache/statistics.ts';
import { TransientError } from '../errors.ts';
import { recordMetrics } from '../observability/metrics.ts';
import { acquireExecution } from './acquire.ts';
import { attach } from './attachment.ts';
import type { Clock } from './clock.ts';
import { stateMachineFor } from './execution.ts';
import { enrichmentKey, schemaVersion } from './key.ts';
import { type EnrichmentRequest, keepRequest } from './request.ts';
import type { EnrichmentRun } from './run.ts';
import { keepSuppliedInput, type SearchResult } from './supplied-input.ts';

/** What a caller wants enriched. */
export interface StartWish
  extends Pick<
    EnrichmentRun,
    'kind' | 'domain' | 'userRole' | 'intent' | 'vendorDomain' | 'depth' | 'refresh' | 'maxCostUsd'
  > {
  readonly clientId: string;
  /** The id of the caller's request, `req_` and 26 letters and digits. */
  readonly requestId: string;
  /** Whether the client's plan allows ways of reaching persons in the answer. */
  readonly contacts: boolean;
  readonly minConfidence: number | null;
  /** How old an answer may be at most, in seconds; an older one counts as none. */
  readonly maxAgeSeconds?: number | null;
  /** The caller's own search results; an answer made with them is the client's alone. */
  readonly searchResults: readonly SearchResult[];
  /**
   * Set by the refresh of hot companies, which nobody asked for: it is not counted as a request, and an answer
   * that expires before `freshUntil` (epoch seconds) is made again.
   */
  readonly renewal?: { readonly freshUntil: number };
}

/** A request on record, with its answer when that was in the cache. */
export interface StartedEnrichment {
  readonly request: EnrichmentRequest;
  readonly kept: KeptAnswer | null;
}

const mostRounds = 3;

/**
 * Starts an enrichment: the cache first, where a stale answer is given and made anew behind it; then the lease and StartExecution, or another's execution
 * of the same. The caller's request id is put on record, attached to the execution. Throws TransientError
 * `enrichment.start_failed` or `storage.unavailable`.
 */
export async function startEnrichment(wish: StartWish, clock: Clock): Promise<StartedEnrichment> {
  const run = await prepareRun(wish, clock.now());
  const [started] = await Promise.all([findOrStart(wish, run, clock), countRequest(wish, run, clock)]);
  return started;
}

async function findOrStart(wish: StartWish, run: EnrichmentRun, clock: Clock): Promise<StartedEnrichment> {
  for (let round = 0; round < mostRounds; round += 1) {
    const kept = wish.refresh ? null : await recallAnswer(wish, run, clock.now());
    if (kept !== null) {
      if (isStale(kept, clock.now())) await refreshBehind(run, clock);
      return { request: await register(wish, run.key, kept.executionName, true, clock), kept };
    }
    const acquired = await acquireExecution({ run, stateMachineArn: stateMachineFor(run.depth) }, clock);
    if (acquired === 'finished') continue;
    const { executionName, isOurs } = acquired;
    // Everybody else may have left it this very moment; it is then stopped, and another one is begun.
    if (!(await attach(executionName, wish.requestId, clock.now()))) continue;
    recordMetrics({ [isOurs ? 'EnrichmentStarted' : 'EnrichmentJoined']: 1 }, { Kind: run.kind });
    return { request: await register(wish, run.key, executionName, false, clock), kept: null };
  }
  throw new TransientError('enrichment.start_failed', 'The enrichment could not be started; try again.');
}

/** The answer that will do; before one that is too old is believed to be the last one, it is looked for at home. */
async function recallAnswer(
  { maxAgeSeconds, renewal }: StartWish,
  run: EnrichmentRun,
  now: number,
): Promise<KeptAnswer | null> {
  const oldest = maxAgeSeconds == null ? 0 : Math.floor(now / 1000) - maxAgeSeconds;
  const freshUntil = renewal?.freshUntil ?? 0;
  const isTooOld = ({ lifetime }: KeptAnswer) => lifetime.generatedAt < oldest || lifetime.expiresAt < freshUntil;
  const near = await readAnswer(run.domain, run.key, now, { atHome: false });
  if (near === null || (!isTooOld(near) && !isStale(near, now))) return near;
  const kept = await readAnswer(run.domain, run.key, now, { atHome: true });
  return kept === null || isTooOld(kept) ? null : kept;
}

function isStale({ lifetime }: KeptAnswer, now: number): boolean {
  return now >= lifetime.expiresAt * 1000;
}

/** Has a stale answer made anew, once for all who ask, while they are given what there is. */
async function refreshBehind(run: EnrichmentRun, clock: Clock): Promise<void> {
  try {
    await acquireExecution({ run, stateMachineArn: stateMachineFor(run.depth) }, clock);
  } catch (error) {
    const reason = error instanceof Error ? error.name : 'unknown';
    console.warn({ message: 'refresh of a stale answer not started', key: run.key, error: reason });
  }
}

/** What is asked with results of the caller's own, or with contacts, is not for everybody and never refreshed. */
async function countRequest(wish: StartWish, run: EnrichmentRun, clock: Clock): Promise<void> {
  const isForAll = run.suppliedInputId === null && !wish.contacts;
  if (wish.renewal === undefined && isForAll)
    await (await import('../hot/note-request.ts')).noteRequest(run, run.key, clock.now());
}

async function prepareRun(wish: StartWish, now: number): Promise<EnrichmentRun> {
  const supplied =
    wish.searchResults.length === 0 ? null : await keepSuppliedInput(wish.clientId, wish.searchResults, now);
  return {
    schemaVersion,
    kind: wish.kind,
    domain: wish.domain,
    userRole: wish.userRole,
    intent: wish.intent,
    vendorDomain: wish.vendorDomain,
    depth: wish.depth,
    refresh: wish.refresh,
    maxCostUsd: wish.maxCostUsd,
    suppliedInputId: supplied?.id ?? null,
    ...(wish.contacts ? { contacts: true } : {}),
    key: enrichmentKey({ ...wish, suppliedInputHash: supplied?.hash ?? null }),
  };
}

async function register(
  wish: StartWish,
  key: string,
  executionName: string,
  fromCache: boolean,
  clock: Clock,
): Promise<EnrichmentRequest> {
  const request: EnrichmentRequest = {
    requestId: wish.requestId,
    clientId: wish.clientId,
    executionName,
    key,
    domain: wish.domain,
    kind: wish.kind,
    depth: wish.depth,
    minConfidence: wish.minConfidence,
    fromCache,
  };
  await keepRequest(request, clock.now());
  if (!wish.refresh && wish.renewal === undefined) await noteCacheUse(fromCache, clock.now());
  return request;
}
