import { stableAnswer } from '../lib/api/answer-view.ts';
import { endpoint } from '../lib/api/endpoint.ts';
import { requireStatus, retryAfterOf } from '../lib/api/request-status.ts';
import { systemClock } from '../lib/enrichment/clock.ts';
import { viewPolled } from '../lib/front-end/polled.ts';

/** Serves both addresses under which the web client polls. */
export const handler = endpoint(null, async ({ parameters, clientId }) => {
  const now = systemClock.now();
  const view = await requireStatus(parameters.requestId ?? '', clientId, now);
  const patience: Record<string, string> =
    view.status === 'processing' ? { 'retry-after': String(retryAfterOf(view, now)) } : {};
  return {
    status: 200,
    body: viewPolled(view),
    version: view.data === undefined ? view : { ...view, data: stableAnswer(view.data) },
    headers: { 'cache-control': 'private, no-cache', ...patience },
  };
});
