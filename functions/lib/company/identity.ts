import * as z from 'zod';
import { companySchema, domainSchema } from '../enrichment/run.ts';
import { sourceResultSchema } from '../sources/outcome.ts';

/** What DNS and the redirects of a domain say (`ValidateDomain`). */
export const domainCheckSchema = z.object({
  dns: z.enum(['resolves', 'no_such_domain', 'no_address', 'failed']),
  /** The parking service that its name servers belong to. */
  parkedBy: z.string().nullable(),
  /** Another registrable domain that the homepage redirects to. */
  redirectsTo: domainSchema.nullable(),
  source: sourceResultSchema,
});
export type DomainCheck = z.infer<typeof domainCheckSchema>;

/** A company that the caller may have meant. */
export const candidateSchema = z.object({
  name: z.string(),
  domain: domainSchema,
  description: z.string().nullable(),
  /** 0–1 */
  matchScore: z.number(),
  matchedOn: z.array(z.string()),
});
export type Candidate = z.infer<typeof candidateSchema>;

/** What others say stands on the domain (`SearchCompany`). */
export const searchFindingsSchema = z.object({
  /** Names given to the domain's owner, most often first. */
  names: z.array(z.string()),
  /** Names of the entities that a public register ties to this very domain. */
  owners: z.array(z.string()),
  /** Sources that tie a company to this very domain. */
  confirmations: z.number().int(),
  candidates: z.array(candidateSchema),
  sources: z.array(sourceResultSchema),
});
export type SearchFindings = z.infer<typeof searchFindingsSchema>;

/** The homepage as the company shows itself (`FetchBasicInfo`). */
export const basicInfoSchema = z.object({
  status: z.enum(['fetched', 'blocked', 'unreachable']),
  name: z.string().nullable(),
  description: z.string().nullable(),
  headquarters: z.string().nullable(),
  founded: z.number().int().nullable(),
  employees: z.number().int().nullable(),
  finalUrl: z.string().nullable(),
  /** The other registrable domain that the page says it belongs to. */
  homeElsewhere: domainSchema.nullable(),
  /** Names that the page says the company bore before. */
  formerNames: z.array(z.string()),
  /** Whose homepage a redirect to another registrable domain ends on. */
  redirectTarget: z
    .object({
      domain: domainSchema,
      name: z.string().nullable(),
      description: z.string().nullable(),
      formerNames: z.array(z.string()),
    })
    .nullable(),
  documentKey: z.string().nullable(),
  /** Why the page looks like a parking page, null when it does not. */
  parkedReason: z.string().nullable(),
  source: sourceResultSchema,
});
export type BasicInfo = z.infer<typeof basicInfoSchema>;

/** The verdict of the identity gate (`ResolveCompany`). Only `matched` carries a company. */
export const resolutionSchema = z.object({
  outcome: z.enum(['matched', 'ambiguous', 'not_found', 'unreachable', 'parked']),
  company: companySchema.nullable(),
  candidates: z.array(candidateSchema),
  reasons: z.array(z.string()),
  sources: z.array(sourceResultSchema),
});
export type Resolution = z.infer<typeof resolutionSchema>;
