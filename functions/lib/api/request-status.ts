import { readAnswer } from '../cache/answer.ts';
import { refreshFromHistory } from '../enrichment/history/read.ts';
import { type EnrichmentRequest, readRequest } from '../enrichment/request.ts';
import { readStatus } from '../enrichment/status.ts';
import { IntelligenceError } from '../errors.ts';
import { type StatusView, viewCompleted, viewUnfinished } from './status-view.ts';

/**
 * Gives how far a request of this very client is. Throws IntelligenceError `request.not_found` for an unknown
 * one, for another client's, and for one whose answer is gone. `now` in epoch ms.
 */
export async function requireStatus(requestId: string, clientId: string, now: number): Promise<StatusView> {
  const request = await readRequest(requestId, clientId, now);
  if (request === null) throw new IntelligenceError('request.not_found', 'There is no such request.');
  return describeRequest(request, now);
}

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

/** Seconds after which to ask again: from 1 at first to 5 for those who have waited long. */
export function retryAfterOf(view: StatusView, now: number): number {
  const startedAt = view.stages[0]?.startedAt;
  const waited = startedAt === undefined ? 0 : Math.max(0, (now - Date.parse(startedAt)) / 1000);
  return Math.min(5, 1 + Math.floor(waited / 15));
}
