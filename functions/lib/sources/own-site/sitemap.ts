import { gunzipSync } from 'node:zlib';
import { robotsStore } from '../../cache/robots-cache.ts';
import { type Domain, isSameDomain } from '../../company/domain.ts';
import { decodeText, fetchGuarded, HttpError, isAllowedByRobots } from '../../http/index.ts';
import type { PageCandidate } from './page-purposes.ts';

/** What one sitemap file lists (https://www.sitemaps.org/protocol.html). */
export interface Sitemap {
  readonly pages: readonly PageCandidate[];
  /** Of an index: further files. */
  readonly sitemaps: readonly string[];
}

const mostFiles = 6;
const mostEntries = 5_000;
const largestFile = 2_000_000;
/** Decompressed; the protocol allows 50 MB, of which the beginning is enough to choose from. */
const largestText = 8_000_000;
const longestFile = 3_000;
const shortestTry = 500;

/**
 * Reads the sitemaps of a site, indexes followed, as many as time and their number allow. Gives what
 * could be read; a sitemap that is missing or broken is as good as none. `deadline` in epoch ms.
 */
export async function readSitemaps(
  urls: readonly string[],
  domain: Domain,
  deadline: number,
  now: () => number = Date.now,
): Promise<PageCandidate[]> {
  const pages = new Map<string, PageCandidate>();
  const waiting = [...urls];
  const seen = new Set<string>();
  while (waiting.length > 0 && seen.size < mostFiles && deadline - now() > shortestTry) {
    const batch = waiting.splice(0, 2).filter((url) => !seen.has(url) && isSameDomain(url, domain));
    for (const url of batch) seen.add(url);
    const read = await Promise.all(batch.map((url) => readSitemap(url, Math.min(longestFile, deadline - now()))));
    for (const { pages: found, sitemaps } of read) {
      for (const page of found) if (isSameDomain(page.url, domain)) pages.set(page.url, page);
      waiting.push(...sitemaps.toSorted(byPromise));
    }
  }
  return [...pages.values()].slice(0, mostEntries);
}

/** Files of pages say more of a company than those of posts, products or tags. */
function byPromise(left: string, right: string): number {
  const promise = (url: string) =>
    Number(/page|main|company|static/i.test(url)) - Number(/post|product|tag|author|image|video/i.test(url));
  return promise(right) - promise(left);
}

async function readSitemap(url: string, totalMs: number): Promise<Sitemap> {
  try {
    if (!(await isAllowedByRobots(url, robotsStore))) return empty;
    const answer = await fetchGuarded(url, {
      accept: 'application/xml, text/xml;q=0.9, text/plain;q=0.5',
      maxBytes: largestFile,
      oversize: 'cut',
      totalMs,
    });
    if (answer.status !== 200) return empty;
    return parseSitemap(decodeText({ headers: answer.headers, body: unzip(answer.body) }));
  } catch (error) {
    if (error instanceof HttpError) return empty;
    throw error;
  }
}

const empty: Sitemap = { pages: [], sitemaps: [] };

/** A `.gz` file comes as it is, whatever its headers say. */
function unzip(body: Uint8Array): Uint8Array {
  if (body[0] !== 0x1f || body[1] !== 0x8b) return body;
  try {
    return gunzipSync(body, { maxOutputLength: largestText });
  } catch {
    return new Uint8Array();
  }
}

/** Reads a sitemap or a sitemap index, in XML or as plain lines of URLs. Never throws. */
export function parseSitemap(text: string): Sitemap {
  const isXml = /^\s*(?:\u{feff})?</u.test(text);
  if (!isXml)
    return {
      pages: text
        .split(/\s+/)
        .slice(0, mostEntries)
        .flatMap((line) => toPage(line, null)),
      sitemaps: [],
    };
  const isIndex = /<(?:\w+:)?sitemapindex\b/i.test(text.slice(0, 2_000));
  const entries = text.split(/<(?:\w+:)?(?:url|sitemap)>/i).slice(1, mostEntries + 1);
  const pages = entries.flatMap((entry) => toPage(elementOf(entry, 'loc'), elementOf(entry, 'lastmod')));
  return isIndex ? { pages: [], sitemaps: pages.map((page) => page.url) } : { pages, sitemaps: [] };
}

function elementOf(entry: string, name: 'loc' | 'lastmod'): string {
  const start = entry.search(new RegExp(`<(?:\\w+:)?${name}>`, 'i'));
  if (start < 0) return '';
  const from = entry.indexOf('>', start) + 1;
  return entry.slice(from, entry.indexOf('</', from)).trim();
}

function toPage(location: string, changed: string | null): PageCandidate[] {
  const text = location
    .replace(/^<!\[CDATA\[|\]\]>$/g, '')
    .replace(/&amp;/g, '&')
    .trim();
  const url = /^https?:\/\//i.test(text) ? URL.parse(text) : null;
  const changedAt = /^\d{4}-\d{2}-\d{2}/.exec(changed ?? '')?.[0] ?? null;
  return url === null ? [] : [{ url: url.href, text: '', changedAt }];
}
