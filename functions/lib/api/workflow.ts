import type { EnrichmentRun } from '../enrichment/run.ts';
import { stageNames } from '../enrichment/status.ts';

/** What a caller is told of the work it has started. */
export interface WorkflowView {
  readonly type: EnrichmentRun['kind'];
  readonly steps: readonly string[];
}

/** How long a run usually takes, in ms; measured runs of the narrow path stay under it. */
const usualMs: Readonly<Record<EnrichmentRun['depth'], number>> = { standard: 45_000, deep: 300_000 };
/** Late runs are promised in steps of this, so that polls of the same state have the same ETag, in ms. */
const lateStepMs = 15_000;

/** Gives the stages that a start of this kind goes through. */
export function viewWorkflow(kind: EnrichmentRun['kind']): WorkflowView {
  return { type: kind, steps: stageNames };
}

/** Gives when a run that started at `startedAt` will probably be done, in ISO 8601; times in epoch ms. */
export function estimateCompletion(depth: EnrichmentRun['depth'], startedAt: number, now: number): string {
  const usual = startedAt + usualMs[depth];
  const late = Math.max(0, Math.ceil((now - usual + 1) / lateStepMs));
  return new Date(usual + late * lateStepMs).toISOString();
}
