import { load } from 'cheerio';
import { S3Error } from './errors.ts';
import type { Answer } from './object-operations.ts';
import type { Bucket } from './storage.ts';
import { writeXml } from './xml.ts';

const mostKeys = 1000;

/** The keys of a DeleteObjects body. Throws MalformedXML. */
export function readDeletion(body: Buffer): { readonly keys: readonly string[]; readonly isQuiet: boolean } {
  const document = load(body.toString('utf8'), { xml: true });
  const keys = document('Delete > Object > Key')
    .toArray()
    .map((element) => document(element).text());
  if (keys.length === 0 || keys.length > mostKeys) {
    throw new S3Error('MalformedXML', 'The XML you provided was not well-formed or did not validate.');
  }
  return { keys, isQuiet: document('Delete > Quiet').text() === 'true' };
}

/** DeleteObjects. */
export async function deleteObjects(bucket: Bucket, keys: readonly string[], isQuiet: boolean): Promise<Answer> {
  for (const key of keys) await bucket.remove(key, () => undefined);
  const deleted = isQuiet ? [] : keys.map((Key) => ({ Key }));
  const body = writeXml('DeleteResult', { Deleted: deleted });
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
}
