import { endpoint } from '../lib/api/endpoint.ts';
import { leave } from '../lib/enrichment/attachment.ts';
import { systemClock } from '../lib/enrichment/clock.ts';
import { executionArn, stopExecution } from '../lib/enrichment/execution.ts';
import { describeFailure, recordFailure } from '../lib/enrichment/failure.ts';
import { detachRequest, readAnyRequest } from '../lib/enrichment/request.ts';
import { readStatus } from '../lib/enrichment/status.ts';
import { IntelligenceError } from '../lib/errors.ts';
import { recordMetrics } from '../lib/observability/metrics.ts';

/**
 * The caller wants nothing more of a request: it is as if it had never been, and its execution is stopped
 * when nobody else waits for it. Doing it again changes nothing.
 */
export const handler = endpoint(null, async ({ parameters, clientId }) => {
  const now = systemClock.now();
  const found = await readAnyRequest(parameters.requestId ?? '', clientId, now);
  if (found === null) throw new IntelligenceError('request.not_found', 'There is no such request.');
  const { requestId, executionName, kind, fromCache } = found.request;
  if (found.isDetached) return { status: 204, body: null };
  if (!fromCache) {
    await leave(executionName, requestId);
    const isStopped = await stopAbandoned(executionName, now);
    if (isStopped) recordMetrics({ EnrichmentStopped: 1 }, { Kind: kind });
  }
  // Last, so that a call that broke off before can be made again.
  await detachRequest(requestId, now);
  return { status: 204, body: null };
});

async function stopAbandoned(executionName: string, now: number): Promise<boolean> {
  const status = await readStatus(executionName, now);
  if (status === null || status.state !== 'running' || !status.isAbandoned) return false;
  await stopExecution(executionArn(status.stateMachineArn, executionName));
  await recordFailure(status, describeFailure('ABORTED'), now);
  return true;
}
