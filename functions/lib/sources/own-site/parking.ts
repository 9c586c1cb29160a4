import type { Document } from '../../content/document.ts';

/** Name servers of services that only show advertisements or an offer on a domain. */
const parkingNameServers: Readonly<Record<string, string>> = {
  'sedoparking.com': 'Sedo',
  'parkingcrew.net': 'ParkingCrew',
  'bodis.com': 'Bodis',
  'above.com': 'Above',
  'parklogic.com': 'ParkLogic',
  'afternic.com': 'Afternic',
  'dan.com': 'Dan',
  'undeveloped.com': 'Undeveloped',
  'cashparking.com': 'CashParking',
  'fabulous.com': 'Fabulous',
  'smartname.com': 'SmartName',
  'rookdns.com': 'Rook',
  'ztomy.com': 'Ztomy',
  'voodoo.com': 'Voodoo',
  'uniregistrymarket.link': 'Uniregistry',
  'domainparking.ru': 'DomainParking',
};

/** Where domains for sale are shown; a redirect there is a parked domain and no company's home. */
const marketplaces = new Set([
  'sedo.com',
  'dan.com',
  'afternic.com',
  'hugedomains.com',
  'buydomains.com',
  'brandbucket.com',
  'atom.com',
  'squadhelp.com',
  'undeveloped.com',
  'domainmarket.com',
  'above.com',
]);

/** The parking service that a domain's name servers belong to, null for any other. */
export function parkingServiceOf(nameServers: readonly string[]): string | null {
  const names = nameServers.map((name) => name.toLowerCase().replace(/\.$/, ''));
  const found = Object.entries(parkingNameServers).find(([suffix]) =>
    names.some((name) => name === suffix || name.endsWith(`.${suffix}`)),
  );
  return found?.[1] ?? null;
}

/** Whether a registrable domain is a marketplace of domains. */
export function isDomainMarketplace(domain: string): boolean {
  return marketplaces.has(domain);
}

const saleNotice =
  /\b(?:this|the)\s+(?:domain|website|web\s*site)(?:\s+name)?(?:\s+\S+)?\s+(?:is|may\s+be|could\s+be)\s+(?:available\s+)?(?:for\s+sale|for\s+purchase)\b|\bbuy\s+this\s+domain\b|\bdomain\s+(?:is\s+)?(?:for\s+sale|parked)\b|\bdomain\s+parking\b|\bmake\s+an\s+offer\s+(?:on|for)\s+this\s+domain\b|\bparked\s+(?:free|domain)\b|\bdomain\s+has\s+(?:expired|been\s+registered)\b/i;
const defaultPage =
  /\bwelcome to nginx\b|\bapache2? (?:\w+ )?default page\b|\bit works!|\biis windows server\b|\bdefault web\s?site page\b|\bweb server'?s default page\b|\bindex of \/$/i;
/** A page with more text than this, in characters, is somebody's, even when it speaks of parked domains. */
const longestNotice = 2_500;

/** Why a homepage looks like nobody's: `for_sale_notice` or `server_default_page`; null when it does not. */
export function findParkedReason({ title, segments, structuredData }: Document): string | null {
  const text = segments.find((segment) => segment.origin === 'text')?.text ?? '';
  if (text.length > longestNotice || structuredData.length > 0) return null;
  const shown = `${title ?? ''} ${text}`;
  if (saleNotice.test(shown)) return 'for_sale_notice';
  return defaultPage.test(shown) ? 'server_default_page' : null;
}
