import * as z from 'zod';
import { keepResult, readCachedResult } from '../cache/source-cache.ts';
import { companySchema, taskInputShape } from '../enrichment/run.ts';
import { TransientError } from '../errors.ts';
import { putDocument, putFacts } from '../storage/documents.ts';
import { type Adapter, fieldsOf, type SourceAnswer, SourceFailure, surroundings as usual } from './adapter.ts';
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
  const cached = task.run.refresh ? null : await recall(task, startedAt);
  if (cached !== null) return { ...cached, ms: surroundings.now() - startedAt };
  const adapter = adapters.find(({ id }) => id === task.source.sourceId);
  if (adapter === undefined) return unasked(task.source, 'skipped', 'unknown_source');
  if (startedAt >= task.deadline) return unasked(task.source, 'not_run', 'late');
  const answer = await settle(adapter, {
    company: task.company,
    source: task.source,
    deadline: Math.min(task.deadline, startedAt + longestQuestion),
    refresh: task.run.refresh,
    surroundings,
  });
  const ms = surroundings.now() - startedAt;
  const observedAt = new Date(startedAt).toISOString();
  if (answer.outcome !== 'matched') {
    const nothing = { ...unasked(task.source, answer.outcome, answer.reason), ms, costUsd: answer.costUsd ?? 0 };
    const isObserved = answer.outcome === 'no_match';
    return remember(task, { ...nothing, observedAt: isObserved ? observedAt : null }, startedAt);
  }
  const result: SourceResult = {
    ...unasked(task.source, 'matched', answer.reason ?? null),
    url: answer.documents[0]?.url ?? task.source.url,
    ms,
    costUsd: answer.costUsd ?? 0,
    observedAt,
    fields: fieldsOf(answer.facts),
    documents: await Promise.all(answer.documents.map((document) => putDocument(task.run.domain, document))),
    factsKey: await putFacts(task.run.domain, task.source.id, answer.facts),
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

type Settled = SourceAnswer | { readonly outcome: 'error'; readonly reason: string; readonly costUsd: number };

async function settle(adapter: Adapter, question: Parameters<Adapter['ask']>[0]): Promise<Settled> {
  try {
    return await adapter.ask(question);
  } catch (error) {
    if (error instanceof TransientError) throw error;
    if (error instanceof SourceFailure) return { outcome: 'error', reason: error.reason, costUsd: error.costUsd };
    console.error({ message: 'adapter failed', sourceId: adapter.id, error });
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
  const ttl = findSource(source.sourceId)?.ttlSeconds ?? 0;
  if (run.suppliedInputId !== null || ttl === 0) return result;
  try {
    await keepResult(run.domain, result, ttl, now);
  } catch (error) {
    console.warn({ message: 'source cache unwritable', error });
  }
  return result;
}
