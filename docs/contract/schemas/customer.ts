import * as z from 'zod';
import { evidenceSchema } from '../../../functions/lib/company/fact.ts';
import { statementSchema } from '../../../functions/lib/engines/insights.ts';
import { share, texts } from './parts.ts';

const known = z.enum(['known', 'unknown']);

export const topic = z
  .object({ status: known, statements: z.array(statementSchema), questions: texts })
  .meta({ description: 'What is said about one subject, or that it is unknown; either way what to ask.' });

export const customerIntelligence = z
  .object({
    vendor: z.object({ domain: z.string(), name: z.string().nullable(), status: known, reason: z.string().optional() }),
    fit: z.object({
      status: known,
      score: share.nullable(),
      confidence: share,
      relationship: z.enum(['customer', 'rival', 'partner', 'none']),
      parts: z.array(
        z.object({
          criterion: z.string(),
          weight: z.number(),
          points: z.number().nullable(),
          reason: z.string(),
          evidence: z.array(evidenceSchema),
        }),
      ),
      questions: texts,
    }),
    decisionMakers: topic,
    incumbents: topic,
    positioningGuidance: topic,
    talkingPoints: topic,
    objections: topic,
  })
  .meta({ description: 'The prospect as one vendor sees it.' });
