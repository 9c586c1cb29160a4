import * as z from 'zod';
import { type FieldFact, fieldFactSchema } from '../lib/company/profile.ts';
import { companySchema, taskInputShape } from '../lib/enrichment/run.ts';
import { IntelligenceError } from '../lib/errors.ts';
import { defaultBudgetUsd, findGaps } from '../lib/sources/gaps.ts';
import { sourceResultSchema } from '../lib/sources/outcome.ts';
import { plannedSourceSchema } from '../lib/sources/plan.ts';
import { getJson } from '../lib/storage/bucket.ts';
import { task } from '../lib/task.ts';

const gapsInputSchema = z.object({
  ...taskInputShape,
  company: companySchema,
  /** Of everything asked so far. */
  results: z.array(sourceResultSchema),
  /** The paid sources that could be asked. */
  paid: z.array(plannedSourceSchema),
  /** The own pages that were planned. */
  pages: z.array(plannedSourceSchema),
});

/** Finds what the free sources left open or in conflict, and which paid source is worth its price. */
export const handler = task(gapsInputSchema, async ({ run, results, paid, pages }) => {
  const keys = results.flatMap(({ factsKey }) => factsKey ?? []);
  const facts = await Promise.all([...new Set(keys)].map(readFacts));
  return findGaps(facts.flat(), results, paid, run.maxCostUsd ?? defaultBudgetUsd, pages);
});

/** Facts that are gone or broken leave their fields open; only an unavailable store is worth a retry. */
async function readFacts(key: string): Promise<FieldFact[]> {
  try {
    return await getJson(key, z.array(fieldFactSchema));
  } catch (error) {
    if (error instanceof IntelligenceError && !error.retryable) return [];
    throw error;
  }
}
