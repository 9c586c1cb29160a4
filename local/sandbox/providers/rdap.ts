import type { Host } from '../host.ts';
import type { CompanyRecords } from '../records.ts';
import { type Knowledge, providerHost } from './provider.ts';

/** The registry of the small web's domains. */
const registry = 'rdap.registry.example';
const rdapJson = { 'content-type': 'application/rdap+json' };

/**
 * rdap.org, which redirects to the registry of a domain (https://about.rdap.org), and that registry
 * (RFC 9083, 5.3). Registries withhold who registered, and so does this one.
 */
export function rdap({ records, sites, now }: Knowledge): Host[] {
  const known = new Set(sites.map((site) => site.domain));
  const notFound = { status: 404, headers: rdapJson, body: { errorCode: 404, title: 'Not Found' } };
  const domainOf = (url: URL) => /^\/domain\/([^/]+)$/.exec(url.pathname)?.[1]?.toLowerCase();
  const redirector = providerHost(
    'rdap.org',
    (url) => {
      const domain = domainOf(url);
      if (domain === undefined || !known.has(domain)) return null;
      return { status: 302, headers: { location: `https://${registry}/domain/${domain}` } };
    },
    notFound,
  );
  const registryHost = providerHost(
    registry,
    (url) => {
      const company = records.find(({ domain }) => domain === domainOf(url));
      const nameservers = sites.find((site) => site.domain === company?.domain)?.definition.dns.ns ?? [];
      if (company?.rdap === undefined) return null;
      return { headers: rdapJson, body: writeDomain(company.domain, company.rdap, nameservers, new Date(now())) };
    },
    notFound,
  );
  return [redirector, registryHost];
}

function writeDomain(
  domain: string,
  { registered, expires, registrar }: NonNullable<CompanyRecords['rdap']>,
  nameservers: readonly string[],
  now: Date,
) {
  const event = (eventAction: string, eventDate: string) => ({ eventAction, eventDate });
  return {
    objectClassName: 'domain',
    handle: `${domain.toUpperCase()}-EXAMPLE`,
    ldhName: domain,
    status: ['client transfer prohibited'],
    events: [
      event('registration', `${registered}T00:00:00Z`),
      event('expiration', `${expires}T00:00:00Z`),
      event('last update of RDAP database', now.toISOString()),
    ],
    entities: [
      {
        objectClassName: 'entity',
        roles: ['registrar'],
        vcardArray: [
          'vcard',
          [
            ['version', {}, 'text', '4.0'],
            ['fn', {}, 'text', registrar],
          ],
        ],
      },
    ],
    nameservers: nameservers.map((ldhName) => ({ objectClassName: 'nameserver', ldhName })),
    secureDNS: { delegationSigned: false },
    rdapConformance: ['rdap_level_0'],
  };
}
