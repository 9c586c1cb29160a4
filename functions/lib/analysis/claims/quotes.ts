import type { Evidence } from '../../company/fact.ts';
import type { Document } from '../../content/document.ts';
import { readsAsInstruction } from '../instructions.ts';
import { locateQuote, type QuotePlace } from './locate-quote.ts';

/** Whether a quote stands word for word in one segment of a document, or is the address of one of its links. */
export function quoteStandsIn(quote: string, document: Document): boolean {
  return document.links.some((link) => link.url === quote) || locateQuote(quote, document) !== null;
}

/** A block that speaks of the next one belongs to it. */
const announcesMore = /:\s*$|\b(?:next|following|below|line|sentence)\b/i;

/** How far around a quote a text without blocks is read. */
const reach = 400;

/**
 * Gives what stands around a quote: the blocks that it touches and the one that announces them, or the
 * stretch of its segment where a document has no blocks for it.
 */
export function surroundings(place: QuotePlace, document: Document): string[] {
  const segment = document.segments[place.segment];
  if (segment === undefined) return [];
  const blocks = segment.origin === 'text' ? touchedBlocks(place, segment.text, document) : [];
  if (blocks.length > 0) return blocks;
  const siblings = segment.origin === 'text' ? document.segments.filter(({ origin }) => origin === 'text') : [segment];
  const short = siblings.map(({ text }) => text).filter((text) => text.length <= reach);
  return [segment.text.slice(Math.max(0, place.start - reach), place.end + reach), ...short];
}

interface Span {
  readonly at: number;
  readonly end: number;
  readonly text: string;
}

const spansByDocument = new WeakMap<Document, readonly Span[]>();

/** Blocks stand in their segment one after another; a document has one segment of running text. */
function spansOf(text: string, document: Document): readonly Span[] {
  const known = spansByDocument.get(document);
  if (known !== undefined) return known;
  let from = 0;
  const spans = document.blocks.map((block) => {
    const at = text.indexOf(block.text, from);
    if (at >= 0) from = at + block.text.length;
    return { at, end: at + block.text.length, text: block.text };
  });
  spansByDocument.set(document, spans);
  return spans;
}

function touchedBlocks({ start, end }: QuotePlace, text: string, document: Document): string[] {
  const spans = spansOf(text, document);
  const touched = spans.flatMap((span, index) => (span.at >= 0 && span.at < end && span.end > start ? [index] : []));
  const [first = -1] = touched;
  const last = touched.at(-1) ?? -1;
  if (first < 0) return [];
  const before = spans[first - 1]?.text ?? '';
  return [...(announcesMore.test(before) ? [before] : []), ...spans.slice(first, last + 1).map((span) => span.text)];
}

/** The sentence in which a place of a document stands, as far as the place's end. */
export function sentenceBefore(place: QuotePlace, document: Document): string {
  const text = document.segments[place.segment]?.text ?? '';
  const before = text.slice(Math.max(0, place.start - reach), place.start);
  return before.split(/[.!?](?:\s|$)|[\n;]/).at(-1) ?? '';
}

/** Evidence whose quote was found, with the document and the place that it was found in; null is a link's address. */
export interface HeldEvidence {
  readonly evidence: Evidence;
  readonly document: Document;
  readonly place: QuotePlace | null;
}

/**
 * Keeps the evidence whose quote stands in its stored document. Source, address, time and the words
 * themselves are taken from the document, so that a claim cannot bring an address or a spelling of its own.
 */
export function holdEvidence(
  evidence: readonly Evidence[],
  documents: ReadonlyMap<string, Document>,
): readonly HeldEvidence[] {
  return evidence.flatMap((item): HeldEvidence[] => {
    const document = documents.get(item.documentId);
    if (document === undefined) return [];
    const { sourceId, url, observedAt } = document;
    const about = item.about === undefined ? {} : { about: item.about };
    const origin = { sourceId, documentId: document.id, url, observedAt, ...about };
    const place = locateQuote(item.quote, document);
    if (place !== null) {
      const quote = document.segments[place.segment]?.text.slice(place.start, place.end) ?? item.quote;
      return [{ document, place, evidence: { ...origin, quote, place } }];
    }
    if (!document.links.some((link) => link.url === item.quote)) return [];
    return [{ document, place, evidence: { ...origin, quote: item.quote } }];
  });
}

/** Whether a quote is text that addresses machines, or stands beside such text. */
export function standsInInstruction({ evidence, document, place }: HeldEvidence): boolean {
  const isOne = readOnce(document);
  if (isOne(evidence.quote)) return true;
  return place !== null && surroundings(place, document).some(isOne);
}

const readings = new WeakMap<Document, Map<string, boolean>>();

/** Many claims quote the same few blocks of a document; each is read once. */
function readOnce(document: Document): (text: string) => boolean {
  const known = readings.get(document) ?? new Map<string, boolean>();
  readings.set(document, known);
  return (text) => {
    const verdict = known.get(text) ?? readsAsInstruction(text);
    known.set(text, verdict);
    return verdict;
  };
}
