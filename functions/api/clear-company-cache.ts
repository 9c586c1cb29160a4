import { requireDomain } from '../lib/api/domain-parameter.ts';
import { endpoint } from '../lib/api/endpoint.ts';
import { announceInvalidation } from '../lib/cache/announce-invalidation.ts';
import { clearCompany } from '../lib/cache/clear-company.ts';
import { systemClock } from '../lib/enrichment/clock.ts';

/** The table first: a level in front that forgets too early would fetch what is about to be deleted. */
export const handler = endpoint(null, async ({ parameters }) => {
  const domain = requireDomain(parameters.domain);
  const deleted = await clearCompany(domain, systemClock.now());
  await announceInvalidation(domain);
  return { status: 200, body: { domain, deleted } };
});
