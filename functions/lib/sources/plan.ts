import * as z from 'zod';
import { pagePurposeSchema } from '../content/document.ts';
import { sourceKindSchema, sourceResultSchema } from './outcome.ts';

/** One question to one source, as the Maps of the state machine hand it out. */
export const plannedSourceSchema = z.object({
  /** Unique within the run, see `SourceResult.id`. */
  id: z.string(),
  sourceId: z.string(),
  name: z.string(),
  kind: sourceKindSchema,
  url: z.string().nullable(),
  purpose: pagePurposeSchema.nullable(),
});
export type PlannedSource = z.infer<typeof plannedSourceSchema>;

/** What `PlanSources` decides: the items of each Map, and what is not asked at all. */
export const sourcePlanSchema = z.object({
  /** Epoch milliseconds after which a source is not started any more (`not_run`, `late`). */
  deadline: z.number(),
  pages: z.array(plannedSourceSchema),
  freeApis: z.array(plannedSourceSchema),
  publicData: z.array(plannedSourceSchema),
  social: z.array(plannedSourceSchema),
  paid: z.array(plannedSourceSchema),
  skipped: z.array(sourceResultSchema),
});
export type SourcePlan = z.infer<typeof sourcePlanSchema>;
