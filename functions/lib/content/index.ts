/** Pages as documents: what a reader sees, and what stands in the markup beside it. */
export type { Block, Document, PagePurpose, Segment } from './document.ts';
export { documentId, extractMainText, type PageOrigin, readPage } from './read-page.ts';
export { normaliseText } from './text.ts';
