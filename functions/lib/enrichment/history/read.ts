import { ExecutionDoesNotExist, GetExecutionHistoryCommand, type HistoryEvent, SFNClient } from '@aws-sdk/client-sfn';
import { executionArn } from '../execution.ts';
import { recordFailure } from '../failure.ts';
import { claimHistory, type EnrichmentFailure, type EnrichmentStatus, keepDigest, restHistory } from '../status.ts';
import { digestHistory, type HistoryDigest } from './digest.ts';

/** How long one digest serves all pollers, in ms; GetExecutionHistory refills at 20 calls a second per account. */
const digestServesMs = 2500;
/** A start may take this long before a missing execution counts as one that never began. */
const startPatienceMs = 20_000;
/** For how long nobody asks again after a throttled call, in ms. */
const restMs = 10_000;
const mostPages = 8;

/** The SDK's own retries would spend the very quota that ran out. */
const historyReader = new SFNClient({ maxAttempts: 1 });

/**
 * Gives a status joined with its execution's history. One reader at a time asks Step Functions and
 * leaves a digest for all; whoever comes meanwhile, or is throttled, gets the last one. An end
 * seen here first is recorded as the event would have. `now` in epoch ms.
 */
export async function refreshFromHistory(status: EnrichmentStatus, now: number): Promise<EnrichmentStatus> {
  if (status.digest?.final === true && status.state !== 'running') return status;
  if (!(await claimHistory(status.executionName, now, digestServesMs))) return status;
  const events = await readHistory(executionArn(status.stateMachineArn, status.executionName));
  if (events === 'unavailable') {
    await restHistory(status.executionName, now, restMs);
    return status;
  }
  if (events === 'missing') return settleMissing(status, now);
  const digest = keepMonotone(digestHistory(events), status.digest);
  await keepDigest(status.executionName, digest, now);
  if (digest.failure === null || status.state !== 'running') return { ...status, digest };
  return settleFailure({ ...status, digest }, digest.failure, now);
}

async function settleMissing(status: EnrichmentStatus, now: number): Promise<EnrichmentStatus> {
  if (status.state !== 'running' || now - Date.parse(status.startedAt) < startPatienceMs) return status;
  const failure: EnrichmentFailure = {
    code: 'enrichment.start_failed',
    message: 'The enrichment never began; start it again.',
    retryable: true,
  };
  return settleFailure(status, failure, now);
}

async function settleFailure(
  status: EnrichmentStatus,
  failure: EnrichmentFailure,
  now: number,
): Promise<EnrichmentStatus> {
  await recordFailure(status, failure, now);
  return { ...status, state: 'failed', error: failure, endedAt: new Date(now).toISOString() };
}

function keepMonotone(digest: HistoryDigest, previous: HistoryDigest | null): HistoryDigest {
  return { ...digest, percent: Math.max(digest.percent, previous?.percent ?? 0) };
}

async function readHistory(arn: string): Promise<readonly HistoryEvent[] | 'unavailable' | 'missing'> {
  const events: HistoryEvent[] = [];
  let nextToken: string | undefined;
  try {
    for (let page = 0; page < mostPages; page += 1) {
      const answer = await historyReader.send(
        new GetExecutionHistoryCommand({
          executionArn: arn,
          includeExecutionData: true,
          maxResults: 1000,
          ...(nextToken === undefined ? {} : { nextToken }),
        }),
      );
      events.push(...(answer.events ?? []));
      nextToken = answer.nextToken;
      if (nextToken === undefined) break;
    }
  } catch (error) {
    return error instanceof ExecutionDoesNotExist ? 'missing' : 'unavailable';
  }
  return events;
}
