import { createHash } from 'node:crypto';
import type { Domain } from '../company/domain.ts';
import type { FieldFact } from '../company/profile.ts';
import { type Document, documentSchema } from '../content/document.ts';
import { eraseFromDocument, factsWithout, suppressedFor } from '../privacy/suppression.ts';
import type { DocumentReference } from '../sources/outcome.ts';
import { getJson, putJson } from './bucket.ts';

/**
 * Stores a document of a company, without the people who asked to be erased, and gives the pointer to it.
 * Throws TransientError `storage.unavailable`.
 */
export async function putDocument(domain: Domain, document: Document): Promise<DocumentReference> {
  const suppressed = await suppressedFor(domain, Date.now());
  const clean = suppressed === null ? document : eraseFromDocument(document, suppressed);
  const key = `documents/${domain}/${clean.id}.json`;
  await putJson(key, clean);
  return { id: clean.id, key, url: clean.url };
}

/** Gives a stored document. Throws as `getJson` does. */
export async function getDocument(key: string): Promise<Document> {
  return getJson(key, documentSchema);
}

/** Stores what one source states, named by source and content, but nothing of people who asked to be erased; null where it states nothing. */
export async function putFacts(domain: Domain, sourceId: string, stated: readonly FieldFact[]): Promise<string | null> {
  if (stated.length === 0) return null;
  const suppressed = await suppressedFor(domain, Date.now());
  const facts = suppressed === null ? stated : factsWithout(stated, suppressed);
  if (facts.length === 0) return null;
  const hash = createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 16);
  const key = `facts/${domain}/${sourceId.replace(/[^\w:.-]/g, '_')}-${hash}.json`;
  await putJson(key, facts);
  return key;
}
