import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { readBody } from './body.ts';
import { S3Error } from './errors.ts';
import { checkRead, checkWrite } from './preconditions.ts';
import { readRange } from './range.ts';
import type { Bucket, ObjectFacts } from './storage.ts';

/** A whole HTTP answer. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
}

/** System metadata that S3 keeps and sends back; https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html */
const keptHeaders = ['cache-control', 'content-disposition', 'content-language', 'content-type', 'expires'];
const defaultType = 'binary/octet-stream';

/** PutObject. */
export async function putObject(bucket: Bucket, key: string, request: IncomingMessage, now: Date): Promise<Answer> {
  if (request.headers['x-amz-copy-source'] !== undefined) {
    throw new S3Error('NotImplemented', 'The laptop does not copy objects.');
  }
  const { bytes, checksums } = await readBody(request);
  const facts: ObjectFacts = {
    key,
    size: bytes.length,
    etag: createHash('md5').update(bytes).digest('hex'),
    lastModified: `${now.toISOString().slice(0, 19)}.000Z`,
    headers: metadataOf(request.headers),
    checksums,
  };
  await bucket.write({ facts, body: bytes }, (existing) => checkWrite(request.headers, existing));
  return { status: 200, headers: { etag: `"${facts.etag}"`, ...checksumHeaders(facts) }, body: '' };
}

/** GetObject, whole or one range. */
export async function getObject(bucket: Bucket, key: string, headers: IncomingHttpHeaders): Promise<Answer> {
  const object = await bucket.read(key);
  if (object === undefined) throw noSuchKey();
  const { facts, body } = object;
  if (checkRead(headers, facts) === 'not-modified') return notModified(facts);
  const range = readRange(headers.range, body.length);
  if (range === null) return { status: 200, headers: describe(facts, headers), body };
  const part = body.subarray(range.start, range.end + 1);
  // A checksum of the whole says nothing about a part, so it is left out.
  const shown = { ...describe(facts, {}), 'content-length': String(part.length) };
  const contentRange = `bytes ${range.start}-${range.end}/${facts.size}`;
  return { status: 206, headers: { ...shown, 'content-range': contentRange }, body: part };
}

/** HeadObject. */
export function headObject(bucket: Bucket, key: string, headers: IncomingHttpHeaders): Answer {
  const facts = bucket.head(key);
  if (facts === undefined) throw noSuchKey();
  if (checkRead(headers, facts) === 'not-modified') return notModified(facts);
  return { status: 200, headers: describe(facts, headers), body: '' };
}

/** DeleteObject; deleting what is not there is no error. */
export async function deleteObject(bucket: Bucket, key: string, headers: IncomingHttpHeaders): Promise<Answer> {
  await bucket.remove(key, (existing) => checkWrite(headers, existing));
  return { status: 204, headers: {}, body: '' };
}

function metadataOf(headers: IncomingHttpHeaders): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => keptHeaders.includes(name) || name.startsWith('x-amz-meta-'));
  const encodings = (headers['content-encoding'] ?? '').split(',').map((encoding) => encoding.trim());
  const encoding = encodings.filter((each) => each !== '' && each !== 'aws-chunked').join(',');
  return {
    'content-type': defaultType,
    ...Object.fromEntries(kept.map(([name, value]) => [name, String(value)])),
    ...(encoding === '' ? {} : { 'content-encoding': encoding }),
  };
}

function describe(facts: ObjectFacts, asked: IncomingHttpHeaders): Record<string, string> {
  return {
    ...facts.headers,
    'accept-ranges': 'bytes',
    'content-length': String(facts.size),
    etag: `"${facts.etag}"`,
    'last-modified': new Date(facts.lastModified).toUTCString(),
    ...(asked['x-amz-checksum-mode'] === 'ENABLED' ? checksumHeaders(facts) : {}),
  };
}

function checksumHeaders({ checksums }: ObjectFacts): Record<string, string> {
  const headers = Object.entries(checksums).map(([algorithm, value]) => [`x-amz-checksum-${algorithm}`, value]);
  return headers.length === 0 ? {} : { ...Object.fromEntries(headers), 'x-amz-checksum-type': 'FULL_OBJECT' };
}

function notModified(facts: ObjectFacts): Answer {
  return { status: 304, headers: { etag: `"${facts.etag}"` }, body: '' };
}

function noSuchKey(): S3Error {
  return new S3Error('NoSuchKey', 'The specified key does not exist.');
}
