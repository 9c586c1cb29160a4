import * as z from 'zod';
import { requestId } from './parts.ts';

export const batchResult = z
  .object({
    domain: z.string(),
    status: z.enum(['accepted', 'ready', 'rejected']),
    requestId: requestId.optional(),
    statusEndpoint: z.string().optional(),
    error: z
      .object({
        code: z.string(),
        message: z.string(),
        retryable: z.boolean(),
        details: z.array(z.object({ field: z.string(), message: z.string() })),
        candidates: z.array(z.object({ name: z.string(), domain: z.string() })).optional(),
      })
      .optional(),
  })
  .meta({ description: 'How one item came out; `ready`: the answer is there already, under the same endpoint.' });

export const batch = z.object({ items: z.array(batchResult) }).meta({ description: 'A result for each item.' });
