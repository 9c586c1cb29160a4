import * as z from 'zod';
import { putRow, secondsAfter } from '../lib/enrichment/table.ts';
import { noteDue } from '../lib/hot/note-request.ts';
import { type RefreshOutcome, type RefreshSummary, refreshOutcome } from '../lib/hot/round.ts';
import { task } from '../lib/task.ts';

export const recordRefreshInput = z.object({
  executionName: z.string().min(1).max(80),
  startedAt: z.iso.datetime({ offset: true }),
  picked: z.number().int(),
  budgetUsd: z.number(),
  /** A child that was lost altogether is in another shape, and counted as failed. */
  outcomes: z.array(z.unknown()),
  error: z.string().nullable(),
});

const keptSeconds = 90 * 24 * 3600;
/** A company that failed is left alone for so long, lest each round pays for the same failure again. */
const restSeconds = 6 * 3600;
const mostFailures = 20;

/** Keeps what a round of refreshes did and puts off those that failed; may be repeated. */
export const handler = task(recordRefreshInput, async (input): Promise<RefreshSummary> => {
  const now = Date.now();
  const outcomes = input.outcomes.flatMap((outcome) => refreshOutcome.safeParse(outcome).data ?? []);
  const failed = outcomes.filter(isFailed);
  const dueAt = Math.floor(now / 1000) + restSeconds;
  for (const { domain, key } of failed) await noteDue(domain, key, dueAt);
  const summary = summarize(input, outcomes, now);
  await putRow(
    { pk: 'REFRESH', sk: `${summary.startedAt}#${summary.executionName}` },
    { summary: { S: JSON.stringify(summary) }, expiresAt: secondsAfter(now, keptSeconds) },
  );
  return summary;
});

function summarize(
  { executionName, startedAt, picked, budgetUsd, error }: z.infer<typeof recordRefreshInput>,
  outcomes: readonly RefreshOutcome[],
  now: number,
): RefreshSummary {
  const count = (wanted: RefreshOutcome['outcome']) => outcomes.filter(({ outcome }) => outcome === wanted).length;
  const [refreshed, fresh] = [count('refreshed'), count('fresh')];
  return {
    ...{ executionName, startedAt, endedAt: new Date(now).toISOString() },
    ...{ picked, refreshed, fresh, failed: picked - refreshed - fresh },
    costUsd: Math.round(1e6 * outcomes.reduce((sum, { costUsd }) => sum + costUsd, 0)) / 1e6,
    budgetUsd,
    failures: outcomes
      .filter(isFailed)
      .slice(0, mostFailures)
      .map(({ domain, outcome, code }) => ({ domain, code: code ?? `refresh.${outcome}` })),
    error,
  };
}

function isFailed({ outcome }: RefreshOutcome): boolean {
  return outcome !== 'refreshed' && outcome !== 'fresh';
}
