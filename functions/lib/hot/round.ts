import * as z from 'zod';
import { runSchema } from '../enrichment/run.ts';

/** An answer that a round of refreshes makes again; ids only, as execution history is kept for 90 days. */
export const companyToRefresh = z.object({
  ...runSchema.pick({ kind: true, domain: true, userRole: true, intent: true, vendorDomain: true, depth: true }).shape,
  /** Names the answer. */
  key: z.string(),
  /** An answer that is fresh until then (epoch seconds) need not be made again. */
  freshUntil: z.number(),
  /** What making it may cost at most, in USD. */
  maxCostUsd: z.number().positive(),
});
export type CompanyToRefresh = z.infer<typeof companyToRefresh>;

/** How one of them came out; `failed` and `lost` have a code. */
export const refreshOutcome = z.object({
  domain: runSchema.shape.domain,
  key: z.string(),
  outcome: z.enum(['refreshed', 'fresh', 'failed', 'late', 'lost']),
  costUsd: z.number(),
  code: z.string().nullish(),
});
export type RefreshOutcome = z.infer<typeof refreshOutcome>;

/** What a round of refreshes did: a row of the table, and the event that says so. */
export interface RefreshSummary {
  readonly executionName: string;
  /** ISO 8601 in UTC. */
  readonly startedAt: string;
  readonly endedAt: string;
  readonly picked: number;
  readonly refreshed: number;
  /** Somebody else had made them again before it was their turn. */
  readonly fresh: number;
  /** Those that ended as failed, took too long, or of which nothing was heard. */
  readonly failed: number;
  readonly costUsd: number;
  readonly budgetUsd: number;
  /** The first of those that failed, with their codes. */
  readonly failures: readonly { readonly domain: string; readonly code: string }[];
  /** Why the round as a whole was cut short; null where it was not. */
  readonly error: string | null;
}
