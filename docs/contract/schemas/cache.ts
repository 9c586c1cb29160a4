import * as z from 'zod';
import { count, share } from './parts.ts';

export const clearedCache = z
  .object({
    domain: z.string(),
    deleted: z.object({ answers: count, sources: count, looks: count, indexed: z.boolean() }),
  })
  .meta({ description: 'How many entries of each kind were deleted.' });

const uses = { hits: count, misses: count };

export const cacheStatistics = z
  .object({
    entries: z.object({ rows: count, bytes: count }),
    answers: z.object({
      ...uses,
      hitRate: share.nullable(),
      days: z.array(z.object({ day: z.iso.date(), ...uses })),
    }),
  })
  .meta({ description: 'The size of the table, and what starts met in the last seven days of use.' });
