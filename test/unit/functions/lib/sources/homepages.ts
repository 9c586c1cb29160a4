import type { Document } from '../../../../../functions/lib/content/document.ts';
import { makeDocument } from '../../../../../functions/lib/sources/record.ts';
import type { mockStorage } from './memory-storage.ts';
import { domain, now } from './questions.ts';

/** Stores a homepage and gives its key. */
export function storeHomepage(storage: ReturnType<typeof mockStorage>, parts: Partial<Document>): string {
  const page = makeDocument({ sourceId: 'own-site', url: `https://${domain}/`, observedAt: now, segments: [] });
  const key = `documents/${domain}/home.json`;
  storage.objects.set(key, JSON.stringify({ ...page, ...parts }));
  return key;
}
