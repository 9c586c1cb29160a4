import { stableAnswer } from '../lib/api/answer-view.ts';
import { endpoint } from '../lib/api/endpoint.ts';
import type { Reply } from '../lib/api/event.ts';
import { type StatusView, viewCompleted, viewUnfinished } from '../lib/api/status-view.ts';
import { readAnswer } from '../lib/cache/answer.ts';
import { systemClock } from '../lib/enrichment/clock.ts';
import { refreshFromHistory } from '../lib/enrichment/history/read.ts';
import { type EnrichmentRequest, readRequest } from '../lib/enrichment/request.ts';
import { readStatus } from '../lib/enrichment/status.ts';
import { IntelligenceError } from '../lib/errors.ts';

export const handler = endpoint(null, async ({ parameters, clientId }) => {
  const now = systemClock.now();
  const request = await readRequest(parameters.requestId ?? '', clientId, now);
  if (request === null) throw new IntelligenceError('request.not_found', 'There is no such request.');
  const view = await describeRequest(request, now);
  return reply(view, secondsSince(view, now));
});

async function describeRequest(request: EnrichmentRequest, now: number): Promise<StatusView> {
  const found = await readStatus(request.executionName, now);
  if (found !== null && found.state === 'failed' && found.digest?.final === true) {
    return viewUnfinished(request, found, now);
  }
  const status = found === null ? null : await refreshFromHistory(found, now);
  if (status !== null && status.state !== 'completed') return viewUnfinished(request, status, now);
  const kept = await readAnswer(request.domain, request.key, now);
  if (kept !== null) return viewCompleted(request, kept, status, now);
  throw new IntelligenceError('request.not_found', 'The answer to this request is no longer kept; start it again.');
}

/** How long the caller has waited so far. */
function secondsSince(view: StatusView, now: number): number {
  const startedAt = view.stages[0]?.startedAt;
  return startedAt === undefined ? 0 : Math.max(0, (now - Date.parse(startedAt)) / 1000);
}

function reply(view: StatusView, waitedSeconds: number): Reply {
  const patience: Record<string, string> =
    view.status === 'processing' ? { 'retry-after': String(retryAfter(waitedSeconds)) } : {};
  return {
    status: 200,
    body: view,
    version: view.data === undefined ? view : { ...view, data: stableAnswer(view.data) },
    headers: { 'cache-control': 'private, no-cache', ...patience },
  };
}

/** From 1 s at first to 5 s for those who have waited long. */
function retryAfter(waitedSeconds: number): number {
  return Math.min(5, 1 + Math.floor(waitedSeconds / 15));
}
