import { endpoint } from '../lib/api/endpoint.ts';
import { type FoundCompany, findCompanies } from '../lib/api/find-companies.ts';
import { freshnessOf } from '../lib/cache/freshness.ts';
import { systemClock } from '../lib/enrichment/clock.ts';
import { IntelligenceError } from '../lib/errors.ts';

const longestQuery = 2048;
/** A company's own facts are due for a refresh after a day, and old after a month; seconds. */
const dueAfter = 24 * 3600;
const staleAfter = 30 * 24 * 3600;

/** `{domain}` may be a domain, a URL or a name, also a mistyped one; nothing found is an empty list. */
export const handler = endpoint(null, async ({ parameters, exchangeId }) => {
  const query = (parameters.domain ?? '').trim();
  if (query === '' || query.length > longestQuery) {
    const message = `must have 1 to ${longestQuery} characters`;
    throw new IntelligenceError('request.invalid', 'Not valid: domain.', { details: [{ field: 'domain', message }] });
  }
  const now = systemClock.now();
  const { companies, cached } = await findCompanies(query, now);
  return {
    status: 200,
    body: { companies: companies.map((found) => viewCompany(found, now)), cached, requestId: exchangeId },
    isCacheHit: cached,
  };
});

/** Unknown fields are left out, as the contract has them optional. */
function viewCompany({ company, matchScore, matchedOn, source }: FoundCompany, now: number) {
  const { updatedAt, ...facts } = company;
  const seenAt = Math.floor(Date.parse(updatedAt) / 1000);
  const known = Object.entries(facts).filter(([, value]) => value !== null);
  return {
    ...Object.fromEntries(known),
    matchScore,
    matchedOn,
    freshness: freshnessOf(
      { generatedAt: seenAt, refreshAfter: seenAt + dueAfter, expiresAt: seenAt + staleAfter },
      now,
    ),
    sources: [source],
  };
}
