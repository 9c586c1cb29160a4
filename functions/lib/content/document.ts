import * as z from 'zod';

/**
 * A stretch of a document in which quotes must stand verbatim. `json-ld` is the script text less needless escapes,
 * `meta` the content of one meta or title tag, `record` one line of DNS or one API answer.
 */
export const segmentSchema = z.object({
  origin: z.enum(['text', 'json-ld', 'meta', 'record']),
  text: z.string(),
});
export type Segment = z.infer<typeof segmentSchema>;

/** A visible block of a page in reading order; its text is a substring of the document's `text` segment. */
export const blockSchema = z.object({
  kind: z.enum(['heading', 'paragraph', 'list-item', 'table-row', 'quote', 'image-alt']),
  /** 1–6 for headings, else null. */
  level: z.number().int().min(1).max(6).nullable(),
  text: z.string(),
  /** Texts of the headings it stands under, outermost first. */
  section: z.array(z.string()),
  /** True inside header, nav, footer or a cookie banner. */
  boilerplate: z.boolean(),
});
export type Block = z.infer<typeof blockSchema>;

/** What a page of the company's own site is for. */
export const pagePurposeSchema = z.enum([
  'home',
  'about',
  'products',
  'pricing',
  'customers',
  'partners',
  'careers',
  'team',
  'security',
  'comparison',
  'news',
  'contact',
  'other',
]);
export type PagePurpose = z.infer<typeof pagePurposeSchema>;

/** A fetched text as stored in the bucket: what evidence points to. All strings are whitespace-normalised. */
export const documentSchema = z.object({
  /** SHA-256 of sourceId, url and segments, first 32 hex digits. */
  id: z.string(),
  sourceId: z.string(),
  /** Final URL after redirects; `dns:<domain>` for DNS records. */
  url: z.string(),
  purpose: pagePurposeSchema.nullable(),
  title: z.string().nullable(),
  /** Two-letter ISO 639-1 code, null where undetected. */
  language: z.string().nullable(),
  /** ISO 8601 in UTC. */
  observedAt: z.string(),
  /** ISO 8601 date, null where the page does not say. */
  publishedAt: z.string().nullable(),
  segments: z.array(segmentSchema),
  blocks: z.array(blockSchema),
  links: z.array(z.object({ url: z.string(), text: z.string() })),
  /** Parsed JSON-LD nodes, flattened out of @graph. */
  structuredData: z.array(z.record(z.string(), z.unknown())),
});
export type Document = z.infer<typeof documentSchema>;
