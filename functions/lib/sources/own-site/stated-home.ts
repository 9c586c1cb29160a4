import { type Domain, isSharedHosting, parseDomain } from '../../company/domain.ts';
import type { Document, PageHead } from '../../content/index.ts';
import { findOrganizationDomains } from './organization.ts';

/** A template's `og:url` is often forgotten; canonical links and structured data are what engines act on. */
const weights = { canonical: 2, structuredData: 2, openGraph: 1 };
/** One forgotten tag is a slip and no statement. */
const enough = 2;

/**
 * Gives the other registrable domain that a homepage says it belongs to, by canonical link, `og:url`
 * and the URL of the organization in its JSON-LD; null where it says so of its own domain as much, or
 * of none. Addresses of hosting services are where a site was built and say nothing.
 */
export function findHomeElsewhere(document: Document, head: PageHead, domain: Domain): Domain | null {
  const said: [Domain | null, number][] = [
    [homeOf(head.canonicalUrl), weights.canonical],
    [homeOf(head.statedUrl), weights.openGraph],
    [structuredHome(document, domain), weights.structuredData],
  ];
  const votes = new Map<Domain, number>();
  for (const [home, weight] of said) {
    if (home !== null) votes.set(home, (votes.get(home) ?? 0) + weight);
  }
  const [best] = [...votes].filter(([home]) => home !== domain).sort(([, left], [, right]) => right - left);
  if (best === undefined) return null;
  const [home, weight] = best;
  return weight >= enough && weight > (votes.get(domain) ?? 0) ? home : null;
}

/** Several organizations elsewhere are partners or customers; only one alone may be the owner. */
function structuredHome(document: Document, domain: Domain): Domain | null {
  const homes = new Set(findOrganizationDomains(document).flatMap((url) => homeOf(url) ?? []));
  if (homes.has(domain)) return domain;
  const [only] = homes;
  return homes.size === 1 && only !== undefined ? only : null;
}

function homeOf(url: string | null): Domain | null {
  const domain = url !== null && /^https?:/i.test(url) ? parseDomain(url) : null;
  return domain === null || isSharedHosting(domain) ? null : domain;
}
