import type * as z from 'zod';
import type { Domain } from '../company/domain.ts';
import { putRow, type RowKey, readJsonText, readRow, secondsAfter } from '../enrichment/table.ts';
import { secondsOf } from './time-to-live.ts';

/** What looking at a company's site gives beside single pages: they are cached as sources. */
export type SiteLook = 'DOMAIN' | 'HOMEPAGE' | 'PAGES#standard' | 'PAGES#deep';

/**
 * Gives what a look at the site gave within a day, null where there was none or it has another shape.
 * An unreadable cache is a miss. `now` in epoch ms.
 */
export async function readLook<Schema extends z.ZodType>(
  domain: Domain,
  look: SiteLook,
  schema: Schema,
  now: number,
): Promise<z.output<Schema> | null> {
  try {
    const row = await readRow(keyOf(domain, look), now);
    const parsed = schema.safeParse(row === null ? null : readJsonText(row, 'look'));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    console.warn({ message: 'site cache unreadable', error });
    return null;
  }
}

/** Keeps what a look at the site gave, for every role and intent; a cache that is down only costs the next look. */
export async function keepLook(domain: Domain, look: SiteLook, value: unknown, now: number): Promise<void> {
  try {
    const row = { look: { S: JSON.stringify(value) }, expiresAt: secondsAfter(now, secondsOf('site-look')) };
    await putRow(keyOf(domain, look), row);
  } catch (error) {
    console.warn({ message: 'site cache unwritable', error });
  }
}

function keyOf(domain: Domain, look: SiteLook): RowKey {
  return { pk: `COMPANY#${domain}`, sk: `SITE#${look}` };
}
