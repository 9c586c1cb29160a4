import type { Document, PagePurpose } from '../content/document.ts';

/** English text has about four characters a token in the tokenisers of the large models. */
const charactersPerToken = 4;

/** Pages in the order in which they say most about a company. */
const order: readonly (PagePurpose | null)[] = [
  'home',
  'about',
  'products',
  'pricing',
  'customers',
  'team',
  'security',
  'careers',
  'comparison',
  'partners',
  'contact',
  'news',
  null,
  'other',
];

/** Limits in tokens: for one document and for all together. */
export interface TokenBudget {
  readonly perDocument: number;
  readonly total: number;
}

/** Sorts documents by how much pages like them say about a company; equals keep their order. */
export function mostTellingFirst(documents: readonly Document[]): Document[] {
  return documents.toSorted((left, right) => order.indexOf(left.purpose) - order.indexOf(right.purpose));
}

/**
 * Caps each document and then all of them: the most telling pages first, what no longer fits is left
 * out. Segments are cut at a word, and blocks that lie behind the cut go with it.
 */
export function capToBudget(documents: readonly Document[], budget: TokenBudget): Document[] {
  const ranked = mostTellingFirst(documents);
  let left = budget.total * charactersPerToken;
  return ranked.flatMap((document) => {
    const capped = capDocument(document, budget.perDocument * charactersPerToken);
    const length = lengthOf(capped);
    if (length > left) return [];
    left -= length;
    return [capped];
  });
}

function capDocument(document: Document, most: number): Document {
  if (lengthOf(document) <= most) return document;
  let left = most;
  const segments = document.segments
    .toSorted((one, other) => one.text.length - other.text.length)
    .flatMap((segment) => {
      const text = cutAtWord(segment.text, left);
      left -= text.length;
      return text === '' ? [] : [{ ...segment, text }];
    });
  const text = segments.find((segment) => segment.origin === 'text')?.text ?? '';
  return { ...document, segments, blocks: document.blocks.filter((block) => text.includes(block.text)) };
}

function cutAtWord(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = text.lastIndexOf(' ', most);
  return end <= 0 ? '' : text.slice(0, end);
}

function lengthOf(document: Document): number {
  return document.segments.reduce((sum, segment) => sum + segment.text.length, 0);
}
