import * as z from 'zod';
import { putRow, type RowKey, readJsonText, readNumber, readRow, secondsAfter } from '../enrichment/table.ts';
import { createRobotsStore, type SharedRobots } from '../http/index.ts';

/** Longer rules stay with the function that read them: an item takes 400 KB at most, and they are read often. */
const largestRecord = 64 * 1024;

const recordSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('open') }),
  z.object({
    state: z.literal('rules'),
    rules: z.object({
      rules: z.array(z.object({ allow: z.boolean(), pattern: z.string() })),
      sitemaps: z.array(z.string()),
    }),
  }),
]);

/** Makes a store of robots.txt answers in the table, a row an origin. `now` in epoch ms. */
export function createSharedRobots(now: () => number = Date.now): SharedRobots {
  return {
    read: async (origin) => {
      try {
        const row = await readRow(keyOf(origin), now());
        const parsed = recordSchema.safeParse(row === null ? null : readJsonText(row, 'record'));
        if (row === null || !parsed.success) return null;
        return { record: parsed.data, leftMs: (readNumber(row, 'expiresAt') ?? 0) * 1000 - now() };
      } catch (error) {
        console.warn({ message: 'robots cache unreadable', error: nameOf(error) });
        return null;
      }
    },
    write: async (origin, record, lifeMs) => {
      const text = JSON.stringify(record);
      if (Buffer.byteLength(text) > largestRecord) return;
      try {
        await putRow(keyOf(origin), { record: { S: text }, expiresAt: secondsAfter(now(), lifeMs / 1000) });
      } catch (error) {
        console.warn({ message: 'robots cache unwritable', error: nameOf(error) });
      }
    },
  };
}

/** What functions that read pages ask: this process first, then the table, then the site. */
export const robotsStore = createRobotsStore({ shared: createSharedRobots() });

function keyOf(origin: string): RowKey {
  return { pk: `ROBOTS#${origin}`, sk: 'RULES' };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
