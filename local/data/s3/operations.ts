import type { IncomingMessage } from 'node:http';
import { readBody } from './body.ts';
import type { Buckets } from './buckets.ts';
import { deleteObjects, readDeletion } from './delete-objects.ts';
import { S3Error } from './errors.ts';
import { listObjects } from './listing.ts';
import { type Answer, deleteObject, getObject, headObject, putObject } from './object-operations.ts';
import type { Target } from './target.ts';
import { writeXml } from './xml.ts';

/** Told before an operation runs: what IAM would be asked. */
export type Report = (action: string, resource: string) => void;

interface Request {
  readonly buckets: Buckets;
  readonly target: Target;
  readonly message: IncomingMessage;
  readonly region: string;
  readonly report: Report;
}

/** Query fields that say which request this is; another one would be an operation that is not here. */
const knownFields = new Set([
  'continuation-token',
  'delete',
  'delimiter',
  'encoding-type',
  'fetch-owner',
  'list-type',
  'max-keys',
  'prefix',
  'start-after',
  'x-id',
]);
const xml = { 'content-type': 'application/xml' };

/** Finds and runs the operation that method, path and query ask for. Throws S3Error. */
export async function operate(request: Request): Promise<Answer> {
  const { bucket, key, query } = request.target;
  const unknown = [...query.keys()].find((field) => !knownFields.has(field));
  if (unknown !== undefined) throw new S3Error('NotImplemented', `The laptop's S3 does not know ?${unknown}.`);
  if (bucket === '') return onService(request);
  return key === '' ? onBucket(request) : onObject(request);
}

function onService({ message, buckets, report }: Request): Answer {
  if (message.method !== 'GET') throw notAllowed();
  report('s3:ListAllMyBuckets', '*');
  const Bucket = buckets.names().map((Name) => ({ Name }));
  return { status: 200, headers: xml, body: writeXml('ListAllMyBucketsResult', { Buckets: { Bucket } }) };
}

async function onBucket(request: Request): Promise<Answer> {
  const { buckets, target, message, region, report } = request;
  const arn = `arn:aws:s3:::${target.bucket}`;
  if (message.method === 'PUT') {
    report('s3:CreateBucket', arn);
    await buckets.create(target.bucket);
    return { status: 200, headers: { location: `/${target.bucket}` }, body: '' };
  }
  if (message.method === 'HEAD') {
    report('s3:ListBucket', arn);
    buckets.require(target.bucket);
    return { status: 200, headers: { 'x-amz-bucket-region': region }, body: '' };
  }
  if (message.method === 'GET' && target.query.get('list-type') === '2') {
    report('s3:ListBucket', arn);
    const objects = buckets.require(target.bucket).list();
    return { status: 200, headers: xml, body: listObjects(target.bucket, objects, target.query) };
  }
  if (message.method === 'POST' && target.query.has('delete')) return deleteMany(request, arn);
  throw notAllowed();
}

async function deleteMany({ buckets, target, message, report }: Request, arn: string): Promise<Answer> {
  const { bytes } = await readBody(message);
  const { keys, isQuiet } = readDeletion(bytes);
  for (const key of keys) report('s3:DeleteObject', `${arn}/${key}`);
  return deleteObjects(buckets.require(target.bucket), keys, isQuiet);
}

async function onObject({ buckets, target, message, report }: Request): Promise<Answer> {
  const { bucket: name, key } = target;
  const arn = `arn:aws:s3:::${name}/${key}`;
  const { headers } = message;
  switch (message.method) {
    case 'PUT':
      report('s3:PutObject', arn);
      return putObject(buckets.require(name), key, message, new Date());
    case 'GET':
      report('s3:GetObject', arn);
      return getObject(buckets.require(name), key, headers);
    case 'HEAD':
      // IAM has no HeadObject: it is allowed by s3:GetObject.
      report('s3:GetObject', arn);
      return headObject(buckets.require(name), key, headers);
    case 'DELETE':
      report('s3:DeleteObject', arn);
      return deleteObject(buckets.require(name), key, headers);
    default:
      throw notAllowed();
  }
}

function notAllowed(): S3Error {
  return new S3Error('MethodNotAllowed', 'The specified method is not allowed against this resource.');
}
