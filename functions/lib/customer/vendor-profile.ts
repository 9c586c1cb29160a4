import * as z from 'zod';
import { verifyInsights } from '../analysis/claims/verify-insights.ts';
import { mergeFacts } from '../company/merge-facts.ts';
import type { UserRole } from '../company/perspective.ts';
import { type FieldFact, fieldFactSchema } from '../company/profile.ts';
import { contentSchema } from '../content/content.ts';
import type { Excerpt } from '../engines/embedded/brief/excerpts.ts';
import { runEmbeddedEngine } from '../engines/embedded/engine.ts';
import { companySchema } from '../enrichment/run.ts';

/** What was read of the company that sells: its own pages, cleaned, and the facts of its kept answer. */
export const vendorReadingSchema = z.object({
  company: companySchema,
  content: contentSchema,
  facts: z.array(fieldFactSchema),
});
export type VendorReading = z.infer<typeof vendorReadingSchema>;

/** What is known of the company that sells. Every quote is about it alone. */
export interface VendorProfile {
  readonly domain: string;
  readonly name: string;
  readonly facts: readonly FieldFact[];
  readonly excerpts: readonly Excerpt[];
}

/** Understands a vendor's pages with the embedded engine and the verifier; null where they say nothing. */
export function understandVendor({ company, content, facts }: VendorReading, userRole: UserRole): VendorProfile | null {
  const { verified } = verifyInsights(runEmbeddedEngine(content, company, userRole, 'competitive'), content, company);
  const merged = mergeFacts([...verified.claims, ...verified.sourceFacts, ...facts], new Map());
  const all = [...merged.values()].flatMap((field) => field.facts);
  return all.length === 0
    ? null
    : { domain: company.domain, name: company.name, facts: all, excerpts: verified.excerpts ?? [] };
}
