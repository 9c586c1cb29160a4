import * as z from 'zod';
import { stageNames } from '../../../functions/lib/enrichment/status.ts';
import { outcomeSchema, sourceKindSchema } from '../../../functions/lib/sources/outcome.ts';
import { answer } from './answer.ts';
import { costUsd, milliseconds, requestId, time } from './parts.ts';

export const stage = z
  .object({
    name: z.enum(stageNames),
    state: z.enum(['pending', 'running', 'completed', 'failed', 'skipped']),
    startedAt: time.optional(),
    endedAt: time.optional(),
    detail: z.string().optional(),
  })
  .meta({ description: 'One stage of an enrichment.' });

export const askedSource = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: sourceKindSchema,
    url: z.string().nullable(),
    outcome: outcomeSchema,
    reason: z.string().nullable(),
    ms: milliseconds,
    costUsd,
    observedAt: time.nullable(),
  })
  .meta({ description: 'A source that has been asked by now.' });

/** The body of `GET /analysis/status/{requestId}`. */
export const status = z
  .object({
    requestId,
    status: z.enum(['processing', 'completed', 'failed']),
    progress: z.int().min(0).max(100).meta({ description: 'Never less than before; 100 only with `data`.' }),
    stages: z.array(stage),
    sources: z.array(askedSource),
    data: answer.optional(),
    partial: z.unknown().optional().meta({ description: 'What is known before the answer is there.' }),
    estimatedCompletion: time.optional(),
    error: z
      .object({ code: z.string(), message: z.string(), retryable: z.boolean() })
      .optional()
      .meta({ description: 'Why it failed: `enrichment.failed`, `enrichment.timed_out` or `enrichment.aborted`.' }),
    executionUrl: z.string().optional().meta({ description: 'The execution in the console of Step Functions.' }),
  })
  .meta({ description: 'How far an enrichment is.' });
