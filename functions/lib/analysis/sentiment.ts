import { isSameDomain } from '../company/domain.ts';
import type { Content } from '../content/content.ts';
import type { Document } from '../content/document.ts';

/** How others write about the company: -1 to 1, and from how many documents. Null where nobody else wrote. */
export interface Sentiment {
  readonly score: number;
  readonly label: 'negative' | 'neutral' | 'positive';
  readonly documents: number;
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** General and financial wording; financial texts call things by other words than reviews do (Loughran and McDonald, 2011). */
const positive = words(
  'good great excellent amazing awesome best better love loves loved easy intuitive reliable fast recommend recommended impressive helpful ' +
    'win wins won winning success successful strong stronger growth grow grows grew growing gain gains gained surge surges surged rise rises ' +
    'rose record profit profits profitable profitability beat beats exceeds exceeded outperform outperforms upgrade upgraded innovative ' +
    'award awarded leader leading improve improves improved improvement expands expanded expansion raises raised milestone happy ' +
    'satisfied delighted favorite favourite robust thrive thriving soar soared soars boost boosts boosted praised praise seamless secure',
);
const negative = words(
  'bad worse worst poor terrible awful horrible hate hated slow buggy bug bugs broken unreliable difficult confusing expensive overpriced ' +
    'complaint complaints disappointed disappointing frustrating frustrated loss losses lost decline declines declined declining drop drops ' +
    'dropped fall falls fell plunge plunged plunges miss misses missed weak weaker layoff layoffs fired lawsuit lawsuits sued fraud breach ' +
    'hack hacked outage outages recall recalls investigation probe fine fined penalty penalties bankruptcy bankrupt default downgrade ' +
    'downgraded risk risks warning warns warned scandal delay delays delayed shortage shortages cuts crisis debt fails failed failure ' +
    'shutdown unhappy scam problem problems issue issues vulnerability resigns resigned restructuring impairment',
);
const negations = words(
  "not no never hardly without isn't wasn't don't doesn't didn't can't won't nothing neither nor",
);
const intensifiers = words('very extremely really highly incredibly sharply significantly strongly');

/** Scores one text from -1 to 1; 0 where no wording tells. A negation within three words turns a word round. */
export function scoreText(text: string): number {
  const tokens =
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}']+/gu) ?? [];
  const scores = tokens.flatMap((token, index) => {
    const polarity = polarityOf(token);
    if (polarity === 0) return [];
    const before = tokens.slice(Math.max(0, index - 3), index);
    const turned = before.some((word) => negations.has(word)) ? -0.8 : 1;
    return [polarity * turned * (before.some((word) => intensifiers.has(word)) ? 1.5 : 1)];
  });
  if (scores.length === 0) return 0;
  const sum = scores.reduce((total, score) => total + score, 0);
  return sum / Math.sqrt(sum * sum + 4);
}

/** Weighs what documents other than the company's own pages say of it. */
export function analyzeSentiment(content: Content, domain: string): Sentiment | null {
  const foreign = content.documents.filter((document) => isOpinion(document, domain));
  if (foreign.length === 0) return null;
  const scores = foreign.map((document) => scoreText(readableText(document)));
  const score = scores.reduce((total, value) => total + value, 0) / scores.length;
  return { score: Math.round(score * 100) / 100, label: labelOf(score), documents: foreign.length };
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

function polarityOf(token: string): -1 | 0 | 1 {
  if (positive.has(token)) return 1;
  return negative.has(token) ? -1 : 0;
}

/** The label of a score from -1 to 1; what is near 0 is neutral. */
export function labelOf(score: number): Sentiment['label'] {
  if (score > 0.15) return 'positive';
  return score < -0.15 ? 'negative' : 'neutral';
}
