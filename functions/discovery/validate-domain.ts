import * as z from 'zod';
import { keepLook, readLook } from '../lib/cache/site-look.ts';
import { checkDomain } from '../lib/company/domain-check.ts';
import { type DomainCheck, domainCheckSchema } from '../lib/company/identity.ts';
import { taskInputShape } from '../lib/enrichment/run.ts';
import { task } from '../lib/task.ts';

/** Asks DNS and the web's redirects whether a company can stand on the domain. */
export const handler = task(z.object(taskInputShape), async ({ run }): Promise<DomainCheck> => {
  const { domain, refresh } = run;
  const known = refresh ? null : await readLook(domain, 'DOMAIN', domainCheckSchema, Date.now());
  if (known !== null) return { ...known, source: { ...known.source, fromCache: true } };
  const check = await checkDomain(domain);
  // What may be mended soon, such as a name that does not resolve yet, is looked at again.
  if (check.dns === 'resolves' && check.parkedBy === null) await keepLook(domain, 'DOMAIN', check, Date.now());
  return check;
});
