import * as z from 'zod';
import { lifetimeOf } from '../lib/cache/freshness.ts';
import { keepAnswer } from '../lib/cache/keep-answer.ts';
import type { Answer } from '../lib/company/answer.ts';
import { type Resolution, resolutionSchema } from '../lib/company/identity.ts';
import { endEnrichment } from '../lib/enrichment/end.ts';
import { type EnrichmentRun, taskInputShape } from '../lib/enrichment/run.ts';
import { readStatus } from '../lib/enrichment/status.ts';
import { InvalidInputError } from '../lib/errors.ts';
import { recordEnrichment } from '../lib/observability/enrichment-metrics.ts';
import { task } from '../lib/task.ts';

export const writeResolutionInput = z.object({ ...taskInputShape, resolution: resolutionSchema });

/** Keeps for minutes why there is no profile, ends the status and frees the lease; may be repeated. */
export const handler = task(writeResolutionInput, async ({ run, executionName, resolution }) => {
  const now = Date.now();
  const status = await readStatus(executionName, now);
  const elapsed = status === null ? 0 : now - Date.parse(status.startedAt);
  const answer = describeEarlyEnd(run, resolution, elapsed, now);
  const lifetime = lifetimeOf('resolution', now, run.key);
  await keepAnswer({ domain: run.domain, key: run.key, executionName, answer, lifetime });
  await endEnrichment({ executionName, key: run.key, domain: run.domain }, now);
  recordEnrichment(run.kind, answer);
  return { outcome: resolution.outcome };
});

function describeEarlyEnd(run: EnrichmentRun, resolution: Resolution, elapsedMs: number, now: number): Answer {
  const { outcome, candidates, reasons, sources } = resolution;
  if (outcome === 'matched') {
    throw new InvalidInputError('A matched company is no early end.', [
      { field: 'resolution.outcome', message: outcome },
    ]);
  }
  return {
    companyIntelligence: null,
    resolution: { outcome, candidates, reasons },
    metadata: {
      status: 'ready',
      processingTimeMs: Math.max(0, elapsedMs),
      dataQuality: { completeness: 0, freshness: 1, reliability: 0, overall: 0 },
      engines: [],
      costUsd: sources.reduce((sum, source) => sum + source.costUsd, 0),
      datasetsCollected: sources.filter((source) => source.outcome === 'matched').length,
      generatedAt: new Date(now).toISOString(),
      schemaVersion: run.schemaVersion,
    },
  };
}
