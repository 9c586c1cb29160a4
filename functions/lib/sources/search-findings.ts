import { type Domain, isSameDomain, parseDomain } from '../company/domain.ts';
import type { Candidate } from '../company/identity.ts';
import { foldCompanyName } from '../company/name.ts';
import type { FoundPage } from './search-document.ts';

/** What search results say about who stands on a domain. */
export interface Reading {
  /** Names that pages of the domain give themselves, as often as they do. */
  readonly names: readonly string[];
  /** Homepages of other domains under the same name. */
  readonly candidates: readonly Candidate[];
  /** Whether a result stands on the domain itself. */
  readonly isConfirmed: boolean;
}

/** What parts a page's title from its site's name. */
const separators = /\s+[|–—·•-]\s+|:\s+/;
/** An exact name on another domain is a possibility, no more. */
const namesakeScore = 0.5;

/** Reads names, confirmation and namesakes of a domain's owner out of search results. */
export function readSearchResults(domain: Domain, pages: readonly FoundPage[]): Reading {
  const own = pages.filter(({ url }) => isSameDomain(url, domain));
  const names = own.flatMap(({ title }) => nameInTitle(title, domain) ?? []);
  const known = new Set(names.map(foldCompanyName));
  const others = pages.flatMap((page) => readNamesake(page, domain, known) ?? []);
  const candidates = [...Map.groupBy(others, (other) => other.domain).values()].flatMap(([first]) => first ?? []);
  return { names, candidates, isConfirmed: own.length > 0 };
}

/**
 * Whether a search result is about the owner of a domain: it stands there, names the domain, or
 * gives one of the owner's names. Others may be about a namesake or nobody.
 */
export function isAbout(page: FoundPage, domain: Domain, names: readonly string[]): boolean {
  if (isSameDomain(page.url, domain)) return true;
  const shown = `${page.title} ${page.snippet}`;
  if (shown.toLowerCase().includes(domain)) return true;
  const text = ` ${foldCompanyName(shown)} `;
  return names.some((name) => text.includes(` ${foldCompanyName(name)} `));
}

/** The part of a title that spells the domain's own label: `Acme | The robot company` on acme.example → `Acme`. */
function nameInTitle(title: string, domain: Domain): string | null {
  const label = squeeze(domain.split('.')[0] ?? '');
  const parts = title.split(separators).map((part) => part.trim());
  return parts.find((part) => squeeze(foldCompanyName(part)) === label) ?? null;
}

function readNamesake(page: FoundPage, domain: Domain, known: ReadonlySet<string>): Candidate | null {
  const other = parseDomain(page.url);
  const isHomepage = URL.parse(page.url)?.pathname === '/';
  if (other === null || other === domain || !isHomepage) return null;
  const parts = page.title.split(separators).map((part) => part.trim());
  const name = parts.find((part) => known.has(foldCompanyName(part)));
  if (name === undefined) return null;
  const description = page.snippet.trim() === '' ? null : page.snippet.trim();
  return { name, domain: other, description, matchScore: namesakeScore, matchedOn: ['name'] };
}

function squeeze(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
