import * as z from 'zod';
import { customerIntelligence } from './customer.ts';
import { companyIntelligence } from './intelligence.ts';
import { candidate, costUsd, count, freshness, milliseconds, requestId, share, texts, time } from './parts.ts';

/** 0–1 each. */
export const dataQuality = z.object({ completeness: share, freshness: share, reliability: share, overall: share });

export const engineTurn = z
  .object({
    name: z.string(),
    step: z.enum(['extract', 'brief', 'all']),
    outcome: z.enum(['answered', 'lost', 'skipped']),
    reason: z.string().optional(),
    model: z.string().nullable(),
    claims: count,
    dropped: count.meta({ description: 'Claims that did not hold.' }),
    tokens: z.object({ input: count, cachedInput: count, output: count }),
    costUsd,
    ms: milliseconds,
  })
  .meta({ description: "One engine's turn in one step; `embedded` is rules, not a model." });

/** What a finished enrichment is to one caller. */
export const answer = z
  .object({
    companyIntelligence: companyIntelligence.nullable(),
    customerIntelligence: customerIntelligence.optional(),
    resolution: z
      .object({
        outcome: z.enum(['ambiguous', 'not_found', 'unreachable', 'parked']),
        candidates: z.array(candidate),
        reasons: texts,
      })
      .optional()
      .meta({ description: 'Why no one company stands behind the domain; there is no profile then.' }),
    metadata: z.object({
      status: z.enum(['ready', 'partial']),
      processingTimeMs: milliseconds,
      dataQuality,
      engines: z.array(engineTurn),
      costUsd,
      datasetsCollected: count,
      generatedAt: time,
      schemaVersion: z.string(),
      requestId,
      fromCache: z.boolean(),
      freshness,
    }),
  })
  .meta({ description: 'What an enrichment ended with.' });

export const workflow = z
  .object({ type: z.enum(['vendor-context', 'customer-intelligence', 'analysis']), steps: texts })
  .meta({ description: 'What was started.' });

export const acceptedStart = z
  .object({ requestId, statusEndpoint: z.string(), workflow, estimatedCompletion: time })
  .meta({ description: 'An enrichment that is under way: ask `statusEndpoint`.' });
