import * as z from 'zod';
import { keepResult, readCachedResult } from '../cache/source-cache.ts';
import { companySchema, taskInputShape } from '../enrichment/run.ts';
import { TransientError } from '../errors.ts';
import { storeFindings } from '../storage/findings.ts';
import {
  type Adapter,
  fieldsOf,
  type SourceAnswer,
  SourceFailure,
  type SourceQuestion,
  type Surroundings,
  surroundings as usual,
} from './adapter.ts';
import { findSource } from './catalog.ts';
import type { SourceResult } from './outcome.ts';
import { type PlannedSource, plannedSourceSchema } from './plan.ts';

/** The input of every Task that asks one planned source. */
export const sourceTaskSchema = z.object({
  ...taskInputShape,
  company: companySchema,
  /** Epoch milliseconds after which it is not asked any more. */
  deadline: z.number(),
  source: plannedSourceSchema,
});
export type SourceTask = z.infer<typeof sourceTaskSchema>;

/** Leaves the Task's 20 s enough to store what was found, in ms. */
const longestQuestion = 14_000;

/**
 * Asks one planned source: the cache first, then the adapter within its deadline; stores what it
 * found. However the source fails, that is an outcome. Throws TransientError `storage.unavailable`,
 * which a retry may mend.
 */
export async function runSource(
  adapters: readonly Adapter[],
  task: SourceTask,
  surroundings = usual,
): Promise<SourceResult> {
  const startedAt = surroundings.now();
  const early = await answerUnasked(task, startedAt);
  if (early !== null) return { ...early, ms: surroundings.now() - startedAt };
  const adapter = adapters.find(({ id }) => id === task.source.sourceId);
  if (adapter === undefined) return unasked(task.source, 'skipped', 'unknown_source');
  const answer = await settle(adapter.id, () => adapter.ask(questionOf(task, startedAt, surroundings)));
  return keepAnswer(task, answer, startedAt, surroundings.now() - startedAt);
}

/** The result of a source that need not be asked, or cannot be in time; null where it is to be asked. */
export async function answerUnasked(task: SourceTask, now: number): Promise<SourceResult | null> {
  const cached = task.run.refresh ? null : await recall(task, now);
  if (cached !== null) return cached;
  return now >= task.deadline ? unasked(task.source, 'not_run', 'late') : null;
}

/** The question that a task puts to its source at a time in epoch ms. */
export function questionOf(task: SourceTask, now: number, surroundings: Surroundings): SourceQuestion {
  return {
    company: task.company,
    source: task.source,
    deadline: Math.min(task.deadline, now + longestQuestion),
    refresh: task.run.refresh,
    surroundings,
  };
}

/**
 * Stores what a source answered to a question of `startedAt` (epoch ms) and gives its result. Throws
 * TransientError `storage.unavailable`.
 */
export async function keepAnswer(
  task: SourceTask,
  answer: Settled,
  startedAt: number,
  ms: number,
): Promise<SourceResult> {
  const observedAt = new Date(startedAt).toISOString();
  if (answer.outcome !== 'matched') {
    const nothing = { ...unasked(task.source, answer.outcome, answer.reason), ms, costUsd: answer.costUsd ?? 0 };
    const isObserved = answer.outcome === 'no_match';
    return remember(task, { ...nothing, observedAt: isObserved ? observedAt : null }, startedAt);
  }
  const { documents, factsKey } = await storeFindings(task.run.domain, task.source.id, answer, startedAt);
  const result: SourceResult = {
    ...unasked(task.source, 'matched', answer.reason ?? null),
    url: answer.documents[0]?.url ?? task.source.url,
    ms,
    costUsd: answer.costUsd ?? 0,
    observedAt,
    fields: fieldsOf(answer.facts),
    documents: [...documents],
    factsKey,
  };
  return remember(task, result, startedAt);
}

/** The result of a source that was not asked, or that gave nothing. */
export function unasked(source: PlannedSource, outcome: SourceResult['outcome'], reason: string | null): SourceResult {
  const { id, sourceId, name, kind, url } = source;
  return {
    ...{ id, sourceId, name, kind, url, outcome, reason },
    ...{ ms: 0, costUsd: 0, observedAt: null, fromCache: false, fields: [], documents: [], factsKey: null },
  };
}

/** A failed question, as an answer. */
export interface FailedAnswer {
  readonly outcome: 'error';
  readonly reason: string;
  readonly costUsd: number;
}
type Settled = SourceAnswer | FailedAnswer;

/** Gives what a source answered; however it fails, that is an answer. Only a TransientError is thrown on. */
export async function settle<Answer>(sourceId: string, ask: () => Promise<Answer>): Promise<Answer | FailedAnswer> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof TransientError) throw error;
    if (error instanceof SourceFailure) return { outcome: 'error', reason: error.reason, costUsd: error.costUsd };
    console.error({ message: 'adapter failed', sourceId, error });
    return { outcome: 'error', reason: 'adapter_failed', costUsd: 0 };
  }
}

/** An unreadable cache is a miss: it saves work, it never stops it. */
async function recall({ run, source }: SourceTask, now: number): Promise<SourceResult | null> {
  try {
    const cached = await readCachedResult(run.domain, source.id, now);
    return cached?.sourceId === source.sourceId ? cached : null;
  } catch (error) {
    console.warn({ message: 'source cache unreadable', error });
    return null;
  }
}

/** What a caller supplied is private and may have shaped the question, so such runs keep nothing for others. */
async function remember({ run, source }: SourceTask, result: SourceResult, now: number): Promise<SourceResult> {
  const descriptor = findSource(source.sourceId);
  if (run.suppliedInputId !== null || descriptor === null) return result;
  try {
    await keepResult(run.domain, result, descriptor.data, now);
  } catch (error) {
    console.warn({ message: 'source cache unwritable', error });
  }
  return result;
}
