import * as z from 'zod';
import { profileFieldSchema } from '../../../functions/lib/company/profile.ts';
import { dataQuality } from './answer.ts';
import { evidence, profileShape } from './intelligence.ts';
import { time } from './parts.ts';

const change = z
  .object({
    field: profileFieldSchema,
    kind: z.enum(['added', 'removed', 'changed']),
    old: z.unknown().meta({ description: 'null where it was added.' }),
    new: z.unknown().meta({ description: 'null where it was removed.' }),
  })
  .meta({ description: 'One difference; of a list field one item of it.' });

const version = z
  .object({
    generatedAt: time,
    confirmedAt: time.meta({ description: 'When an enrichment last found nothing new.' }),
    status: z.enum(['ready', 'partial']),
    dataQuality,
    changes: z.array(change).meta({ description: 'Against the version before; none for the first.' }),
    profile: z.object(profileShape).partial(),
    evidence: z.record(z.string(), z.array(evidence)).meta({ description: 'By JSON pointer into the profile.' }),
  })
  .meta({ description: 'A profile as it once was.' });

export const history = z
  .object({
    domain: z.string(),
    versions: z.array(version),
    nextCursor: z.string().nullable().meta({ description: 'For the next page; null on the last.' }),
  })
  .meta({ description: 'Profiles of a company, latest first.' });
