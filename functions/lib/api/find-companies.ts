import { type IndexedCompany, readIndexedCompany } from '../cache/company-index.ts';
import { type DiscoveredCompany, type DiscoverySubject, keepDiscovery, readDiscovery } from '../cache/discovery.ts';
import { parseDomain } from '../company/domain.ts';
import { aliasesOf } from '../lookup/aliases.ts';
import { readName } from '../lookup/name-forms.ts';
import { mayBeName } from '../lookup/name-query.ts';
import { type CompanyMatch, type NameResolution, resolveAmong, resolveName } from '../lookup/resolve-name.ts';
import { createTableFinder } from '../lookup/table-finder.ts';
import { discoverDomain, discoverName } from './live-discovery.ts';

/** A company that a query may mean, with where it is known from. */
export interface FoundCompany extends Pick<CompanyMatch, 'matchScore' | 'matchedOn'> {
  readonly company: IndexedCompany;
  readonly source: string;
}

/** What a query means, and whether that was known already. */
export interface CompanyFinding {
  readonly outcome: NameResolution['outcome'];
  readonly companies: readonly FoundCompany[];
  readonly cached: boolean;
}

/**
 * Finds what a domain, a URL or a name means: in the company index, else by a live look under a
 * deadline, which is kept. `now` in epoch ms. Throws TransientError `storage.unavailable`.
 */
export async function findCompanies(query: string, now: number): Promise<CompanyFinding> {
  const resolution = await resolveName(query, createTableFinder(now));
  const indexed = await readMatches(resolution, now);
  if (resolution.outcome !== 'not_found' && indexed.length > 0) {
    return { outcome: outcomeOf(resolution, indexed.length), companies: indexed, cached: true };
  }
  const seen = await look(query, now);
  // What an unknown domain resembles is worth showing only when nothing stands on the domain itself.
  return seen.companies.length > 0 ? seen : { ...seen, companies: indexed };
}

async function readMatches(resolution: NameResolution, now: number): Promise<readonly FoundCompany[]> {
  const found = resolution.matches.map(async ({ domain, matchScore, matchedOn }) => {
    const company = await readIndexedCompany(domain, now);
    return company === null ? [] : [{ company, matchScore, matchedOn, source: 'company-index' }];
  });
  return (await Promise.all(found)).flat();
}

/** Rows of names may outlive their company for a moment; what is left of several is then still unsure. */
function outcomeOf(resolution: NameResolution, left: number): NameResolution['outcome'] {
  return left < resolution.matches.length ? 'ambiguous' : resolution.outcome;
}

async function look(query: string, now: number): Promise<CompanyFinding> {
  const domain = parseDomain(query);
  const { bare } = readName(query);
  if (domain === null && (bare === '' || !mayBeName(query))) return nothingSeen;
  const subject: DiscoverySubject = domain === null ? { name: bare } : { domain };
  const kept = await readDiscovery(subject, now);
  if (kept !== null) return { ...judgeSeen(query, kept), cached: true };
  const seen = domain === null ? await discoverName(query.trim(), now) : await discoverDomain(domain, now);
  if (seen === 'late') return nothingSeen;
  await keepDiscovery(subject, seen, now);
  return { ...judgeSeen(query, seen), cached: false };
}

const nothingSeen: CompanyFinding = { outcome: 'not_found', companies: [], cached: false };

function judgeSeen(query: string, seen: readonly DiscoveredCompany[]): Omit<CompanyFinding, 'cached'> {
  const domain = parseDomain(query);
  const named = seen.map(({ company, otherNames }) => ({ ...company, otherNames, formerNames: [] }));
  const own = seen.filter(({ company }) => company.domain === domain);
  const resolution =
    own.length > 0
      ? { outcome: 'matched' as const, matches: [{ domain, matchScore: 1, matchedOn: ['domain'] }] }
      : resolveAmong(query, named.flatMap(aliasesOf));
  const companies = resolution.matches.flatMap(({ domain: matched, matchScore, matchedOn }) => {
    const found = seen.find(({ company }) => company.domain === matched);
    return found === undefined ? [] : [{ company: found.company, matchScore, matchedOn, source: found.source }];
  });
  return { outcome: resolution.outcome, companies };
}
