import type { Evidence } from '../../company/fact.ts';
import type { Document } from '../../content/document.ts';
import { foldSpace } from './folding.ts';

/** Below this many characters a quote stands in any text by chance. */
const shortestQuote = 2;

/**
 * Whether a quote stands word for word in one segment of a document, or is the address of one of its
 * links, after NFKC and white-space folding on both sides.
 */
export function quoteStandsIn(quote: string, document: Document): boolean {
  const wanted = foldSpace(quote);
  if (wanted.length < shortestQuote) return false;
  if (document.segments.some((segment) => segment.text.includes(quote))) return true;
  return (
    document.links.some((link) => link.url === quote) ||
    document.segments.some((segment) => foldSpace(segment.text).includes(wanted))
  );
}

/** Gives the blocks in which a quote stands, or the segments where a document has no blocks for it. */
export function surroundings(quote: string, document: Document): string[] {
  const blocks = document.blocks.map((block) => block.text).filter((text) => text.includes(quote));
  if (blocks.length > 0) return blocks;
  return document.segments
    .filter((segment) => segment.origin !== 'text' || document.blocks.length === 0)
    .map((segment) => segment.text)
    .filter((text) => text.includes(quote) && text.length <= 2000);
}

/** Evidence whose quote was found, with the document that it was found in. */
export interface HeldEvidence {
  readonly evidence: Evidence;
  readonly document: Document;
}

/**
 * Keeps the evidence whose quote stands in its stored document. Source, address and time are taken
 * from the document, so that a claim cannot bring an address of its own.
 */
export function holdEvidence(
  evidence: readonly Evidence[],
  documents: ReadonlyMap<string, Document>,
): readonly HeldEvidence[] {
  return evidence.flatMap((item) => {
    const document = documents.get(item.documentId);
    if (document === undefined || !quoteStandsIn(item.quote, document)) return [];
    const { sourceId, url, observedAt } = document;
    return [{ document, evidence: { sourceId, documentId: document.id, url, quote: item.quote, observedAt } }];
  });
}
