import { claimDataset, noteSnapshot, releaseDataset } from '../cache/dataset-marker.ts';
import { type SourceAnswer, SourceFailure, surroundings as usual } from './adapter.ts';
import type { Dataset, DatasetTask, PendingDataset, PendingSnapshot } from './dataset.ts';
import type { SourceResult } from './outcome.ts';
import { answerUnasked, keepAnswer, questionOf, type SourceTask, settle, unasked } from './run-source.ts';

/** The first wait, in seconds; each next is longer by `growth`, up to `longestWait`. */
const firstWait = 4;
const growth = 1.3;
const longestWait = 60;

/** What passes by itself while a snapshot is being made: it is asked for again. */
const passing = /^(?:timeout|rate_limited|connect_failed|connection_lost|dns_failed|http_5\d\d)$/;

/**
 * Starts a dataset, unless the cache has its answer or another run is collecting it, for whose snapshot
 * this one then waits as well, at no cost. Waiting is the state machine's: what is not there yet is
 * handed back as pending. Throws TransientError `storage.unavailable`.
 */
export async function startDataset(
  dataset: Dataset,
  task: SourceTask,
  surroundings = usual,
): Promise<SourceResult | PendingDataset> {
  const startedAt = surroundings.now();
  const early = await answerUnasked(task, startedAt);
  if (early !== null) return { ...early, ms: surroundings.now() - startedAt };
  const { domain } = task.run;
  const wait = (snapshotId: string, costUsd: number): PendingDataset => ({
    source: task.source,
    pending: { snapshotId, startedAt, polls: 0, waitSeconds: firstWait, costUsd },
  });
  const claim = await claimDataset(domain, dataset.id, startedAt);
  if (!claim.isOurs) {
    return claim.snapshotId === null ? unasked(task.source, 'not_run', 'being_collected') : wait(claim.snapshotId, 0);
  }
  const answer = await settle(dataset.id, () => dataset.start(questionOf(task, startedAt, surroundings)));
  if (answer.outcome === 'started') {
    await noteSnapshot(domain, dataset.id, answer.snapshotId, surroundings.now());
    return wait(answer.snapshotId, answer.costUsd);
  }
  // What may have begun in spite of its failure is not begun again before it would have ended.
  if ((answer.costUsd ?? 0) === 0) await releaseDataset(domain, dataset.id, surroundings.now());
  return keepAnswer(task, answer, startedAt, surroundings.now() - startedAt);
}

/**
 * Asks once for a snapshot that was started: its result, stored as any source's, or pending again
 * with a longer wait. Throws TransientError `storage.unavailable`.
 */
export async function collectDataset(
  dataset: Dataset,
  task: DatasetTask,
  surroundings = usual,
): Promise<SourceResult | PendingDataset> {
  const { pending, source } = task;
  const question = questionOf(task, surroundings.now(), surroundings);
  const answer = await settle(dataset.id, () => askAgain(() => dataset.collect(question, pending.snapshotId)));
  if (answer === null) return { source, pending: waitLonger(pending) };
  // Who only waits for what another run has bought does not pay for it again.
  const charged = { ...answer, costUsd: Math.min(answer.costUsd ?? 0, pending.costUsd) };
  const result = await keepAnswer(task, charged, pending.startedAt, surroundings.now() - pending.startedAt);
  await releaseDataset(task.run.domain, dataset.id, surroundings.now());
  return result;
}

async function askAgain(collect: () => Promise<SourceAnswer | null>): Promise<SourceAnswer | null> {
  try {
    return await collect();
  } catch (error) {
    if (error instanceof SourceFailure && passing.test(error.reason)) return null;
    throw error;
  }
}

function waitLonger(pending: PendingSnapshot): PendingSnapshot {
  const polls = pending.polls + 1;
  return { ...pending, polls, waitSeconds: Math.min(longestWait, Math.round(firstWait * growth ** polls)) };
}
