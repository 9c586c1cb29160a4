import { queryLatest, readNumber, requireText, secondsAfter, updateRow } from '../enrichment/table.ts';

/** What starts met on one day, in UTC. */
export interface DayOfUse {
  readonly day: string;
  readonly hits: number;
  readonly misses: number;
}

const pk = 'CACHE_STATISTICS';
/** A warm function writes this often at most, in ms: one hot row would otherwise be written with every start. */
const pauseMs = 10_000;
const daysKept = 35;

let waiting = { hits: 0, misses: 0 };
let writtenAt = 0;

/**
 * Counts whether a start found its answer. What a function has not written when it goes is lost, so the counts
 * are a little low; a table that does not take them is never worth failing a start. `now` in epoch ms.
 */
export async function noteCacheUse(isHit: boolean, now: number): Promise<void> {
  waiting = { hits: waiting.hits + (isHit ? 1 : 0), misses: waiting.misses + (isHit ? 0 : 1) };
  if (now - writtenAt < pauseMs) return;
  const { hits, misses } = waiting;
  waiting = { hits: 0, misses: 0 };
  writtenAt = now;
  const sk = `DAY#${new Date(now).toISOString().slice(0, 10)}`;
  const add = { hits: { N: String(hits) }, misses: { N: String(misses) } };
  try {
    await updateRow({ pk, sk }, { add, onlyIfMissing: { expiresAt: secondsAfter(now, daysKept * 24 * 3600) } });
  } catch (error) {
    console.warn({ message: 'cache use not counted', error: error instanceof Error ? error.name : 'unknown' });
  }
}

/** Gives the counts of the last `days` days on which something was counted, latest first. `now` in epoch ms. */
export async function readCacheUse(days: number, now: number): Promise<readonly DayOfUse[]> {
  const rows = await queryLatest(pk, 'DAY#', days, null, now);
  return rows.map((row) => ({
    day: requireText(row, 'sk').slice('DAY#'.length),
    hits: readNumber(row, 'hits') ?? 0,
    misses: readNumber(row, 'misses') ?? 0,
  }));
}
