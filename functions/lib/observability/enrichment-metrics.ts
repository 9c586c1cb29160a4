import type { Answer, AnswerSource } from '../company/answer.ts';
import type { EnrichmentRun } from '../enrichment/run.ts';
import { recordMetrics } from './metrics.ts';

/** Gives the adapter behind a source's id, without the page or path after the colon: there are as many as adapters. */
export function adapterOf(sourceId: string): string {
  return sourceId.split(':')[0] ?? '';
}

/** Counts how an enrichment came out: time, cost, quality, and how each of its sources did. */
export function recordEnrichment(kind: EnrichmentRun['kind'], { companyIntelligence, ...answer }: Answer): void {
  const { status, processingTimeMs, costUsd, dataQuality } = answer.metadata;
  recordMetrics({ EnrichmentDuration: processingTimeMs }, { Status: answer.resolution?.outcome ?? status });
  recordMetrics({ EnrichmentCost: costUsd }, { Kind: kind });
  if (companyIntelligence === null) return;
  recordMetrics({ DataQuality: dataQuality.overall, DataCompleteness: dataQuality.completeness }, { Kind: kind });
  for (const source of companyIntelligence.sources) recordSource(source);
}

function recordSource({ id, outcome, ms, costUsd }: AnswerSource): void {
  recordMetrics({ SourceLatency: ms, SourceCost: costUsd }, { Source: adapterOf(id), Outcome: outcome });
}
