import * as z from 'zod';
import { profileFieldSchema } from '../company/profile.ts';

/** How asking a source ended. `no_match`: it answered and knows nothing; `skipped`: not configured or not allowed. */
export const outcomeSchema = z.enum(['matched', 'no_match', 'error', 'skipped', 'not_run']);
export type Outcome = z.infer<typeof outcomeSchema>;

/** What a source is, for its credibility and for the reader. */
export const sourceKindSchema = z.enum([
  'official',
  'registry',
  'filing',
  'search',
  'news',
  'social',
  'jobs',
  'network',
]);
export type SourceKind = z.infer<typeof sourceKindSchema>;

/** A pointer to a document in the bucket, small enough to travel between states. */
export const documentReferenceSchema = z.object({ id: z.string(), key: z.string(), url: z.string() });
export type DocumentReference = z.infer<typeof documentReferenceSchema>;

/**
 * What asking one source once gave: the line a caller sees plus where its documents and facts lie.
 * Travels between states, so it holds keys and never page text or persons.
 */
export const sourceResultSchema = z.object({
  /** Unique within a run: the adapter's id, with the page's purpose or path where it is asked more than once. */
  id: z.string(),
  sourceId: z.string(),
  name: z.string(),
  kind: sourceKindSchema,
  url: z.string().nullable(),
  outcome: outcomeSchema,
  /** A short stable reason, never upstream text: `timeout`, `http_500`, `robots_disallowed`, `late`, `no_key`, … */
  reason: z.string().nullable(),
  ms: z.number(),
  costUsd: z.number(),
  /** ISO 8601, null where nothing was observed. */
  observedAt: z.string().nullable(),
  fromCache: z.boolean(),
  /** Fields for which it has facts. */
  fields: z.array(profileFieldSchema),
  documents: z.array(documentReferenceSchema),
  /** S3 key of a JSON array of FieldFact, null where it has none. */
  factsKey: z.string().nullable(),
});
export type SourceResult = z.infer<typeof sourceResultSchema>;
