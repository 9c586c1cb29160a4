import * as z from 'zod/mini';
import { requireCompany } from '../lib/api/company-parameter.ts';
import { endpoint } from '../lib/api/endpoint.ts';
import { findCompanies } from '../lib/api/find-companies.ts';
import { invokeFunction } from '../lib/api/invoke-function.ts';
import type { Domain } from '../lib/company/domain.ts';
import { systemClock } from '../lib/enrichment/clock.ts';
import { requireVariable } from '../lib/environment.ts';
import { TransientError } from '../lib/errors.ts';

/** How long the sources may take, and the function that asks them, in ms. */
const searchMs = { sources: 10_000, whole: 14_000 };

/** The answer of `search-pages`. */
const answerSchema = z.object({
  sources: z.array(
    z.object({
      source: z.string(),
      outcome: z.string(),
      ms: z.number(),
      pages: z.array(z.object({ url: z.string(), title: z.string(), snippet: z.string() })),
    }),
  ),
});

/** `GET /company/{domain}/search`: what searches and the press show of a company; `searchTime` in ms. */
export const handler = endpoint(null, async ({ parameters, exchangeId }) => {
  const startedAt = systemClock.now();
  const domain = await requireCompany(parameters.domain, startedAt);
  const name = await nameOf(domain, startedAt);
  const sources = await searchPages(domain, name);
  const results = sources.map(({ source, outcome, ms, pages }) => ({
    query: name,
    source,
    outcome,
    totalResults: pages.length,
    searchTime: ms,
    results: pages.map((page) => ({ ...page, sourceDomain: URL.parse(page.url)?.hostname ?? '' })),
  }));
  return {
    status: 200,
    body: {
      queries: [name],
      results,
      totalResults: results.reduce((sum, { totalResults }) => sum + totalResults, 0),
      searchTime: systemClock.now() - startedAt,
      requestId: exchangeId,
    },
  };
});

/** Searches know companies by their names; one that has none yet is known by its domain's label. */
async function nameOf(domain: Domain, now: number): Promise<string> {
  const { companies } = await findCompanies(domain, now);
  const own = companies.find(({ company }) => company.domain === domain);
  return own?.company.name ?? domain.split('.')[0] ?? domain;
}

async function searchPages(domain: Domain, name: string) {
  try {
    const payload = { domain, name: name.slice(0, 200), deadline: systemClock.now() + searchMs.sources };
    const answer = await invokeFunction(requireVariable('SEARCH_PAGES_FUNCTION_NAME'), payload, searchMs.whole);
    return answerSchema.parse(answer).sources;
  } catch (cause) {
    throw new TransientError('search.unavailable', 'The search did not answer in time; try again.', { cause });
  }
}
