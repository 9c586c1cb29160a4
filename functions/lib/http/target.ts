import { isIP } from 'node:net';
import { isPublicAddress } from './address.ts';
import { HttpError } from './http-error.ts';

/**
 * Suffixes that never name a public server: RFC 6761 and the IANA special-use registry, ICANN's
 * `.internal`, and what routers and clouds use inside. `.example` is left to DNS, which has nothing for it.
 */
const privateSuffixes = [
  'localhost',
  'local',
  'localdomain',
  'internal',
  'intranet',
  'private',
  'corp',
  'home',
  'lan',
  'arpa',
  'test',
  'invalid',
  'onion',
  'alt',
];

const longestUrl = 4096;

/**
 * Parses a URL once, as a browser would (https://url.spec.whatwg.org), and refuses what may not be
 * asked: other schemes and ports, credentials, private names, literals that are not public.
 * `base` resolves a relative `Location`. Throws HttpError `http.refused`.
 */
export function parseTarget(input: string, base?: URL): URL {
  const url = input.length > longestUrl ? null : URL.parse(input, base?.href);
  if (url === null) throw new HttpError('http.refused', 'url');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new HttpError('http.refused', 'scheme');
  if (url.username !== '' || url.password !== '') throw new HttpError('http.refused', 'userinfo');
  if (!['', '80', '443'].includes(url.port)) throw new HttpError('http.refused', 'port');
  checkHostname(hostnameOf(url));
  url.hash = '';
  return url;
}

/** The host as DNS and sockets take it: no brackets around IPv6, no final dot. */
export function hostnameOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

function checkHostname(hostname: string): void {
  if (isIP(hostname) !== 0) {
    if (!isPublicAddress(hostname)) throw new HttpError('http.refused', 'private_address');
    return;
  }
  const labels = hostname.split('.');
  const fits = hostname.length <= 253 && labels.every((label) => label.length > 0 && label.length <= 63);
  if (!fits) throw new HttpError('http.refused', 'url');
  const isPrivate = labels.length === 1 || privateSuffixes.includes(labels.at(-1) ?? '');
  if (isPrivate) throw new HttpError('http.refused', 'special_name');
}
