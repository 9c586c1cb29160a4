import type { Document } from './document.ts';
import type { LinkedNode } from './json-ld.ts';
import type { MarkupSurvey } from './markup-survey.ts';
import type { MarkupElement } from './markup-tree.ts';
import { normaliseText } from './text.ts';

const mostLinks = 600;
const longestLinkText = 200;
const longestMeta = 1_000;
const mostMetas = 40;
const textMetas =
  /^(?:description|keywords|author|application-name|title|og:(?:title|site_name|description|type|url|locale)|twitter:(?:title|description|site|creator)|article:(?:published_time|modified_time|author|section)|dc\..*|geo\..*|publisher)$/;

/** The title and meta tags whose content a quote may come from. */
export function readMetaTexts(survey: MarkupSurvey): string[] {
  const contents = survey.metas.filter((meta) => textMetas.test(meta.name)).map((meta) => meta.content);
  const texts = [survey.title ?? '', ...contents].map((text) => normaliseText(text).slice(0, longestMeta).trimEnd());
  return [...new Set(texts.filter((text) => text !== ''))].slice(0, mostMetas);
}

/** The content of the first meta tag with one of these names, in their order. */
export function readMeta({ metas }: MarkupSurvey, ...names: string[]): string | null {
  for (const name of names) {
    const text = normaliseText(metas.find((meta) => meta.name === name && meta.content.trim() !== '')?.content ?? '');
    if (text !== '') return text;
  }
  return null;
}

/** The two-letter code of the language that the page says it is in. */
export function readLanguage(survey: MarkupSurvey): string | null {
  const said = survey.language ?? readMeta(survey, 'content-language', 'og:locale', 'inlanguage') ?? '';
  return /^([a-z]{2})(?:[-_]|$)/i.exec(said.trim())?.[1]?.toLowerCase() ?? null;
}

/** The day on which the page says it was published, as an ISO 8601 date. */
export function readPublishedAt(survey: MarkupSurvey, nodes: readonly LinkedNode[]): string | null {
  const said = [
    ...nodes.map((node) => node.datePublished),
    readMeta(survey, 'article:published_time', 'datepublished', 'date', 'dc.date', 'dc.date.issued'),
    ...survey.times.filter(isPublicationTime).map((time) => time.attributes.datetime),
  ];
  return said.map(toIsoDate).find((date) => date !== null) ?? null;
}

function isPublicationTime({ attributes }: MarkupElement): boolean {
  return (
    attributes.pubdate !== undefined ||
    /datepublished|entry-date|published/i.test(`${attributes.itemprop} ${attributes.class}`)
  );
}

function toIsoDate(value: unknown): string | null {
  const text = typeof value === 'string' ? value.trim() : '';
  const date = /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0];
  return date === undefined || Number.isNaN(Date.parse(date)) ? null : date;
}

/** The http(s) links of a page, absolute and without fragment, each once, with the text that is first seen on it. */
export function readLinks(
  survey: MarkupSurvey,
  pageUrl: string,
  visibleTextOf: (link: MarkupElement) => string,
): Document['links'] {
  const base = URL.parse(survey.baseUrl ?? '', pageUrl) ?? URL.parse(pageUrl);
  const links = new Map<string, string>();
  for (const element of survey.links) {
    const url = URL.parse(element.attributes.href ?? '', base?.href);
    if (url === null || !/^https?:$/.test(url.protocol) || element.attributes.href === undefined) continue;
    url.hash = '';
    const known = links.get(url.href);
    if (known === undefined && links.size >= mostLinks) continue;
    if (!known) links.set(url.href, visibleTextOf(element).slice(0, longestLinkText).trimEnd());
  }
  return [...links].map(([url, text]) => ({ url, text }));
}
