import * as z from 'zod';
import { basisSchema, evidenceSchema } from '../company/fact.ts';
import { fieldFactSchema, profileFieldSchema } from '../company/profile.ts';

/** One sentence of the brief. A hypothesis may stand without evidence; nothing else may. */
export const statementSchema = z.object({
  text: z.string(),
  basis: basisSchema,
  confidence: z.number().min(0).max(1),
  evidence: z.array(evidenceSchema),
  /** The day of the event told of: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  occurredOn: z.string().optional(),
  /** Whole days since then when the brief was shaped. */
  ageDays: z.number().int().min(0).optional(),
  /** In a battlecard: whether it may be shown outside the seller's company. */
  audience: z.enum(['INTERNAL', 'EXTERNAL_OK']).optional(),
  /** In a battlecard: older than 30 days, so to be checked before use. */
  stale: z.boolean().optional(),
});
export type Statement = z.infer<typeof statementSchema>;

/** A section of the brief: statements, or `unknown` with the question to ask; `questions` is a list to ask by its nature. */
export const briefSectionSchema = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(['known', 'unknown', 'questions']),
  statements: z.array(statementSchema),
  questions: z.array(z.string()),
  /** Rules and steps for the reader; they state nothing about the company. */
  guidance: z.array(z.string()).optional(),
  /** Points of a line of a scored sheet (MEDDPICC: 0 unknown, 1 derived, 2 stated), null elsewhere. */
  score: z.object({ value: z.number().int().min(0), of: z.number().int().positive() }).nullable(),
  /** Which engine filled it; `embedded` is rules, not a model. Missing only in answers kept before it was noted. */
  engine: z.string().optional(),
});
export type BriefSection = z.infer<typeof briefSectionSchema>;

/** What an engine states: facts about the company and the sections of the brief; nothing of it counts before it is verified. */
export const insightsSchema = z.object({
  engine: z.string(),
  claims: z.array(fieldFactSchema),
  sections: z.array(briefSectionSchema),
  unknowns: z.array(z.object({ field: profileFieldSchema, question: z.string() })),
});
export type Insights = z.infer<typeof insightsSchema>;
