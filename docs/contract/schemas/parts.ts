import * as z from 'zod';

/** ISO 8601 in UTC. */
export const time = z.iso.datetime().meta({ description: 'ISO 8601 in UTC.' });
/** 0–1. */
export const share = z.number().min(0).max(1);
export const costUsd = z.number().min(0).meta({ description: 'US dollars.' });
export const milliseconds = z.number().min(0).meta({ description: 'Milliseconds.' });
export const count = z.int().min(0);
export const texts = z.array(z.string());

/** Names one enrichment request; `x-request-id` names one HTTP exchange. */
export const requestId = z
  .string()
  .regex(/^req_[0-9a-z]{26}$/)
  .meta({ description: 'Names one enrichment request.' });

export const freshness = z
  .object({
    state: z.enum(['fresh', 'due', 'stale', 'unknown']),
    ageSeconds: z.number().nullable(),
    refreshAfter: time.nullable(),
  })
  .meta({ description: 'Whether what is said may still be relied on.' });

export const candidate = z
  .object({
    name: z.string(),
    domain: z.string(),
    description: z.string().nullable(),
    matchScore: share,
    matchedOn: texts,
  })
  .meta({ description: 'A company that may have been meant.' });
