import type { FieldFact } from '../company/profile.ts';
import type { Document } from '../content/document.ts';
import { wordsOf } from './claims/folding.ts';
import { quoteStandsIn } from './claims/quotes.ts';

/** Shingles of this many words tell reworded texts from repeated ones. */
const shingleLength = 5;
/** Share of common shingles (Jaccard) from which two documents say the same. */
const sameness = 0.9;

/** What is left of a set of documents, and for each left out the one that says the same. */
export interface Distinct {
  readonly documents: readonly Document[];
  readonly twins: ReadonlyMap<string, string>;
}

/** Leaves out documents that repeat an earlier one, word for word or nearly so. */
export function dropDuplicates(documents: readonly Document[]): Distinct {
  const kept: { document: Document; shingles: ReadonlySet<string> }[] = [];
  const twins = new Map<string, string>();
  for (const document of documents) {
    const shingles = shinglesOf(document);
    const twin = kept.find(
      (other) => other.document.id === document.id || similarity(other.shingles, shingles) >= sameness,
    );
    if (twin === undefined) kept.push({ document, shingles });
    else if (twin.document.id !== document.id) twins.set(document.id, twin.document.id);
  }
  return { documents: kept.map(({ document }) => document), twins };
}

/** Points a fact at the twin of a document that was left out, where its words stand there too. */
export function followTwins(fact: FieldFact, distinct: Distinct): FieldFact {
  const byId = new Map(distinct.documents.map((document) => [document.id, document]));
  const evidence = fact.evidence.map((item) => {
    const twin = byId.get(distinct.twins.get(item.documentId) ?? '');
    if (twin === undefined || !quoteStandsIn(item.quote, twin)) return item;
    return { ...item, documentId: twin.id, url: twin.url, observedAt: twin.observedAt };
  });
  return { ...fact, evidence };
}

function shinglesOf(document: Document): ReadonlySet<string> {
  const words = document.segments.flatMap((segment) => wordsOf(segment.text));
  if (words.length <= shingleLength) return new Set([words.join(' ')]);
  return new Set(words.slice(shingleLength - 1).map((_, index) => words.slice(index, index + shingleLength).join(' ')));
}

function similarity(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  const [small, large] = left.size < right.size ? [left, right] : [right, left];
  if (small.size < large.size * sameness) return 0;
  const common = [...small].filter((shingle) => large.has(shingle)).length;
  return common / (left.size + right.size - common);
}
