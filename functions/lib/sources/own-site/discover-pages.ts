import { robotsStore } from '../../cache/robots-cache.ts';
import { isSameDomain } from '../../company/domain.ts';
import type { ProfileField } from '../../company/profile.ts';
import type { Document, PagePurpose } from '../../content/document.ts';
import type { Company } from '../../enrichment/run.ts';
import { HttpError, isAllowedByRobots, readRobots } from '../../http/index.ts';
import { findPurpose, type PageCandidate } from './page-purposes.ts';
import { type RankedPage, rankPages } from './rank-pages.ts';
import { readSitemaps } from './sitemap.ts';

/** What is to be found on a company's site. */
export interface Discovery {
  readonly company: Company;
  /** The stored homepage, null where it is gone. */
  readonly homepage: Document | null;
  /** Fields for which the homepage already gave facts. */
  readonly known: ReadonlySet<ProfileField>;
  readonly limit: number;
  /** For sitemaps, in epoch ms. */
  readonly deadline: number;
}

/** Tried where there is no sitemap and no link shows such a page. */
const wellKnownPaths: readonly [purpose: PagePurpose, path: string][] = [
  ['about', '/about'],
  ['pricing', '/pricing'],
  ['customers', '/customers'],
  ['careers', '/careers'],
  ['security', '/security'],
  ['products', '/products'],
  ['news', '/news'],
  ['team', '/team'],
];

/**
 * Finds the pages of a company's site that are worth reading: what its robots.txt names as sitemaps,
 * `/sitemap.xml`, the homepage's links and well-known paths, without what robots.txt forbids.
 */
export async function discoverPages({ company, homepage, known, limit, deadline }: Discovery): Promise<RankedPage[]> {
  if (company.homepageUrl === null) return [];
  const home = new URL(company.homepageUrl);
  const listed = await findListed(home, company, deadline);
  const linked = (homepage?.links ?? []).flatMap(({ url, text }) => toCandidate(url, text, home, company));
  const merged = mergeCandidates([
    ...linked,
    ...listed.flatMap((page) => toCandidate(page.url, '', home, company, page.changedAt)),
  ]);
  const shown = new Set(merged.map(findPurpose));
  const guessed = wellKnownPaths
    .filter(([purpose]) => listed.length === 0 && !shown.has(purpose))
    .map(([, path]): PageCandidate => ({ url: new URL(path, home).href, text: '', changedAt: null }));
  const allowed = await keepAllowed(
    rankPages([...merged, ...guessed], { language: homepage?.language ?? null, known, limit: limit * 2 }),
  );
  return allowed.slice(0, limit);
}

async function findListed(home: URL, company: Company, deadline: number): Promise<PageCandidate[]> {
  const { sitemaps } = await readRobots(home.href, robotsStore);
  const usual = new URL('/sitemap.xml', home).href;
  return readSitemaps([...new Set([...sitemaps, ...(sitemaps.length === 0 ? [usual] : [])])], company.domain, deadline);
}

/** Brings a link to the homepage's scheme and host form, so that one page is not read twice. */
function toCandidate(
  input: string,
  text: string,
  home: URL,
  { domain }: Company,
  changedAt: string | null = null,
): PageCandidate[] {
  const url = URL.parse(input);
  if (url === null || !isSameDomain(url.href, domain) || url.search.length > 40) return [];
  const isSameHost = url.hostname.replace(/^www\./, '') === home.hostname.replace(/^www\./, '');
  if (isSameHost) [url.protocol, url.hostname] = [home.protocol, home.hostname];
  url.hash = '';
  url.search = '';
  if (url.pathname.length > 1) url.pathname = url.pathname.replace(/\/+$/, '');
  return url.href === home.href ? [] : [{ url: url.href, text, changedAt }];
}

/** One candidate a URL, with the first text and the date that any place gave it. */
function mergeCandidates(candidates: readonly PageCandidate[]): PageCandidate[] {
  const merged = new Map<string, PageCandidate>();
  for (const candidate of candidates) {
    const known = merged.get(candidate.url);
    merged.set(candidate.url, {
      url: candidate.url,
      text: known?.text || candidate.text,
      changedAt: known?.changedAt ?? candidate.changedAt,
    });
  }
  return [...merged.values()];
}

async function keepAllowed(pages: readonly RankedPage[]): Promise<RankedPage[]> {
  const allowed = await Promise.all(pages.map((page) => isAllowed(page.url)));
  return pages.filter((_, index) => allowed[index]);
}

async function isAllowed(url: string): Promise<boolean> {
  try {
    return await isAllowedByRobots(url, robotsStore);
  } catch (error) {
    if (error instanceof HttpError) return false;
    throw error;
  }
}
