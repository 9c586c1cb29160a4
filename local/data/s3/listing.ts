import { S3Error } from './errors.ts';
import type { ObjectFacts } from './storage.ts';
import { writeXml } from './xml.ts';

const mostKeys = 1000;

interface Entry {
  readonly name: string;
  /** Null for a common prefix. */
  readonly facts: ObjectFacts | null;
}

/**
 * ListObjectsV2: keys in the order of their UTF-8 bytes, those that share a prefix up to the
 * delimiter rolled into one entry, in pages. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
 */
export function listObjects(bucket: string, objects: readonly ObjectFacts[], query: URLSearchParams): string {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const startAfter = query.get('start-after') ?? '';
  const token = query.get('continuation-token');
  const maxKeys = readMaxKeys(query.get('max-keys'));
  const keys = objects
    .filter(({ key }) => key.startsWith(prefix) && (token !== null || isAfter(key, startAfter)))
    .sort((left, right) => Buffer.compare(Buffer.from(left.key), Buffer.from(right.key)));
  const entries = rollUp(keys, prefix, delimiter);
  const after = token === null ? null : Buffer.from(token, 'base64url').toString();
  const rest = after === null ? entries : entries.filter(({ name }) => isAfter(name, after));
  const page = rest.slice(0, maxKeys);
  const isTruncated = page.length < rest.length && maxKeys > 0;
  const isEncoded = query.get('encoding-type') === 'url';
  const show = (text: string) => (isEncoded ? encodeURIComponent(text).replaceAll('%2F', '/') : text);
  return writeXml('ListBucketResult', {
    Name: bucket,
    Prefix: show(prefix),
    Delimiter: delimiter === '' ? undefined : show(delimiter),
    StartAfter: startAfter === '' ? undefined : show(startAfter),
    EncodingType: isEncoded ? 'url' : undefined,
    MaxKeys: maxKeys,
    KeyCount: page.length,
    IsTruncated: isTruncated,
    ContinuationToken: token ?? undefined,
    NextContinuationToken: isTruncated ? Buffer.from(page.at(-1)?.name ?? '').toString('base64url') : undefined,
    Contents: page.flatMap(({ facts }) => (facts === null ? [] : [contentsOf(facts, show)])),
    CommonPrefixes: page.flatMap(({ name, facts }) => (facts === null ? [{ Prefix: show(name) }] : [])),
  });
}

function readMaxKeys(text: string | null): number {
  if (text === null) return mostKeys;
  if (/^\d{1,9}$/.test(text)) return Math.min(Number(text), mostKeys);
  throw new S3Error('InvalidArgument', 'Provided max-keys not an integer or within integer range');
}

function isAfter(key: string, other: string): boolean {
  return Buffer.compare(Buffer.from(key), Buffer.from(other)) > 0;
}

function rollUp(objects: readonly ObjectFacts[], prefix: string, delimiter: string): Entry[] {
  const entries: Entry[] = [];
  for (const facts of objects) {
    const end = delimiter === '' ? -1 : facts.key.indexOf(delimiter, prefix.length);
    const name = end === -1 ? facts.key : facts.key.slice(0, end + delimiter.length);
    if (end === -1) entries.push({ name, facts });
    else if (entries.at(-1)?.name !== name) entries.push({ name, facts: null });
  }
  return entries;
}

function contentsOf(facts: ObjectFacts, show: (text: string) => string) {
  return {
    Key: show(facts.key),
    LastModified: facts.lastModified,
    ETag: `"${facts.etag}"`,
    Size: facts.size,
    StorageClass: 'STANDARD',
  };
}
