import { createHash } from 'node:crypto';
import type { Basis, Evidence } from '../company/fact.ts';
import { type FieldFact, fieldFactSchema, type ProfileField } from '../company/profile.ts';
import type { Block, Document, Segment } from '../content/document.ts';

/** The parts of a source's document; texts must be whitespace-normalised, see `collapse`. */
export interface DocumentParts {
  readonly sourceId: string;
  readonly url: string;
  /** Epoch milliseconds. */
  readonly observedAt: number;
  readonly segments: readonly Segment[];
  readonly title?: string | null;
  readonly blocks?: readonly Block[];
  /** ISO 8601 date. */
  readonly publishedAt?: string | null;
}

/** Makes the document that a source's evidence points to. */
export function makeDocument(parts: DocumentParts): Document {
  const { sourceId, url, segments } = parts;
  return {
    id: createHash('sha256')
      .update(JSON.stringify([sourceId, url, segments]))
      .digest('hex')
      .slice(0, 32),
    sourceId,
    url,
    purpose: null,
    title: parts.title ?? null,
    language: null,
    observedAt: new Date(parts.observedAt).toISOString(),
    publishedAt: parts.publishedAt ?? null,
    segments: [...segments],
    blocks: [...(parts.blocks ?? [])],
    links: [],
    structuredData: [],
  };
}

/** White space of any kind and length as one space, none at the ends. */
export function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/**
 * An answer as one `record` segment: JSON on one line, without needless escapes. What an adapter
 * leaves out of a large answer is gone, what it keeps stands as it came.
 */
export function record(answer: unknown): Segment {
  return { origin: 'record', text: typeof answer === 'string' ? answer : JSON.stringify(answer) };
}

/** The stretch of a record in which these members stand one after the other, such as `"name":"Acme","blog":""`. */
export function quoteMembers(members: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(members).slice(1, -1);
}

/** A statement of a source about one field. */
export interface FactParts {
  readonly field: ProfileField;
  readonly value: unknown;
  readonly quotes: readonly string[];
  readonly confidence: number;
  readonly basis?: Basis;
}

/**
 * Gives the fact, or nothing where the value does not have its field's shape or a quote does not
 * stand in the document: what cannot be shown is not stated.
 */
export function stateFact(document: Document, parts: FactParts): FieldFact[] {
  const evidence = parts.quotes.map((quote) => cite(document, quote));
  if (evidence.includes(null)) return [];
  const fact = fieldFactSchema.safeParse({
    field: parts.field,
    value: parts.value,
    confidence: parts.confidence,
    basis: parts.basis ?? 'stated',
    evidence,
  });
  return fact.success ? [fact.data] : [];
}

function cite(document: Document, quote: string): Evidence | null {
  const stands = quote !== '' && document.segments.some((segment) => segment.text.includes(quote));
  if (!stands) return null;
  return {
    sourceId: document.sourceId,
    documentId: document.id,
    url: document.url,
    quote,
    observedAt: document.observedAt,
  };
}
