import { datesIn } from '../../analysis/claims/dates.ts';
import { isSameDomain } from '../../company/domain.ts';
import type { FieldFact } from '../../company/profile.ts';
import type { Document } from '../../content/document.ts';
import { stateFact } from '../../sources/record.ts';
import { containsName, isNoise, type Page, pagesFor, type Reading } from './reading.ts';
import { countWords } from './sentences.ts';

const mostNews = 10;
const newsPath = /\/(?:news|newsroom|press|press-releases?|announcements?|media)\/(?:.+\/)?[a-z0-9-]{8,}\/?$/i;
const articlePath = /\/(?:blog|news|newsroom|press|stories|articles?|announcements?)\/(?:.+\/)?[a-z0-9-]{8,}\/?$/i;
const announces =
  /\b(?:announc(?:es?|ed|ing)|launch(?:es|ed|ing)?|introduc(?:es?|ed|ing)|raises?|raised|acquir(?:es?|ed|ing)|acquisition|partner(?:s|ed|ship)?\b|opens\b|opened|joins?|joined|appoint(?:s|ed)|names|named|wins|won|awarded|expands?|expanded|expansion|releases?|released|unveils?|achieves?|achieved|certified|certification|recogni[sz]ed|surpass(?:es|ed)?|milestone|series [a-h]|funding|now available|generally available)\b/i;
const menuText = /^(?:read|learn|see|view|more|all|latest|our|press|news|media)\b.{0,25}$/i;

/** A title with its address, its date where one stands beside it, and the words that show both. */
export interface NewsItem {
  readonly document: Document;
  readonly title: string;
  readonly url: string;
  readonly publishedAt: string | null;
  readonly quotes: readonly string[];
}

/** Finds news: titles on the company's own news pages, and articles of others that name it in their title. */
export function findNews(reading: Reading): NewsItem[] {
  const items = [
    ...pagesFor(reading, 'news').flatMap(ownArticle),
    ...pagesFor(reading, 'news', 'home', 'about').flatMap((page) => linkedNews(page, reading)),
    ...reading.others.flatMap((document) => foreignArticle(document, reading)),
  ];
  const distinct = [
    ...new Map(items.toReversed().map((item) => [item.title.toLowerCase(), item])).values(),
  ].toReversed();
  return distinct
    .sort((left, right) => (right.publishedAt ?? '').localeCompare(left.publishedAt ?? ''))
    .slice(0, mostNews);
}

/** States the news found. */
export function stateNews(items: readonly NewsItem[]): FieldFact[] {
  return items.flatMap(({ document, title, url, publishedAt, quotes }) =>
    stateFact(document, {
      field: 'recentNews',
      value: { title, url, publishedAt },
      quotes,
      confidence: publishedAt === null ? 0.65 : 0.8,
    }),
  );
}

/** A page of the company's newsroom that is one article. */
function ownArticle({ document }: Page): NewsItem[] {
  const path = URL.parse(document.url)?.pathname ?? '';
  const heading = document.blocks.find((block) => block.kind === 'heading' && block.level === 1);
  if (!newsPath.test(path) || heading === undefined || countWords(heading.text) < 4) return [];
  return [{ document, title: heading.text, url: document.url, publishedAt: dayOf(document), quotes: [heading.text] }];
}

function linkedNews({ document, blocks, purpose }: Page, reading: Reading): NewsItem[] {
  return document.links
    .filter((link) => isSameDomain(link.url, reading.company.domain))
    .flatMap((link) => {
      const title = link.text.replace(
        /^(?:Read more|Read now|New)[:\s]+|\s(?:Read (?:more|now|article)|Learn more)$/gi,
        '',
      );
      const path = URL.parse(link.url)?.pathname ?? '';
      const isNews =
        newsPath.test(path) || (articlePath.test(path) && (purpose === 'news' || announces.test(link.text)));
      const beside = dateBeside(blocks, link.text);
      if (!isNews || !isTitle(title) || (beside === null && !announces.test(title))) return [];
      const quotes = [link.text, ...(beside === null ? [] : [beside.text])];
      return [{ document, title, url: link.url, publishedAt: beside?.date ?? null, quotes: [...new Set(quotes)] }];
    });
}

/** The date in the block of a title, or in the one right before or after it. */
function dateBeside(blocks: Page['blocks'], title: string): { date: string; text: string } | null {
  const at = blocks.findIndex((block) => block.text.includes(title));
  if (at < 0) return null;
  for (const index of [at, at + 1, at - 1]) {
    const text = blocks[index]?.text ?? '';
    const isDateLine = text.length <= 60 || index === at;
    const [date] = isDateLine ? datesIn(text).filter((candidate) => candidate.length === 10) : [];
    if (date !== undefined) return { date, text };
  }
  return null;
}

function foreignArticle(document: Document, reading: Reading): NewsItem[] {
  const { title, url } = document;
  if (title === null || !url.startsWith('http') || isSameDomain(url, reading.company.domain)) return [];
  const names = reading.company.name;
  const quote = document.segments.find((segment) => segment.text.includes(title));
  const isArticle = document.publishedAt !== null || announces.test(title);
  if (quote === undefined || !isArticle || !isTitle(title) || !containsName(title, names)) return [];
  return [{ document, title, url, publishedAt: dayOf(document), quotes: [title] }];
}

function isTitle(text: string): boolean {
  const words = countWords(text);
  return words >= 4 && words <= 30 && text.length <= 180 && !menuText.test(text) && !isNoise(text);
}

function dayOf(document: Document): string | null {
  const day = document.publishedAt?.slice(0, 10) ?? '';
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : null;
}
