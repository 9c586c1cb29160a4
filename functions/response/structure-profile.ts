import * as z from 'zod';
import { verifiedSchema } from '../lib/analysis/claims/verify-insights.ts';
import { understandingSchema } from '../lib/analysis/stored-content.ts';
import type { UserRole } from '../lib/company/perspective.ts';
import { shapeAnswer, type VendorPart } from '../lib/company/shape-answer.ts';
import { understandVendor, vendorReadingSchema } from '../lib/customer/vendor-profile.ts';
import { describeRun, engineRunSchema } from '../lib/engines/orchestration/engine-run.ts';
import { companySchema, taskInputShape } from '../lib/enrichment/run.ts';
import { IntelligenceError } from '../lib/errors.ts';
import { placeholdersOf } from '../lib/privacy/placeholder-key.ts';
import { readPrivacyPolicy } from '../lib/privacy/policy.ts';
import { redactAnswer, typesLeftFor } from '../lib/privacy/redact-answer.ts';
import { sourceResultSchema } from '../lib/sources/outcome.ts';
import { getJson, putJson } from '../lib/storage/bucket.ts';
import { task } from '../lib/task.ts';

const vendorSchema = z.object({
  domain: z.string(),
  vendorKey: z.string().nullable(),
  reason: z.string().nullable(),
  sources: z.array(sourceResultSchema),
});

const inputSchema = z.object({
  ...taskInputShape,
  company: companySchema,
  results: z.array(sourceResultSchema),
  analysis: z.object({
    understanding: understandingSchema,
    contentKey: z.string(),
    claims: z.object({ verifiedKey: z.string(), kept: z.number(), dropped: z.number() }),
    engines: z.array(engineRunSchema),
  }),
  /** What `ReadVendor` left; null where no vendor was named. */
  vendor: vendorSchema.nullish(),
  startedAt: z.iso.datetime({ offset: true }),
});

/** Shapes what was verified into the answer that is kept and served. */
export const handler = task(
  inputSchema,
  async ({ run, executionName, company, results, analysis, vendor, startedAt }) => {
    const verified = await getJson(analysis.claims.verifiedKey, verifiedSchema);
    const shaped = shapeAnswer({
      run,
      company,
      results,
      understanding: analysis.understanding,
      verified,
      ...(vendor == null ? {} : { vendor: await loadVendor(vendor, run.userRole) }),
      engines: analysis.engines.map((turn) => describeRun(turn, analysis.claims.dropped)),
      startedAt: Date.parse(startedAt),
      now: Date.now(),
    });
    const types = typesLeftFor(readPrivacyPolicy(process.env.PRIVACY_POLICY), run.contacts === true);
    // The usual policy leaves nothing to do here: what the engines may not see is in no answer.
    const answer =
      types.length === 0 ? shaped : redactAnswer(shaped, types, await placeholdersOf(run.domain, Date.now()));
    const profileKey = `runs/${executionName}/profile.json`;
    await putJson(profileKey, answer);
    return { profileKey, status: answer.metadata.status };
  },
);

/** One lost object costs what it held, not the run; a store that does not answer is retried. */
async function loadVendor(left: z.infer<typeof vendorSchema>, userRole: UserRole): Promise<VendorPart> {
  const { domain, vendorKey, reason, sources } = left;
  if (vendorKey === null) return { domain, profile: null, reason, results: sources };
  try {
    const profile = understandVendor(await getJson(vendorKey, vendorReadingSchema), userRole);
    return { domain, profile, reason, results: sources };
  } catch (error) {
    if (error instanceof IntelligenceError && !error.retryable) {
      return { domain, profile: null, reason: 'reading_lost', results: sources };
    }
    throw error;
  }
}
