/** Requests that a warm function has seen and not yet written down. */
export interface RequestBatch {
  /** Counts one request; gives how many to write down now, 0 for not yet. `now` in epoch ms. */
  count(key: string, now: number): number;
}

/** A subject is written down once in so many ms by one warm function. */
const restMs = 60_000;
/** Of so many subjects; those counted longest ago are forgotten first. */
const mostKeys = 2000;

/**
 * Makes the batch of one warm function. The first request for a subject is written at once, so that those
 * asked for rarely are counted exactly; what comes within a minute is written together with the next. What
 * a function still holds when it ends is lost: at most a minute of one that is asked for often.
 */
export function createRequestBatch(): RequestBatch {
  const pending = new Map<string, { writtenAt: number; waiting: number }>();
  return {
    count: (key, now) => {
      const known = pending.get(key);
      if (known !== undefined && now - known.writtenAt < restMs) {
        known.waiting += 1;
        return 0;
      }
      pending.delete(key);
      pending.set(key, { writtenAt: now, waiting: 0 });
      const [oldest] = pending.keys();
      if (pending.size > mostKeys && oldest !== undefined) pending.delete(oldest);
      return 1 + (known?.waiting ?? 0);
    },
  };
}
