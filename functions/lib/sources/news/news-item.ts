import { isSameDomain } from '../../company/domain.ts';
import type { FieldFact } from '../../company/profile.ts';
import type { Document } from '../../content/document.ts';
import type { Company } from '../../enrichment/run.ts';
import { isTiedBeyondName } from '../namesakes.ts';
import { makeDocument, quoteMembers, record, stateFact } from '../record.ts';
import { namesCompany } from './named-company.ts';

/** An article as a news source lists it. */
export interface ListedArticle {
  readonly title: string;
  readonly url: string;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, null where it is not told. */
  readonly publishedAt: string | null;
  /** What the source says of it, members as they came; title and address stand in it. */
  readonly row: Readonly<Record<string, unknown>>;
}

const mostArticles = 10;

/** An article as a document of its own, and the fact that it states. */
export interface NewsItem {
  readonly document: Document;
  readonly facts: readonly FieldFact[];
}

/**
 * Keeps the articles whose title names the company and no namesake, newest first, each a document of its own, so
 * that its day is the document's. Each address and each title counts once: agencies are reprinted.
 * `observedAt` in epoch ms.
 */
export function listNews(
  sourceId: string,
  articles: readonly ListedArticle[],
  company: Company,
  observedAt: number,
): NewsItem[] {
  const named = articles
    .filter(({ url }) => /^https?:\/\//.test(url))
    .filter((article) => isOwn(article.url, company) || isAboutCompany(article, company))
    .sort((left, right) => (right.publishedAt ?? '').localeCompare(left.publishedAt ?? ''));
  const seen = new Set<string>();
  const distinct = named.filter(({ title, url }) => {
    const keys = [title.toLowerCase(), url];
    const isNew = keys.every((key) => !seen.has(key));
    for (const key of keys) seen.add(key);
    return isNew;
  });
  return distinct.slice(0, mostArticles).map((article) => toItem(sourceId, article, company, observedAt));
}

function isAboutCompany({ title, row }: ListedArticle, company: Company): boolean {
  const names = [company.name, ...(company.otherNames ?? [])];
  const shown = `${title} ${typeof row.snippet === 'string' ? row.snippet : ''}`;
  return names.some((name) => namesCompany(title, name)) && isTiedBeyondName(shown, company);
}

function isOwn(url: string, { domain }: Company): boolean {
  return isSameDomain(url, domain);
}

/** A name alone may be a namesake's; an article on the company's own domain is not. */
function toItem(
  sourceId: string,
  { title, url, publishedAt, row }: ListedArticle,
  company: Company,
  observedAt: number,
): NewsItem {
  const document = makeDocument({
    sourceId,
    url,
    observedAt,
    title,
    publishedAt,
    segments: [record(row)],
  });
  const facts = stateFact(document, {
    field: 'recentNews',
    value: { title, url, publishedAt },
    quotes: [quoteMembers(row)],
    confidence: isOwn(url, company) ? 0.8 : 0.65,
  });
  return { document, facts };
}
