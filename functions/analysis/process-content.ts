import * as z from 'zod';
import { processContent } from '../lib/analysis/process-content.ts';
import { type FieldFact, fieldFactSchema } from '../lib/company/profile.ts';
import { type Document, documentSchema } from '../lib/content/document.ts';
import { companySchema, taskInputShape } from '../lib/enrichment/run.ts';
import { IntelligenceError } from '../lib/errors.ts';
import { placeholdersOf } from '../lib/privacy/placeholder-key.ts';
import { readPrivacyPolicy } from '../lib/privacy/policy.ts';
import { sourceResultSchema } from '../lib/sources/outcome.ts';
import { getJson, putJson } from '../lib/storage/bucket.ts';
import { task } from '../lib/task.ts';

const inputSchema = z.object({ ...taskInputShape, company: companySchema, results: z.array(sourceResultSchema) });

/** In tokens: what the largest prompt may hold, and no page more than a sixth of it. */
const budgets = {
  standard: { perDocument: 12_000, total: 80_000 },
  deep: { perDocument: 20_000, total: 240_000 },
} as const;

/** Gathers what the sources stored, cleans it, and stores the content that the analysis reads. */
export const handler = task(inputSchema, async ({ run, executionName, company, results }) => {
  const keys = [...new Set(results.flatMap((result) => result.documents.map((document) => document.key)))];
  const factsKeys = [...new Set(results.flatMap((result) => result.factsKey ?? []))];
  const documents = (await Promise.all(keys.map((key) => readDocument(key)))).filter((document) => document !== null);
  const facts = (await Promise.all(factsKeys.map((key) => readFacts(key)))).flat();
  const { content, dropped } = processContent(documents, facts, budgets[run.depth], {
    types: readPrivacyPolicy(process.env.PRIVACY_POLICY).engines,
    placeholders: await placeholdersOf(run.domain, Date.now()),
    names: [company.name],
  });
  const contentKey = `runs/${executionName}/content.json`;
  await putJson(contentKey, content);
  return {
    contentKey,
    documentCount: content.documents.length,
    dropped,
    languages: [...new Set(content.documents.flatMap((document) => document.language ?? []))].sort(),
  };
});

async function readDocument(key: string): Promise<Document | null> {
  return getJson(key, documentSchema).catch(nullWhereLost);
}

async function readFacts(key: string): Promise<FieldFact[]> {
  return (await getJson(key, z.array(fieldFactSchema)).catch(nullWhereLost)) ?? [];
}

/** One lost or damaged object costs what it held, not the run; a store that does not answer is retried. */
function nullWhereLost(error: unknown): null {
  if (error instanceof IntelligenceError && !error.retryable) return null;
  throw error;
}
