import { endpoint } from '../lib/api/endpoint.ts';
import { readCacheUse } from '../lib/cache/statistics.ts';
import { readTableSize } from '../lib/cache/table-size.ts';
import { systemClock } from '../lib/enrichment/clock.ts';

const daysShown = 7;

/** What is counted anyway: nothing is scanned for it. */
export const handler = endpoint(null, async () => {
  const [entries, days] = await Promise.all([readTableSize(), readCacheUse(daysShown, systemClock.now())]);
  const sum = (of: 'hits' | 'misses') => days.reduce((total, day) => total + day[of], 0);
  const [hits, misses] = [sum('hits'), sum('misses')];
  const hitRate = hits + misses === 0 ? null : hits / (hits + misses);
  return { status: 200, body: { entries, answers: { hits, misses, hitRate, days } } };
});
