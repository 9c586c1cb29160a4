import type { CompanyRecords } from '../records.ts';
import { type Knowledge, type ProviderAnswer, providerHost } from './provider.ts';

const defaultRecords = 75;
const mostRecords = 250;
const shortestPhrase = 3;
const dayMs = 24 * 60 * 60 * 1000;
const spans: Readonly<Record<string, number>> = { d: 1, day: 1, w: 7, week: 7, m: 30, month: 30 };

/**
 * api.gdeltproject.org: the article list of the DOC 2.0 API
 * (https://blog.gdeltproject.org/gdelt-doc-2-0-api-debuts/). What it does not like it says in plain
 * text with status 200. It never throttles by itself; misbehaviour does that on demand.
 */
export function gdelt({ records, now }: Knowledge) {
  const articles = records.flatMap((company) => company.news);
  return providerHost(
    'api.gdeltproject.org',
    (url) => (url.pathname === '/api/v2/doc/doc' ? answer(articles, url.searchParams, now()) : null),
    { status: 404, headers: { 'content-type': 'text/html' }, body: '<html><title>404 Not Found</title></html>' },
  );
}

type Article = CompanyRecords['news'][number];

function answer(articles: readonly Article[], query: URLSearchParams, now: number): ProviderAnswer {
  const phrase = (query.get('query') ?? '').replaceAll('"', '').trim().toLowerCase();
  if (phrase.length < shortestPhrase) return say('The specified phrase is too short.');
  if (query.get('mode')?.toLowerCase() !== 'artlist') return say('Invalid mode.');
  const [, count = '3', unit = 'month'] = /^(\d+)([a-z]+?)s?$/.exec(query.get('timespan') ?? '3months') ?? [];
  const oldest = now - Number(count) * (spans[unit] ?? 1) * dayMs;
  const found = articles
    .filter((article) => `${article.title} ${article.snippet}`.toLowerCase().includes(phrase))
    .filter((article) => Date.parse(article.publishedAt) >= oldest)
    .sort((left, right) => right.publishedAt.localeCompare(left.publishedAt))
    .slice(0, Math.min(Number(query.get('maxrecords') ?? defaultRecords), mostRecords));
  return { body: found.length === 0 ? {} : { articles: found.map(writeArticle) } };
}

function say(text: string): ProviderAnswer {
  return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: `${text}\n` };
}

function writeArticle({ title, url, publishedAt, language, country }: Article) {
  const stamp = new Date(publishedAt).toISOString().replace(/[-:]|\.\d+/g, '');
  return {
    url,
    url_mobile: '',
    title,
    seendate: stamp,
    socialimage: '',
    domain: new URL(url).hostname,
    language,
    sourcecountry: country,
  };
}
