import * as z from 'zod';
import { basisSchema } from '../../../functions/lib/company/fact.ts';
import { intents, userRoles } from '../../../functions/lib/company/perspective.ts';
import { type ProfileField, profileFieldSchema, profileFields } from '../../../functions/lib/company/profile.ts';
import { briefSectionSchema } from '../../../functions/lib/engines/insights.ts';
import { outcomeSchema, sourceKindSchema } from '../../../functions/lib/sources/outcome.ts';
import { costUsd, count, freshness, milliseconds, share, time } from './parts.ts';

export const evidence = z
  .object({
    sourceId: z.string(),
    url: z.string(),
    quote: z.string().meta({ description: 'Stands word for word in the document that was fetched.' }),
    observedAt: time,
    confidence: share,
    basis: basisSchema,
  })
  .meta({ description: 'What backs a value.' });

export const source = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: sourceKindSchema,
    url: z.string().nullable(),
    outcome: outcomeSchema,
    reason: z.string().optional().meta({ description: 'Why there is nothing of it, a short stable word.' }),
    credibilityScore: share.nullable(),
    credibilityReasons: z.array(z.string()).optional().meta({ description: 'Why it is believed so far.' }),
    flags: z.array(z.string()).optional().meta({
      description:
        '`instruction_text`: it carries text that addresses machines instead of readers, of which nothing was used.',
    }),
    observedAt: time.nullable(),
    freshness: freshness.shape.state,
    ms: milliseconds,
    costUsd,
  })
  .meta({ description: 'A source that was asked or could have been.' });

export const brief = z
  .object({
    userRole: z.enum(userRoles),
    intent: z.object({ value: z.enum(intents), confidence: share, given: z.boolean() }),
    summary: z.string().nullable(),
    sections: z.array(briefSectionSchema),
  })
  .meta({ description: 'The company seen by a role with an intent.' });

/** `socialProfiles` and `ids` are objects by network and by scheme in an answer. */
type ValueField = Exclude<ProfileField, 'socialProfiles' | 'ids'>;
const values: Record<string, z.ZodType<unknown>> = Object.fromEntries(
  Object.entries(profileFields)
    .filter(([field]) => field !== 'socialProfiles' && field !== 'ids')
    .map(([field, { many, value }]) => [field, many ? z.array(value) : value.nullable()]),
);
const valueShape = values as Record<ValueField, z.ZodType<unknown>>;

/** What is known of a company, field by field. */
export const profileShape = {
  ...valueShape,
  socialProfiles: z.record(z.string(), z.string()).meta({ description: 'Addresses by network.' }),
  ids: z.record(z.string(), z.string()).meta({ description: 'Identifiers by scheme: lei, cik, wikidata, …' }),
};

const byPointer = { description: 'By JSON pointer (RFC 6901) into this object, such as `/products/0`.' };

export const companyIntelligence = z
  .object({
    ...profileShape,
    domain: z.string(),
    sentiment: z
      .object({
        score: z.number().min(-1).max(1),
        label: z.string(),
        documents: count,
        months: z.array(z.object({ month: z.string(), score: z.number().min(-1).max(1), documents: count })).optional(),
      })
      .nullable()
      .meta({ description: 'How others write of the company.' }),
    brief,
    evidence: z.record(z.string(), z.array(evidence)).meta(byPointer),
    alternatives: z
      .record(z.string(), z.array(z.object({ value: z.unknown(), confidence: share, evidence: z.array(evidence) })))
      .meta({ description: `What other sources say instead. ${byPointer.description}` }),
    unknowns: z.array(
      z.object({
        field: profileFieldSchema,
        question: z.string(),
        reason: z.enum(['not_found', 'sources_failed', 'not_asked', 'below_confidence']),
      }),
    ),
    sources: z.array(source),
  })
  .meta({ description: 'All that is known of a company: `null` and `[]` where unknown, and what backs each value.' });
