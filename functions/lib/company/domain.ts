import { parse } from 'tldts-icann';

/** A registrable domain in lower-case ASCII, such as `example.com`: the identity of a company. */
export type Domain = string & { readonly __brand: 'Domain' };

/**
 * Hosting suffixes under which every subdomain is another owner's site; the subdomain is the
 * identity there. A few of the private section of https://publicsuffix.org/list/, which as a
 * whole would take a fifth of an API bundle.
 */
const sharedHostingSuffixes = [
  'blogspot.com',
  'github.io',
  'gitlab.io',
  'herokuapp.com',
  'myshopify.com',
  'netlify.app',
  'notion.site',
  'pages.dev',
  'vercel.app',
  'web.app',
  'webflow.io',
  'wixsite.com',
  'wordpress.com',
];

const longestHostname = 253;
const longestInput = 2048;

/**
 * Gives the registrable domain of a domain, host name or http(s) URL, or null where there is none:
 * IP addresses, single labels, bare public suffixes, names over 253 characters (RFC 1035, 2.3.4).
 */
export function parseDomain(input: string): Domain | null {
  const hostname = parseHostname(input);
  if (hostname === null) return null;
  const parsed = parse(hostname);
  if (parsed.isIp || parsed.domain === null) return null;
  const shared = sharedHostingSuffixes.find((suffix) => hostname.endsWith(`.${suffix}`));
  if (shared === undefined) return parsed.domain as Domain;
  const owner = hostname
    .slice(0, -shared.length - 1)
    .split('.')
    .at(-1);
  return `${owner}.${shared}` as Domain;
}

/** Whether a domain is a customer's name at a hosting service. */
export function isSharedHosting(domain: Domain): boolean {
  return sharedHostingSuffixes.some((suffix) => domain.endsWith(`.${suffix}`));
}

/** Whether two host names or URLs belong to the same registrable domain. */
export function isSameDomain(left: string, right: string): boolean {
  const domain = parseDomain(left);
  return domain !== null && domain === parseDomain(right);
}

function parseHostname(input: string): string | null {
  const text = input.trim();
  if (text === '' || text.length > longestInput || /\s/.test(text)) return null;
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  if (hasScheme && !/^https?:/i.test(text)) return null;
  const url = URL.parse(hasScheme ? text : `http://${text}`);
  if (url === null || url.username !== '' || url.password !== '') return null;
  const hostname = url.hostname.replace(/\.$/, '');
  if (hostname.length > longestHostname || !hostname.includes('.')) return null;
  return hostname.split('.').every(isHostLabel) ? hostname : null;
}

/** Letters, digits and inner hyphens, 63 at most (RFC 1123, 2.1); WHATWG parsing has made it ASCII. */
function isHostLabel(label: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label);
}
