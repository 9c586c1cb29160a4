import * as z from 'zod';
import { indexCompany } from '../lib/cache/company-index.ts';
import { lifetimeOf } from '../lib/cache/freshness.ts';
import { keepAnswer } from '../lib/cache/keep-answer.ts';
import { noteLatestAnswer } from '../lib/cache/latest-answer.ts';
import type { Answer, CompanyIntelligence } from '../lib/company/answer.ts';
import type { ProfileField } from '../lib/company/profile.ts';
import { endEnrichment } from '../lib/enrichment/end.ts';
import { companySchema, taskInputShape } from '../lib/enrichment/run.ts';
import { keepProfile, type ProfileToKeep } from '../lib/history/keep-profile.ts';
import { noteDue } from '../lib/hot/note-request.ts';
import { recordEnrichment } from '../lib/observability/enrichment-metrics.ts';
import { getJson } from '../lib/storage/bucket.ts';
import { task } from '../lib/task.ts';

export const writeResultInput = z.object({
  ...taskInputShape,
  company: companySchema,
  /** Where `StructureProfile` left the answer. */
  profileKey: z.string(),
  status: z.enum(['ready', 'partial']),
});

/** The answer as `StructureProfile` shaped it; only what is read here is looked at. */
const answerSchema = z.custom<Answer & { companyIntelligence: CompanyIntelligence }>(
  (value) => z.object({ companyIntelligence: z.object({}), metadata: z.object({}) }).safeParse(value).success,
  'an answer with company intelligence',
);

/** Keeps the answer, ends the status at 100 and frees the lease, in that order; may be repeated. */
export const handler = task(writeResultInput, async ({ run, executionName, company, profileKey, status }) => {
  const answer = await getJson(profileKey, answerSchema);
  const now = Date.now();
  const lifetime = lifetimeOf(status, now, run.key);
  await keepAnswer({ domain: run.domain, key: run.key, executionName, answer, lifetime });
  let changedFields: readonly ProfileField[] = [];
  if (run.suppliedInputId === null) {
    await indexAnswer(answer.companyIntelligence, company.name, now);
    await noteLatestAnswer(run.domain, run.key, lifetime.keptUntil);
    await noteDue(run.domain, run.key, lifetime.expiresAt);
    changedFields = await remember({ domain: run.domain, depth: run.depth, executionName, answer }, now);
  }
  const { costUsd } = answer.metadata;
  await endEnrichment({ executionName, key: run.key, domain: run.domain }, now, costUsd);
  recordEnrichment(run.kind, answer);
  return { outcome: status, changedFields, learntAt: new Date(lifetime.generatedAt * 1000).toISOString() };
});

/** A history that lacks a version is not worth failing an enrichment. */
async function remember(profile: ProfileToKeep, now: number): Promise<readonly ProfileField[]> {
  try {
    return await keepProfile(profile, now);
  } catch (error) {
    console.warn({ message: 'profile not kept', error: error instanceof Error ? error.name : 'unknown' });
    return [];
  }
}

async function indexAnswer(intelligence: CompanyIntelligence, companyName: string, now: number): Promise<void> {
  const { domain, legalName } = intelligence;
  const company = {
    domain,
    name: textOf(intelligence.companyName) ?? companyName,
    description: textOf(intelligence.description),
    industry: textOf(intelligence.industry),
    headquarters: textOf(intelligence.headquarters),
    employees: numberOf(intelligence.employees),
    founded: numberOf(intelligence.founded),
    updatedAt: new Date(now).toISOString(),
  };
  await indexCompany(company, { otherNames: [companyName, textOf(legalName) ?? ''] }, now);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
