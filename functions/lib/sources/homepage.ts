import { type Document, documentSchema } from '../content/document.ts';
import type { Company } from '../enrichment/run.ts';
import { IntelligenceError, TransientError } from '../errors.ts';
import { getJson } from '../storage/bucket.ts';

/**
 * Gives the homepage as discovery stored it, null where it was blocked or is gone.
 * Throws TransientError `storage.unavailable`.
 */
export async function readHomepage({ homeDocumentKey }: Company): Promise<Document | null> {
  if (homeDocumentKey === null) return null;
  try {
    return await getJson(homeDocumentKey, documentSchema);
  } catch (error) {
    if (error instanceof IntelligenceError && !(error instanceof TransientError)) return null;
    throw error;
  }
}

/** Strings under a key of the homepage's JSON-LD, whether one or a list (`sameAs`, `leiCode`). */
export function structuredTexts(homepage: Document, key: string): string[] {
  return homepage.structuredData
    .flatMap((node) => node[key])
    .filter((value): value is string => typeof value === 'string' && value !== '');
}
