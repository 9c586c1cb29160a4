import { createHash } from 'node:crypto';
import { toBlocks } from './blocks.ts';
import type { Document, PagePurpose, Segment } from './document.ts';
import { parseLinkedData, toSegmentTexts } from './json-ld.ts';
import { type MarkupSurvey, surveyMarkup } from './markup-survey.ts';
import { parseMarkup } from './markup-tree.ts';
import { readLanguage, readLinks, readMeta, readMetaTexts, readPublishedAt } from './page-facts.ts';
import { createStyles } from './style-sheet.ts';
import { normaliseText } from './text.ts';
import { readVisibleText } from './visible-text.ts';

/** Where a page came from and what it is for. */
export interface PageOrigin {
  /** Where it finally answered. */
  readonly url: string;
  readonly sourceId: string;
  /** ISO 8601 in UTC. */
  readonly observedAt: string;
  readonly purpose: PagePurpose | null;
}

/** What a page says of itself in its head, beside what the document keeps. */
export interface PageHead {
  /** The name that the site gives itself (`og:site_name`, `application-name`). */
  readonly siteName: string | null;
  readonly description: string | null;
  /** Where it says it is at home (`og:url`). */
  readonly statedUrl: string | null;
  /** The same by its canonical link, absolute (RFC 6596). */
  readonly canonicalUrl: string | null;
}

/** A document with the head of its page. */
export interface PageReading {
  readonly document: Document;
  readonly head: PageHead;
}

/**
 * Reads HTML into a document: what a reader sees as blocks in reading order, and beside it title,
 * language, date, links, meta tags and JSON-LD. Text that a reader cannot see is left out.
 * Never throws, whatever the markup; takes time linear to its length (see `readPageWithin` for a hard limit).
 */
export function readPage(html: string, origin: PageOrigin): Document {
  return readPageWithHead(html, origin).document;
}

/** As `readPage`, with what the page's head says of the site. */
export function readPageWithHead(html: string, origin: PageOrigin): PageReading {
  const { root } = parseMarkup(html);
  const survey = surveyMarkup(root);
  const page = {
    styleOf: createStyles(survey.styles),
    hasForeignStyles: survey.hasForeignStyles,
    disclosedIds: survey.disclosedIds,
    textLength: root.textLength,
  };
  const { runs, linkTexts } = readVisibleText(root, page);
  const blocks = toBlocks(runs);
  const jsonLd = toSegmentTexts(survey.jsonLd);
  const structuredData = parseLinkedData(jsonLd);
  const segments: Segment[] = [
    ...(blocks.length > 0 ? [{ origin: 'text' as const, text: blocks.map((block) => block.text).join(' ') }] : []),
    ...readMetaTexts(survey).map((text) => ({ origin: 'meta' as const, text })),
    ...jsonLd.map((text) => ({ origin: 'json-ld' as const, text })),
  ];
  const heading = blocks.find((block) => block.level === 1)?.text ?? null;
  const document: Document = {
    id: documentId(origin.sourceId, origin.url, segments),
    ...origin,
    title: normaliseText(survey.title ?? '') || readMeta(survey, 'og:title') || heading,
    language: readLanguage(survey),
    publishedAt: readPublishedAt(survey, structuredData),
    segments,
    blocks,
    links: readLinks(survey, origin.url, (link) => normaliseText(linkTexts.get(link) ?? '')),
    structuredData,
  };
  return { document, head: readHead(survey, origin.url) };
}

function readHead(survey: MarkupSurvey, pageUrl: string): PageHead {
  return {
    siteName: readMeta(survey, 'og:site_name', 'application-name', 'al:ios:app_name'),
    description: readMeta(survey, 'description', 'og:description', 'twitter:description'),
    statedUrl: readMeta(survey, 'og:url'),
    canonicalUrl: survey.canonicalUrl === null ? null : (URL.parse(survey.canonicalUrl, pageUrl)?.href ?? null),
  };
}

/** The id of a document: the same source, address and text are the same document. */
export function documentId(sourceId: string, url: string, segments: readonly Segment[]): string {
  return createHash('sha256')
    .update(JSON.stringify([sourceId, url, segments]))
    .digest('hex')
    .slice(0, 32);
}

/** The text of a page without menus, footers, banners and the like, one line a block. */
export function extractMainText(html: string, url: string): string {
  const origin = { url, sourceId: 'page', observedAt: '', purpose: null };
  return readPage(html, origin)
    .blocks.filter((block) => !block.boilerplate && block.kind !== 'image-alt')
    .map((block) => block.text)
    .join('\n');
}
