import { isSameDomain } from '../../company/domain.ts';
import type { Content } from '../../content/content.ts';
import type { Document } from '../../content/document.ts';
import { labelOf, type SentimentLabel, scoreText } from './score.ts';

/** The mean of what was written in one month. */
export interface MonthlySentiment {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly score: number;
  readonly documents: number;
}

/** How others write about the company: -1 to 1, from how many documents, and month by month where they are dated, oldest first. */
export interface Sentiment {
  readonly score: number;
  readonly label: SentimentLabel;
  readonly documents: number;
  readonly months: readonly MonthlySentiment[];
}

interface Scored {
  readonly score: number;
  readonly month: string | null;
}

/** Months told; older ones say little of today. */
const mostMonths = 24;

/** Weighs what documents other than the company's own pages say of it. Null where nobody else wrote. */
export function analyzeSentiment(content: Content, domain: string): Sentiment | null {
  const scored = content.documents
    .filter((document) => isOpinion(document, domain))
    .map((document) => ({ score: scoreText(readableText(document)), month: monthOf(document) }));
  if (scored.length === 0) return null;
  const score = meanOf(scored);
  return { score, label: labelOf(score), documents: scored.length, months: byMonth(scored) };
}

function byMonth(scored: readonly Scored[]): MonthlySentiment[] {
  const dated = scored.flatMap(({ score, month }) => (month === null ? [] : [{ score, month }]));
  return [...Map.groupBy(dated, ({ month }) => month)]
    .map(([month, group]) => ({ month, score: meanOf(group), documents: group.length }))
    .sort((left, right) => left.month.localeCompare(right.month))
    .slice(-mostMonths);
}

function monthOf({ publishedAt }: Document): string | null {
  return /^\d{4}-\d{2}/.exec(publishedAt ?? '')?.[0] ?? null;
}

function meanOf(scored: readonly { readonly score: number }[]): number {
  const sum = scored.reduce((total, { score }) => total + score, 0);
  return Math.round((sum / scored.length) * 100) / 100;
}

function isOpinion(document: Document, domain: string): boolean {
  return document.url.startsWith('http') && !isSameDomain(document.url, domain) && readableText(document).length >= 40;
}

/** Running text only: a registry's record has no opinion. */
function readableText(document: Document): string {
  return document.segments
    .filter((segment) => segment.origin === 'text' || segment.origin === 'meta')
    .map((segment) => segment.text)
    .join(' ');
}
