import type { CompanyRecords } from '../records.ts';
import { providerKeys } from './keys.ts';
import { type Knowledge, type ProviderAnswer, providerHost } from './provider.ts';
import { findPages, type IndexedPage, indexPages } from './search-index.ts';
import { findJobs } from './serpapi-jobs.ts';
import { findNews } from './serpapi-news.ts';

const engines = ['google', 'google_news', 'google_jobs'];

/**
 * serpapi.com: Google's organic results over the pages of the small web, the knowledge graph of a
 * company asked for by its name, news and jobs (https://serpapi.com/search-api). Errors as in
 * https://serpapi.com/api-status-and-error-codes.
 */
export function serpapi({ records, sites, now }: Knowledge) {
  const pages = sites.flatMap(indexPages);
  return providerHost('serpapi.com', (url) => {
    const { pathname, searchParams: query } = url;
    if (!['/search.json', '/search', '/account', '/account.json'].includes(pathname)) return null;
    const refusal = refuse(query, pathname);
    if (refusal !== null) return refusal;
    if (pathname.startsWith('/account')) return { body: { plan_name: 'Sandbox', total_searches_left: 1000 } };
    return { body: search(query, pages, records, new Date(now())) };
  });
}

function refuse(query: URLSearchParams, pathname: string): ProviderAnswer | null {
  const manage = 'Your API key should be here: https://serpapi.com/manage-api-key';
  if (query.get('api_key') !== providerKeys.serpapi) {
    return { status: 401, body: { error: `Invalid API key. ${manage}` } };
  }
  if (pathname.startsWith('/account')) return null;
  const engine = query.get('engine') ?? 'google';
  if (!engines.includes(engine)) return { status: 400, body: { error: `Unsupported \`${engine}\` search engine.` } };
  return query.get('q') ? null : { status: 400, body: { error: 'Missing query `q` parameter.' } };
}

function search(
  query: URLSearchParams,
  pages: readonly IndexedPage[],
  records: readonly CompanyRecords[],
  now: Date,
): Record<string, unknown> {
  const q = query.get('q') ?? '';
  const engine = query.get('engine') ?? 'google';
  const results = findResults(query, pages, records, now);
  const stamp = `${now.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  const isEmpty = Object.keys(results).length === 0;
  return {
    search_metadata: {
      id: '6880c0ffee0000000000c0de',
      status: 'Success',
      json_endpoint: 'https://serpapi.com/searches/sandbox/6880c0ffee0000000000c0de.json',
      created_at: stamp,
      processed_at: stamp,
      google_url: `https://www.google.com/search?q=${encodeURIComponent(q)}`,
      total_time_taken: 0.42,
    },
    search_parameters: {
      engine,
      q,
      google_domain: 'google.com',
      hl: query.get('hl') ?? 'en',
      gl: query.get('gl') ?? 'us',
      device: 'desktop',
    },
    search_information: {
      query_displayed: q,
      total_results: 0,
      time_taken_displayed: 0.13,
      organic_results_state: isEmpty ? 'Fully empty' : 'Results for exact spelling',
    },
    ...(isEmpty ? { error: "Google hasn't returned any results for this query." } : results),
  };
}

/** Only what there is has a key of its own. */
function findResults(
  query: URLSearchParams,
  pages: readonly IndexedPage[],
  records: readonly CompanyRecords[],
  now: Date,
): Record<string, unknown> {
  const q = query.get('q') ?? '';
  const engine = query.get('engine') ?? 'google';
  if (engine === 'google_jobs') return present({ jobs_results: findJobs(q, records, now) });
  if (engine === 'google_news' || query.get('tbm') === 'nws') {
    return present({ news_results: findNews(q, records, now, engine) });
  }
  const found = findPages(q, pages);
  const graph = records.find(({ knowledgeGraph }) => String(knowledgeGraph?.title).toLowerCase() === q.toLowerCase());
  return {
    ...(graph === undefined ? {} : { knowledge_graph: graph.knowledgeGraph }),
    ...present({ organic_results: found.map(writeResult) }),
  };
}

function present(lists: Readonly<Record<string, readonly unknown[]>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
}

function writeResult({ link, title, snippet }: IndexedPage, index: number) {
  const { hostname } = new URL(link);
  return {
    position: index + 1,
    title,
    link,
    redirect_link: `https://www.google.com/url?sa=t&url=${encodeURIComponent(link)}`,
    displayed_link: `https://${hostname}`,
    snippet,
    source: hostname.replace(/^www\./, ''),
  };
}
