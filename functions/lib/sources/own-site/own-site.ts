import type { PagePurpose } from '../../content/document.ts';
import { readPageWithin } from '../../content/index.ts';
import { IntelligenceError } from '../../errors.ts';
import { type Adapter, matched, noMatch, type SourceAnswer, SourceFailure, type SourceQuestion } from '../adapter.ts';
import { type FetchedPage, fetchPage, type MissingPage } from './fetch-page.ts';
import { ownSiteId } from './own-site-id.ts';
import { readStructuredFacts } from './structured-facts.ts';

/** Templates repeat the organization on every page; it counts where a page is about it. */
const organizationPages: ReadonlySet<PagePurpose | null> = new Set(['home', 'about', 'team', 'contact']);

/** The reason of a page of which only the beginning was read. */
export const truncated = 'truncated';

/** Before a second try after a connection that broke off, in ms. */
const backoff = 400;

/** One page of the company's own site: its text as a document, its structured data as facts. */
export const ownSite: Adapter = {
  id: ownSiteId,
  async ask(question) {
    const { source } = question;
    if (source.url === null) return noMatch('no_url');
    const page = await fetchTwice(source.url, question);
    if (page.state === 'missing') return answerFor(page);
    if (leadsHome(source.url, page.url)) return noMatch('redirects_home');
    return readOwnPage(page, ownSiteId, question);
  },
};

async function fetchTwice(url: string, question: SourceQuestion): Promise<FetchedPage | MissingPage> {
  const { company, deadline, surroundings } = question;
  const first = await fetchPage(url, company.domain, deadline - surroundings.now());
  if (first.state === 'page' || !first.mayPass) return first;
  await surroundings.pause(backoff);
  return fetchPage(url, company.domain, deadline - surroundings.now());
}

function answerFor({ reason }: MissingPage): SourceAnswer {
  if (reason === 'robots_disallowed') return { outcome: 'skipped', reason };
  const saysNothing = ['http_404', 'http_410', 'redirects_elsewhere', 'not_html'];
  if (saysNothing.includes(reason)) return noMatch(reason);
  throw new SourceFailure(reason);
}

/** A page that is gone often answers with the homepage, which has been read already. */
function leadsHome(asked: string, final: string): boolean {
  return URL.parse(asked)?.pathname !== '/' && URL.parse(final)?.pathname === '/';
}

/**
 * Reads a page of the company's own site, however it came, as a document of the source `sourceId`.
 * Throws SourceFailure `unreadable`.
 */
export async function readOwnPage(
  { url, html, isTruncated }: Omit<FetchedPage, 'state'>,
  sourceId: string,
  { company, source, surroundings }: SourceQuestion,
): Promise<SourceAnswer> {
  const { purpose } = source;
  const observedAt = new Date(surroundings.now()).toISOString();
  try {
    const { document } = await readPageWithin(html, { url, purpose, observedAt, sourceId });
    if (document.blocks.length === 0 && document.structuredData.length === 0) return noMatch('no_text');
    const facts = organizationPages.has(purpose)
      ? readStructuredFacts(document, { domain: company.domain, names: [company.name] })
      : [];
    return { ...matched([document], facts), ...(isTruncated ? { reason: truncated } : {}) };
  } catch (error) {
    if (error instanceof IntelligenceError && error.code === 'content.unreadable') {
      throw new SourceFailure('unreadable', { cause: error });
    }
    throw error;
  }
}
