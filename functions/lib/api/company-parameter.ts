import { type Domain, parseDomain } from '../company/domain.ts';
import { IntelligenceError } from '../errors.ts';
import { mayBeName } from '../lookup/name-query.ts';
import { requireDomain } from './domain-parameter.ts';

/**
 * Gives the registrable domain of the company that a caller named by domain, URL or name. A domain is
 * taken as it is; a name must mean one company. Throws IntelligenceError `request.invalid` naming
 * the field, `company.unknown`, and `company.ambiguous` with the candidates.
 */
export async function requireCompany(input: string | undefined, now: number, field = 'domain'): Promise<Domain> {
  const name = input?.trim() ?? '';
  if (parseDomain(name) !== null || !mayBeName(name)) return requireDomain(input, field);
  // Most starts give a domain, so only one by name loads what finds it.
  const { findCompanies } = await import('./find-companies.ts');
  const { outcome, companies } = await findCompanies(name, now);
  const [best] = companies;
  const domain = best === undefined ? null : parseDomain(best.company.domain);
  if (outcome === 'matched' && domain !== null) return domain;
  if (companies.length === 0) {
    throw new IntelligenceError('company.unknown', 'No company of this name is known; give its domain.', {
      details: [{ field, message: 'names no company that is known' }],
    });
  }
  const message = 'The name may mean several companies; give the domain of one of the candidates.';
  throw new IntelligenceError('company.ambiguous', message, {
    details: [{ field, message: 'does not name one company' }],
    candidates: companies.map(({ company, matchScore, matchedOn }) => ({
      name: company.name,
      domain: company.domain,
      description: company.description,
      matchScore,
      matchedOn,
    })),
  });
}
