import { isSameDomain } from '../../company/domain.ts';
import { foldCompanyName } from '../../company/name.ts';
import type { Document } from '../../content/document.ts';
import type { Company } from '../../enrichment/run.ts';
import type { SourceQuestion } from '../adapter.ts';
import { readHomepage } from '../homepage.ts';
import { fetchPage } from '../own-site/fetch-page.ts';
import { findPurpose } from '../own-site/page-purposes.ts';

/** A job board as the public API of its provider addresses it. */
export interface BoardAddress {
  /** Origin of the API. */
  readonly api: string;
  /** The board's name there. */
  readonly token: string;
}

/** For a careers page, in ms; what is left belongs to the board itself. */
const pageLimit = 4_000;

/**
 * Finds the board that the company's own site links to: on the stored homepage, else on the careers
 * page that the homepage links, which is fetched as a polite robot. `readBoards` reads the addresses
 * out of a text. Several boards are none, unless one bears the company's name: the others may be
 * those of partners or investors.
 */
export async function findLinkedBoard(
  question: SourceQuestion,
  readBoards: (text: string) => readonly BoardAddress[],
): Promise<BoardAddress | null> {
  const { company, deadline, surroundings } = question;
  const homepage = await readHomepage(company);
  if (homepage === null) return null;
  const linked = readBoards(homepage.links.map(({ url }) => url).join('\n'));
  if (linked.length > 0) return chooseBoard(linked, company);
  const careers = findCareersPage(homepage, company);
  if (careers === null) return null;
  const page = await fetchPage(careers, company.domain, Math.min(pageLimit, deadline - surroundings.now()));
  if (page.state === 'missing') return null;
  const visible = page.html.replace(/<!--[\s\S]*?-->/g, '').replaceAll('&amp;', '&');
  return chooseBoard(readBoards(visible), company);
}

function findCareersPage(homepage: Document, { domain }: Company): string | null {
  const own = homepage.links.filter(({ url }) => isSameDomain(url, domain));
  const onHost = own.find(({ url }) => /^https?:\/\/(?:careers?|jobs)\./i.test(url));
  const page = onHost ?? own.find(({ url, text }) => findPurpose({ url, text, changedAt: null }) === 'careers');
  return page?.url ?? null;
}

function chooseBoard(boards: readonly BoardAddress[], { name, domain }: Company): BoardAddress | null {
  const distinct = [...new Map(boards.map((board) => [`${board.api} ${board.token}`.toLowerCase(), board])).values()];
  if (distinct.length === 1) return distinct[0] ?? null;
  const names = [foldCompanyName(name), domain.split('.')[0] ?? ''].map(squeeze);
  const named = distinct.filter(({ token }) => names.includes(squeeze(token)));
  return named.length === 1 ? (named[0] ?? null) : null;
}

function squeeze(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
