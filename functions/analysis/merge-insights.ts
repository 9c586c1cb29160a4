import * as z from 'zod';
import { readingInputShape, understandingSchema } from '../lib/analysis/stored-content.ts';
import { contentSchema } from '../lib/content/content.ts';
import { stateEmbeddedClaims } from '../lib/engines/embedded/engine.ts';
import { noEffort } from '../lib/engines/engine-effort.ts';
import { insightsSchema } from '../lib/engines/insights.ts';
import { type AnsweredRun, answeredIn, engineRunSchema } from '../lib/engines/orchestration/engine-run.ts';
import { intentOf, scoresOf } from '../lib/engines/orchestration/perspective.ts';
import { collectBallots } from '../lib/engines/orchestration/stated-insights.ts';
import { mergeInsights } from '../lib/engines/voting/merge-insights.ts';
import { getJson, putJson } from '../lib/storage/bucket.ts';
import { task } from '../lib/task.ts';

const inputSchema = z.object({
  ...readingInputShape,
  understanding: understandingSchema,
  runs: z.array(engineRunSchema),
});

/** Merges what the engines of a run read and wrote into one set of insights; the embedded engine has a vote too. */
export const handler = task(inputSchema, async (input) => {
  const { run, executionName, company, contentKey, runs } = input;
  const content = await getJson(contentKey, contentSchema);
  const started = performance.now();
  const rules = stateEmbeddedClaims(content, company);
  const ballots = [...(await collectBallots(runs)), { engine: 'embedded', claims: rules }];
  const written = answeredIn(runs, 'brief').at(0);
  const brief = written === undefined ? null : await getJson(written.insightsKey, insightsSchema);
  const merge = mergeInsights({
    ...{ content, company, userRole: run.userRole, intent: intentOf(input), scores: scoresOf(input), ballots },
    brief,
  });
  const insightsKey = `runs/${executionName}/insights-merged.json`;
  await putJson(insightsKey, merge.insights);
  const embedded: AnsweredRun = {
    ...{ engine: 'embedded', step: 'all', outcome: 'answered', insightsKey },
    claims: rules.length,
    dropped: null,
    ms: Math.round(performance.now() - started),
    effort: { ...noEffort, answers: 1 },
  };
  const refused = (turn: AnsweredRun) =>
    turn.step === 'brief' ? merge.statementsRefused : (merge.refused.get(turn.engine) ?? 0);
  return {
    engine: merge.insights.engine,
    insightsKey,
    runs: [...runs, embedded].map((turn) => (turn.outcome === 'answered' ? { ...turn, dropped: refused(turn) } : turn)),
  };
});
