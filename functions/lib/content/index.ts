/** Pages as documents: what a reader sees, and what stands in the markup beside it. */
export type { Document } from './document.ts';
export {
  documentId,
  extractMainText,
  type PageHead,
  type PageReading,
  readPage,
  readPageWithHead,
} from './read-page.ts';
export { readPageWithin } from './reading-worker.ts';
