import { type KeptAnswer, readAnswer } from '../cache/answer.ts';
import type { Clock } from '../enrichment/clock.ts';
import type { EnrichmentRequest } from '../enrichment/request.ts';
import type { StartedEnrichment } from '../enrichment/start.ts';
import { readStatus } from '../enrichment/status.ts';
import { stableAnswer, viewAnswer } from './answer-view.ts';
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
export function replyReady(request: EnrichmentRequest, kept: KeptAnswer, waitSeconds: number, now: number): Reply {
  const view = viewAnswer(kept, request, now);
  return {
    status: 200,
    body: view,
    version: stableAnswer(view),
    headers: waitSeconds > 0 ? { 'preference-applied': `wait=${waitSeconds}` } : {},
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
