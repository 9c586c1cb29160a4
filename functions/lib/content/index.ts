/** Pages as documents: what a reader sees, and what stands in the markup beside it. */
export type { Block, Document, PagePurpose, Segment } from './document.ts';
export {
  documentId,
  extractMainText,
  type PageHead,
  type PageOrigin,
  type PageReading,
  readPage,
  readPageWithHead,
} from './read-page.ts';
export { readPageWithin } from './reading-worker.ts';
export { normaliseText } from './text.ts';
