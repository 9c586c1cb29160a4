import * as z from 'zod';
import { systemClock } from '../lib/enrichment/clock.ts';
import { machineTimeoutSeconds } from '../lib/enrichment/lease.ts';
import { createRequestId } from '../lib/enrichment/request.ts';
import { startEnrichment } from '../lib/enrichment/start.ts';
import { companyToRefresh } from '../lib/hot/round.ts';
import { task } from '../lib/task.ts';

/** Whose requests these are; no API client can have this id, as theirs begin with `client_` or are `anonymous`. */
const clientId = 'refresh';
/** How long after its machine's deadline an end is still waited for, in seconds: the failure event takes its time. */
const graceSeconds = 60;
/** How long to wait between two looks at the status row, in seconds: each look is three transitions. */
const waitSeconds = { standard: 30, deep: 120 } as const;

/**
 * Starts the enrichment of one hot company as the API does: the cache, the lease, StartExecution. Whoever asks
 * for the same at this moment is attached to the same execution. Its sources come out of their caches where
 * they are not due themselves.
 */
export const handler = task(z.object({ company: companyToRefresh }), async ({ company }) => {
  const { key: _, freshUntil, ...subject } = company;
  const now = systemClock.now();
  const { request, kept } = await startEnrichment(
    {
      ...subject,
      clientId,
      contacts: false,
      requestId: createRequestId(now),
      refresh: false,
      minConfidence: null,
      searchResults: [],
      renewal: { freshUntil },
    },
    systemClock,
  );
  return {
    state: kept === null ? 'running' : 'fresh',
    executionName: request.executionName,
    waitSeconds: waitSeconds[company.depth],
    waitUntil: now + (machineTimeoutSeconds[company.depth] + graceSeconds) * 1000,
  };
});
