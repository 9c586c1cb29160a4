import * as z from 'zod';
import { basisSchema, evidenceSchema } from '../company/fact.ts';
import { fieldFactSchema, profileFieldSchema } from '../company/profile.ts';

/** One sentence of the brief. A hypothesis may stand without evidence; nothing else may. */
export const statementSchema = z.object({
  text: z.string(),
  basis: basisSchema,
  confidence: z.number().min(0).max(1),
  evidence: z.array(evidenceSchema),
});
export type Statement = z.infer<typeof statementSchema>;

/** A section of the brief: statements, or `unknown` with the question to ask. */
export const briefSectionSchema = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(['known', 'unknown']),
  statements: z.array(statementSchema),
  questions: z.array(z.string()),
  /** Points of a line of a scored sheet (MEDDPICC: 0 unknown, 1 derived, 2 stated), null elsewhere. */
  score: z.object({ value: z.number().int().min(0), of: z.number().int().positive() }).nullable(),
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
