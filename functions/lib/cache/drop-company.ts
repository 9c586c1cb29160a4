import { queryPartition, readText, secondsAfter, updateRow } from '../enrichment/table.ts';
import { TransientError } from '../errors.ts';
import { answerCache, answerKey } from './answer.ts';
import { type ClearedRows, clearCompany } from './clear-company.ts';

/**
 * Deletes what is cached about a company from every level: the table first, then what stands before it, so that
 * nobody fills that again from the table. Functions forget by themselves within 5 s. A body in the bucket
 * is found by its row only. May be repeated. `now` in epoch ms. Throws TransientError
 * `storage.unavailable`, also when a level before the table could not be reached.
 */
export async function dropCompany(domain: string, now: number): Promise<ClearedRows> {
  const cleared = await clearCompany(domain, now);
  await forget(domain, now);
  return cleared;
}

/**
 * Makes the answers about a company stale that are older than what was learnt at `learntAt` (epoch ms), but for
 * the one under `key` that says it: they are still given, and made anew when somebody asks. May be repeated.
 * Throws as `dropCompany` does.
 */
export async function outdateAnswers(domain: string, key: string, learntAt: number, now: number): Promise<number> {
  const rows = await queryPartition(`COMPANY#${domain}`, 'ANSWER#', now, true);
  const others = rows
    .flatMap((row) => readText(row, 'sk')?.slice('ANSWER#'.length) ?? [])
    .filter((each) => each !== key);
  const stale = secondsAfter(now, 0);
  const changed = await Promise.all(
    others.map((each) =>
      updateRow(
        answerKey(domain, each),
        { set: { staleAt: stale, refreshAfter: stale } },
        {
          expression: '#generatedAt < :learnt AND #staleAt > :now',
          values: { ':learnt': { S: new Date(learntAt).toISOString() }, ':now': stale ?? { N: '0' } },
        },
      ),
    ),
  );
  await forget(domain, now);
  return changed.filter(Boolean).length;
}

async function forget(domain: string, now: number): Promise<void> {
  if (await answerCache.drop(domain, now)) return;
  throw new TransientError('storage.unavailable', 'A level of the cache could not be reached; try again.');
}
