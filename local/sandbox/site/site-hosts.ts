import { addressOf, refusingAddressOf, silentAddressOf } from '../../network/address-plan.ts';
import type { Host } from '../host.ts';
import type { Site } from './read-site.ts';
import { serveSite } from './serve-site.ts';

const addresses = {
  host: (domain: string) => [addressOf(domain)],
  refused: (domain: string) => [refusingAddressOf(domain)],
  silent: (domain: string) => [silentAddressOf(domain)],
  none: () => [],
};

/** The names of a company: its domain with all records, and `www.` as an alias of it. */
export function siteHosts(site: Site, now: number): Host[] {
  const { domain, definition } = site;
  const web = {
    kind: 'company' as const,
    visit: serveSite(site, now),
    acceptsTls: definition.https !== 'none' && definition.behaviour !== 'resets',
  };
  const bare: Host = { ...web, name: domain, records: { ...definition.dns, a: addresses[definition.address](domain) } };
  if (definition.www === 'none') return [bare];
  return [bare, { ...web, name: `www.${domain}`, records: { cname: domain } }];
}
