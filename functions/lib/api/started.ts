import { type KeptAnswer, readAnswer } from '../cache/answer.ts';
import type { Lifetime } from '../cache/freshness.ts';
import type { Clock } from '../enrichment/clock.ts';
import type { EnrichmentRequest } from '../enrichment/request.ts';
import type { StartedEnrichment } from '../enrichment/start.ts';
import { readStatus } from '../enrichment/status.ts';
import type { Exchange, Reply } from './event.ts';
import { estimateCompletion, viewWorkflow } from './workflow.ts';

/** API Gateway gives up after 29 s; seconds. */
const longestWaitSeconds = 25;
const pauseMs = 500;

/** Gives the seconds of `Prefer: wait=N` (RFC 7240, 4.3), 25 at most; 0 where none is asked. */
export function preferredWait(headers: Exchange<unknown>['headers']): number {
  const seconds = /(?:^|[,;\s])wait\s*=\s*"?(\d{1,6})"?/i.exec(headers.prefer ?? '')?.[1];
  return Math.min(longestWaitSeconds, Number(seconds ?? 0));
}

/**
 * Waits for a started enrichment's answer by its status row, for `seconds` at most. Gives null when
 * it is not ready in time or has failed; the status endpoint then tells.
 */
export async function awaitAnswer(
  { request, kept }: StartedEnrichment,
  seconds: number,
  clock: Clock,
): Promise<KeptAnswer | null> {
  const deadline = clock.now() + seconds * 1000;
  if (kept !== null) return kept;
  while (clock.now() < deadline) {
    await clock.sleep(pauseMs);
    const status = await readStatus(request.executionName, clock.now());
    if (status?.state === 'failed') return null;
    if (status?.state === 'completed') return readAnswer(request.domain, request.key, clock.now());
  }
  return null;
}

/** Answers 200 with what is ready. */
export async function replyReady(
  request: EnrichmentRequest,
  kept: KeptAnswer,
  waitSeconds: number,
  now: number,
): Promise<Reply> {
  // Weighing what this caller may see is not needed to start; loaded here it does not slow the start of the function.
  const { stableAnswer, viewAnswer } = await import('./answer-view.ts');
  const view = viewAnswer(kept, request, now);
  return {
    status: 200,
    body: view,
    version: stableAnswer(view),
    headers: {
      ...(waitSeconds > 0 ? { 'preference-applied': `wait=${waitSeconds}` } : {}),
      ...(request.fromCache ? describeAge(kept.lifetime, now) : {}),
    },
  };
}

/**
 * Says in HTTP's words how old a cached answer is and how long it is fresh (RFC 9111, 5.1 and 5.2.2.1), and for
 * how long after that it is given while it is made anew (RFC 5861, 3).
 */
function describeAge({ generatedAt, refreshAfter, keptUntil }: Lifetime, now: number): Record<string, string> {
  const fresh = `max-age=${refreshAfter - generatedAt}`;
  return {
    age: String(Math.max(0, Math.floor(now / 1000) - generatedAt)),
    'cache-control': `private, ${fresh}, stale-while-revalidate=${keptUntil - refreshAfter}`,
  };
}

/** Answers 202 with where to ask. */
export function replyAccepted(request: EnrichmentRequest, now: number): Reply {
  const statusEndpoint = `/analysis/status/${request.requestId}`;
  return {
    status: 202,
    body: {
      requestId: request.requestId,
      statusEndpoint,
      workflow: viewWorkflow(request.kind),
      estimatedCompletion: estimateCompletion(request.depth, now, now),
    },
    headers: { location: statusEndpoint, 'retry-after': '1' },
  };
}
