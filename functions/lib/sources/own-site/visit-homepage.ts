import type { Domain } from '../../company/domain.ts';
import { type FetchedPage, fetchPage, type MissingPage } from './fetch-page.ts';

/** Leaves a try enough to be worth it, in ms. */
const shortestTry = 1_000;
/** A server that takes this long has to be waited for on every name, which nobody has time for. */
const patience = 4_500;
/** A server that says no on one name says it on the others as well. */
const finalReasons = [
  /^robots_/,
  /^bot_challenge$/,
  /^http_(?:401|403|429|451)$/,
  /^redirects_elsewhere$/,
  /^too_large$/,
];

/**
 * Fetches the homepage of a domain where it is: over https and, where that fails, http, on the bare
 * name and under `www.`. Gives the first page, else the failure that says most. `deadline` in epoch ms.
 */
export async function visitHomepage(
  domain: Domain,
  deadline: number,
  now: () => number = Date.now,
): Promise<FetchedPage | MissingPage> {
  const addresses = [`https://${domain}/`, `https://www.${domain}/`, `http://${domain}/`, `http://www.${domain}/`];
  let failure: MissingPage | null = null;
  for (const address of addresses) {
    const left = deadline - now();
    if (failure !== null && left < shortestTry) break;
    const visit = await fetchPage(address, domain, Math.min(left, patience));
    if (visit.state === 'page') return visit;
    failure = failure === null || (visit.answered && !failure.answered) ? visit : failure;
    if (finalReasons.some((reason) => reason.test(visit.reason))) return visit;
  }
  return failure ?? { state: 'missing', reason: 'timeout', redirectsTo: null, answered: false, mayPass: false };
}
