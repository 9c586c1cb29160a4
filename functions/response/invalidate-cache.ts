import * as z from 'zod';
import { dropCompany, outdateAnswers } from '../lib/cache/drop-company.ts';
import { parseDomain } from '../lib/company/domain.ts';
import { task } from '../lib/task.ts';

/** A registrable domain and nothing else: what an event names reaches no other company's rows. */
const domainField = z.string().refine((text) => parseDomain(text) === text, 'a registrable domain');

/** What the product puts on its bus when something cached about a company does not hold any more. */
export const invalidationEvent = z.discriminatedUnion('detail-type', [
  z.object({
    'detail-type': z.enum(['cache.invalidate', 'company.corrected', 'company.erased']),
    detail: z.object({ domain: domainField }),
  }),
  z.object({
    'detail-type': z.literal('company.changed'),
    detail: z.object({
      domain: domainField,
      /** Of the answer that says what changed. */
      key: z.string().min(1),
      learntAt: z.iso.datetime({ offset: true }),
    }),
  }),
]);

/**
 * Takes what is cached about a company out of every level when the bus says that it does not hold: all of it
 * where it was corrected or erased; where it only changed, other answers become stale. May be repeated.
 */
export const handler = task(invalidationEvent, async (event) => {
  const now = Date.now();
  const { domain } = event.detail;
  if (event['detail-type'] !== 'company.changed') return { dropped: await dropCompany(domain, now) };
  return { outdated: await outdateAnswers(domain, event.detail.key, Date.parse(event.detail.learntAt), now) };
});
