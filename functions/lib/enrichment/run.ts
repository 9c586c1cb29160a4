import * as z from 'zod';
import type { Domain } from '../company/domain.ts';
import { intents, userRoles } from '../company/perspective.ts';

/** A registrable domain that was parsed at the door. */
export const domainSchema = z.custom<Domain>(
  (value) => typeof value === 'string' && value.includes('.'),
  'a registrable domain',
);

/**
 * The input of one execution: what is enriched and from which perspective. History keeps it for
 * 90 days, so it holds ids only: no persons, no page text, no caller-supplied content.
 */
export const runSchema = z.object({
  schemaVersion: z.string(),
  kind: z.enum(['vendor-context', 'customer-intelligence', 'analysis']),
  domain: domainSchema,
  userRole: z.enum(userRoles),
  /** null asks `DetectIntent` to find it. */
  intent: z.enum(intents).nullable(),
  vendorDomain: domainSchema.nullable(),
  depth: z.enum(['standard', 'deep']),
  refresh: z.boolean(),
  maxCostUsd: z.number().nonnegative().nullable(),
  /** Id of the row that holds caller-supplied search results, private to its client. */
  suppliedInputId: z.string().nullable(),
  /** Whether the caller's plan allows ways of reaching persons in the answer; without it they are replaced. */
  contacts: z.boolean().optional(),
  /** Names the cached answer and the lease; see `enrichmentKey`. */
  key: z.string(),
});
export type EnrichmentRun = z.infer<typeof runSchema>;

/** What every Task of the machine gets beside its own input. */
export const taskInputShape = { run: runSchema, executionName: z.string().min(1).max(80) };

/** The company behind the domain, once the identity gate has matched it. */
export const companySchema = z.object({
  domain: domainSchema,
  name: z.string(),
  description: z.string().nullable(),
  /** Where its homepage finally answered, null when it was blocked. */
  homepageUrl: z.string().nullable(),
  /** The stored homepage, null when it was blocked. */
  homeDocumentKey: z.string().nullable(),
  /** 0–1, how well the evidence agrees. */
  confidence: z.number(),
  /** Other names under which it is known: earlier ones, or as others write it. */
  otherNames: z.array(z.string()).optional(),
  /** Who bears its name on another domain; what is only tied to the name may be theirs. */
  namesakes: z.array(z.object({ domain: domainSchema, description: z.string().nullable() })).optional(),
});
export type Company = z.infer<typeof companySchema>;
