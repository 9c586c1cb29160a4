import * as z from 'zod';

/** Where a statement stands word for word. `quote` is a substring of a segment of the stored document. */
export const evidenceSchema = z.object({
  sourceId: z.string(),
  documentId: z.string(),
  url: z.string(),
  quote: z.string(),
  /** When the document was fetched, ISO 8601 in UTC. */
  observedAt: z.string(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** `stated` stands in the quote, `derived` follows from it by a rule, `hypothesis` is offered for testing. */
export const basisSchema = z.enum(['stated', 'derived', 'hypothesis']);
export type Basis = z.infer<typeof basisSchema>;

/** A value with how sure we are of it (0–1), on what basis, and the evidence behind it. */
export interface Fact<T> {
  readonly value: T;
  readonly confidence: number;
  readonly basis: Basis;
  readonly evidence: readonly Evidence[];
}
