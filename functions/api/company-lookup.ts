import { endpoint } from '../lib/api/endpoint.ts';
import { findCompaniesByName, type IndexedCompany, readIndexedCompany } from '../lib/cache/company-index.ts';
import { normaliseCompanyName } from '../lib/cache/company-name.ts';
import { keepDiscovery, readDiscovery } from '../lib/cache/discovery.ts';
import { freshnessOf } from '../lib/cache/freshness.ts';
import { type Domain, parseDomain } from '../lib/company/domain.ts';
import { systemClock } from '../lib/enrichment/clock.ts';
import { IntelligenceError } from '../lib/errors.ts';

const longestQuery = 2048;
const mostCompanies = 5;
/** A company's own facts are due for a refresh after a day, and old after a month; seconds. */
const dueAfter = 24 * 3600;
const staleAfter = 30 * 24 * 3600;

interface Finding {
  readonly companies: readonly IndexedCompany[];
  readonly matchedOn: 'domain' | 'name';
  readonly cached: boolean;
  readonly source: 'company-index' | 'own-site';
}

/** `{domain}` may be a domain, a URL or a name; nothing found is an empty list. */
export const handler = endpoint(null, async ({ parameters, exchangeId }) => {
  const query = (parameters.domain ?? '').trim();
  if (query === '' || query.length > longestQuery) {
    const message = `must have 1 to ${longestQuery} characters`;
    throw new IntelligenceError('request.invalid', 'Not valid: domain.', { details: [{ field: 'domain', message }] });
  }
  const now = systemClock.now();
  const domain = parseDomain(query);
  const finding = domain === null ? await findByName(query, now) : await findByDomain(domain, now);
  const companies = finding.companies.map((company) => viewCompany(company, finding, query, now));
  return { status: 200, body: { companies, cached: finding.cached, requestId: exchangeId } };
});

async function findByName(name: string, now: number): Promise<Finding> {
  const companies = await findCompaniesByName(name, mostCompanies, now);
  return { companies, matchedOn: 'name', cached: companies.length > 0, source: 'company-index' };
}

async function findByDomain(domain: Domain, now: number): Promise<Finding> {
  const indexed = await readIndexedCompany(domain, now);
  if (indexed !== null) return { companies: [indexed], matchedOn: 'domain', cached: true, source: 'company-index' };
  const kept = await readDiscovery(domain, now);
  if (kept !== null) return { ...seen(kept.company), cached: true };
  // Only a miss needs the Lambda client, so only a miss loads it.
  const { discoverCompany } = await import('../lib/api/live-discovery.ts');
  const company = await discoverCompany(domain, now);
  if (company === 'late') return { ...seen(null), cached: false };
  await keepDiscovery(domain, { company }, now);
  return { ...seen(company), cached: false };
}

function seen(company: IndexedCompany | null): Omit<Finding, 'cached'> {
  return { companies: company === null ? [] : [company], matchedOn: 'domain', source: 'own-site' };
}

/** Unknown fields are left out, as the contract has them optional. */
function viewCompany(company: IndexedCompany, finding: Finding, query: string, now: number) {
  const { updatedAt, ...facts } = company;
  const seenAt = Math.floor(Date.parse(updatedAt) / 1000);
  const known = Object.entries(facts).filter(([, value]) => value !== null);
  return {
    ...Object.fromEntries(known),
    matchScore: scoreOf(company, finding, query),
    matchedOn: [finding.matchedOn],
    freshness: freshnessOf(
      { generatedAt: seenAt, refreshAfter: seenAt + dueAfter, expiresAt: seenAt + staleAfter },
      now,
    ),
    sources: [finding.source],
  };
}

/** A domain is the identity itself; a name that is the same but for legal form or another former name is less. */
function scoreOf(company: IndexedCompany, finding: Finding, query: string): number {
  if (finding.matchedOn === 'domain') return 1;
  if (company.name.toLowerCase() === query.toLowerCase()) return 1;
  return normaliseCompanyName(company.name) === normaliseCompanyName(query) ? 0.95 : 0.8;
}
