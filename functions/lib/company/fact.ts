import * as z from 'zod';

/** Where a statement stands word for word. `quote` is a substring of a segment of the stored document. */
export const evidenceSchema = z.object({
  sourceId: z.string(),
  documentId: z.string(),
  url: z.string(),
  quote: z.string(),
  /** When the document was fetched, ISO 8601 in UTC. */
  observedAt: z.string(),
  /** Domain of the company that it is about, where two companies stand side by side. */
  about: z.string().optional(),
  /** Where the verifier found the quote: segment of the document, offsets into its text, the end exclusive. */
  place: z.object({ segment: z.number().int(), start: z.number().int(), end: z.number().int() }).optional(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** `stated` stands in the quote, `derived` follows from it by a rule, `hypothesis` is offered for testing. */
export const basisSchema = z.enum(['stated', 'derived', 'hypothesis']);
export type Basis = z.infer<typeof basisSchema>;
