import * as z from 'zod';
import { companySchema, taskInputShape } from '../enrichment/run.ts';

/** What each reading of the stored content gets. */
export const readingInputShape = { ...taskInputShape, company: companySchema, contentKey: z.string() };

/** What `UnderstandContent` hands on; each part is null where its branch was lost. Holds no persons. */
export const understandingSchema = z.object({
  entities: z.object({ entitiesKey: z.string(), counts: z.record(z.string(), z.number()) }).nullable(),
  sentiment: z
    .object({
      score: z.number(),
      label: z.string(),
      documents: z.number().int(),
      months: z.array(z.object({ month: z.string(), score: z.number(), documents: z.number().int() })).optional(),
    })
    .or(z.object({ score: z.null(), label: z.null(), documents: z.literal(0) }))
    .nullable(),
  scores: z
    .object({
      scores: z.record(
        z.string(),
        z.object({ score: z.number(), reasons: z.array(z.string()), flags: z.array(z.string()).optional() }),
      ),
    })
    .nullable(),
  intent: z
    .object({
      intent: z.enum(['discovery', 'competitive', 'renewal']),
      confidence: z.number(),
      given: z.boolean(),
    })
    .nullable(),
});
export type Understanding = z.infer<typeof understandingSchema>;
