import { keepLook, readLook } from '../../cache/site-look.ts';
import type { Domain } from '../../company/domain.ts';
import { type BasicInfo, basicInfoSchema } from '../../company/identity.ts';
import { putDocument, putFacts } from '../../storage/documents.ts';
import { readHomepageInfo } from './basic-info.ts';

/** The homepage as it was read for another enrichment within a day, null where it was not. `now` in epoch ms. */
export async function recallHomepage(domain: Domain, now: number): Promise<BasicInfo | null> {
  const known = await readLook(domain, 'HOMEPAGE', basicInfoSchema, now);
  return known === null ? null : { ...known, source: { ...known.source, fromCache: true } };
}

/**
 * Reads the homepage until `latest` (epoch ms) and stores what it says, for every enrichment of a day.
 * Throws TransientError `storage.unavailable`.
 */
export async function lookAtHomepage(domain: Domain, latest: number, now: number): Promise<BasicInfo> {
  const { info, document, facts } = await readHomepageInfo(domain, latest);
  if (document === null) return info;
  const reference = await putDocument(domain, document);
  const factsKey = await putFacts(domain, info.source.id, facts);
  const stored = { ...info, documentKey: reference.key, source: { ...info.source, documents: [reference], factsKey } };
  await keepLook(domain, 'HOMEPAGE', stored, now);
  return stored;
}
