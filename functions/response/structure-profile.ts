import * as z from 'zod';
import { verifiedSchema } from '../lib/analysis/claims/verify-insights.ts';
import { understandingSchema } from '../lib/analysis/stored-content.ts';
import { shapeAnswer } from '../lib/company/shape-answer.ts';
import { describeRun, engineRunSchema } from '../lib/engines/orchestration/engine-run.ts';
import { companySchema, taskInputShape } from '../lib/enrichment/run.ts';
import { sourceResultSchema } from '../lib/sources/outcome.ts';
import { getJson, putJson } from '../lib/storage/bucket.ts';
import { task } from '../lib/task.ts';

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
  startedAt: z.iso.datetime({ offset: true }),
});

/** Shapes what was verified into the answer that is kept and served. */
export const handler = task(inputSchema, async ({ run, executionName, company, results, analysis, startedAt }) => {
  const verified = await getJson(analysis.claims.verifiedKey, verifiedSchema);
  const answer = shapeAnswer({
    run,
    company,
    results,
    understanding: analysis.understanding,
    verified,
    engines: analysis.engines.map((turn) => describeRun(turn, analysis.claims.dropped)),
    startedAt: Date.parse(startedAt),
    now: Date.now(),
  });
  const profileKey = `runs/${executionName}/profile.json`;
  await putJson(profileKey, answer);
  return { profileKey, status: answer.metadata.status };
});
