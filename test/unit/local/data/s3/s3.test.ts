import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  ChecksumAlgorithm,
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  type GetObjectCommandInput,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  type PutObjectCommandInput,
  S3Client,
} from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Call } from '../../../../../local/data/calls.ts';
import { startS3 } from '../../../../../local/data/s3/index.ts';

const Bucket = 'documents';
let server: Awaited<ReturnType<typeof startS3>>;
let client: S3Client;
const calls: Call[] = [];

const clientFor = (port: number) =>
  new S3Client({
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${port}`,
    credentials: { accessKeyId: 'WriteResultLambda', secretAccessKey: 'secret' },
    maxAttempts: 1,
  });

beforeEach(async () => {
  server = await startS3({ onCall: (call) => calls.push(call) });
  client = clientFor(server.port);
  await client.send(new CreateBucketCommand({ Bucket }));
  calls.length = 0;
});
afterEach(async () => {
  client.destroy();
  await server.close();
});

const put = (Key: string, Body: PutObjectCommandInput['Body'], rest: Partial<PutObjectCommandInput> = {}) =>
  client.send(new PutObjectCommand({ Bucket, Key, Body, ...rest }));
const get = (Key: string, rest: Partial<GetObjectCommandInput> = {}) =>
  client.send(new GetObjectCommand({ Bucket, Key, ...rest }));
const read = async (Key: string) => (await get(Key)).Body?.transformToString();
const list = (rest: Partial<ListObjectsV2CommandInput> = {}) =>
  client.send(new ListObjectsV2Command({ Bucket, ...rest }));
const url = (path: string) => `http://127.0.0.1:${server.port}/${path}`;

describe('objects', () => {
  it('come back as they were put, with their metadata', async () => {
    const stored = await put('a.json', '{"a":"ü"}', {
      ContentType: 'application/json',
      Metadata: { origin: 'test' },
      CacheControl: 'no-store',
      ContentEncoding: 'identity',
    });
    const found = await get('a.json', { ChecksumMode: 'ENABLED' });

    expect(await found.Body?.transformToString()).toBe('{"a":"ü"}');
    expect(found).toMatchObject({
      ContentType: 'application/json',
      Metadata: { origin: 'test' },
      CacheControl: 'no-store',
      ContentEncoding: 'identity',
      ContentLength: 10,
      ETag: stored.ETag,
      ChecksumCRC32: stored.ChecksumCRC32,
    });
    expect(stored.ETag).toBe(`"${createHash('md5').update('{"a":"ü"}').digest('hex')}"`);
    expect(Date.now() - Number(found.LastModified)).toBeLessThan(60_000);
  });

  it.each(Object.values(ChecksumAlgorithm).filter((name) => /^(CRC32C?|SHA1|SHA256)$/.test(name)))(
    'are streamed in chunks with a trailing %s',
    async (ChecksumAlgorithm) => {
      const parts = ['first '.repeat(20_000), 'second'];

      await put('streamed', Readable.from(parts), { ContentLength: 120_006, ChecksumAlgorithm });
      const found = await get('streamed', { ChecksumMode: 'ENABLED' });

      expect(await found.Body?.transformToString()).toBe(parts.join(''));
      expect(found.ContentEncoding).toBeUndefined();
    },
  );

  it('are empty and of no known type when they were put so', async () => {
    await fetch(url('documents/empty'), { method: 'PUT' });
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: 'empty' }));

    expect(await read('empty')).toBe('');
    expect(head).toMatchObject({ ContentType: 'binary/octet-stream', ContentLength: 0 });
  });

  it('are told apart whatever their key looks like, and stay in the folder', async () => {
    const odd = ['../../etc/passwd', 'a//b', 'a b+c', 'ü/🙂', '%2e%2e', 'a?b#c&d=e', 'quote\'"<>', '.', '/', 'a\nb'];
    for (const key of odd) await put(key, key);

    for (const key of odd) expect(await read(key)).toBe(key);
    const listed = await list({ EncodingType: 'url' });
    expect(listed.Contents?.map((object) => decodeURIComponent(object.Key ?? '')).sort()).toEqual([...odd].sort());
    expect(new Set((await list()).Contents?.map((object) => object.Key))).toEqual(new Set(odd));
  });

  it('are replaced and deleted', async () => {
    await put('a', 'one');
    await put('a', 'two');
    const second = await read('a');
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));

    expect(second).toBe('two');
    await expect(get('a')).rejects.toBeInstanceOf(NoSuchKey);
    await expect(client.send(new HeadObjectCommand({ Bucket, Key: 'a' }))).rejects.toBeInstanceOf(NotFound);
  });

  it('are deleted many at a time', async () => {
    await put('a&b', '1');
    await put('c', '2');
    const Objects = [{ Key: 'a&b' }, { Key: 'c' }, { Key: 'never was' }];

    const loud = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    const quiet = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));

    expect(loud.Deleted?.map((each) => each.Key)).toEqual(['a&b', 'c', 'never was']);
    expect(quiet.Deleted).toBeUndefined();
    expect((await list()).KeyCount).toBe(0);
  });

  it.each([
    ['bytes=0-3', '0123', 'bytes 0-3/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-2', '89', 'bytes 8-9/10'],
    ['bytes=8-99', '89', 'bytes 8-9/10'],
    ['bytes=-99', '0123456789', 'bytes 0-9/10'],
  ])('give the part asked for by %s', async (Range, text, ContentRange) => {
    await put('digits', '0123456789');

    const part = await get('digits', { Range });

    expect(await part.Body?.transformToString()).toBe(text);
    expect(part.ContentRange).toBe(ContentRange);
  });

  it.each(['bytes=-', 'bytes=5-2', 'lines=1-2', 'bytes=0-1,3-4'])('come whole for the range %s', async (Range) => {
    await put('digits', '0123456789');

    expect(await (await get('digits', { Range })).Body?.transformToString()).toBe('0123456789');
  });

  it('have nothing outside their length', async () => {
    await put('digits', '0123456789');

    await expect(get('digits', { Range: 'bytes=10-' })).rejects.toMatchObject({ name: 'InvalidRange' });
    await expect(get('digits', { Range: 'bytes=-0' })).rejects.toMatchObject({ name: 'InvalidRange' });
  });

  it('give the listed facts and bytes of any content', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (bytes) => {
        await put('any', Buffer.from(bytes));

        expect(await (await get('any')).Body?.transformToByteArray()).toEqual(new Uint8Array(bytes));
      }),
      { numRuns: 25 },
    );
  });
});

describe('conditions', () => {
  it('let only one of many writers create', async () => {
    const attempts = Array.from({ length: 8 }, (_, index) => put('once', String(index), { IfNoneMatch: '*' }));

    const outcomes = await Promise.allSettled(attempts);

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(outcomes.find((outcome) => outcome.status === 'rejected')?.reason).toMatchObject({
      name: 'PreconditionFailed',
    });
  });

  it('let a writer replace what it has seen, and nothing else', async () => {
    const { ETag } = await put('a', 'one');
    await put('a', 'two', { IfMatch: ETag });

    await expect(put('a', 'three', { IfMatch: ETag })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(put('none', 'x', { IfMatch: ETag })).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(client.send(new DeleteObjectCommand({ Bucket, Key: 'a', IfMatch: ETag }))).rejects.toMatchObject({
      name: 'PreconditionFailed',
    });
    expect(await read('a')).toBe('two');
  });

  it('spare a reader what it has', async () => {
    const { ETag = '' } = await put('a', 'one');
    const past = new Date(0).toUTCString();
    const future = new Date(Date.now() + 60_000).toUTCString();
    const ask = async (headers: Record<string, string>, method = 'GET') =>
      (await fetch(url('documents/a'), { method, headers })).status;

    expect(await ask({ 'if-none-match': ETag })).toBe(304);
    expect(await ask({ 'if-none-match': ETag }, 'HEAD')).toBe(304);
    expect(await ask({ 'if-none-match': '"other"', 'if-modified-since': future })).toBe(200);
    expect(await ask({ 'if-modified-since': future })).toBe(304);
    expect(await ask({ 'if-modified-since': past })).toBe(200);
    expect(await ask({ 'if-unmodified-since': past })).toBe(412);
    expect(await ask({ 'if-unmodified-since': past, 'if-match': `W/${ETag}` })).toBe(200);
    expect(await ask({ 'if-match': '"other"' })).toBe(412);
  });
});

describe('lists', () => {
  beforeEach(async () => {
    for (const key of ['runs/1/a', 'runs/1/b', 'runs/2/a', 'answers/x', 'top']) await put(key, key);
  });

  it('are sorted and restricted to a prefix', async () => {
    const all = await list();
    const runs = await list({ Prefix: 'runs/1/' });

    expect(all.Contents?.map((object) => object.Key)).toEqual(['answers/x', 'runs/1/a', 'runs/1/b', 'runs/2/a', 'top']);
    expect(runs.Contents).toMatchObject([{ Key: 'runs/1/a', Size: 8 }, { Key: 'runs/1/b' }]);
    expect(runs).toMatchObject({ IsTruncated: false, KeyCount: 2, Prefix: 'runs/1/' });
  });

  it('roll up what stands behind the delimiter', async () => {
    const top = await list({ Delimiter: '/' });
    const after = await list({ Delimiter: '/', Prefix: 'runs/', StartAfter: 'runs/1/b' });

    expect(top.CommonPrefixes).toEqual([{ Prefix: 'answers/' }, { Prefix: 'runs/' }]);
    expect(top.Contents?.map((object) => object.Key)).toEqual(['top']);
    expect(after.CommonPrefixes).toEqual([{ Prefix: 'runs/2/' }]);
  });

  it('come in pages, each entry once', async () => {
    const entries: (string | undefined)[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await list({ MaxKeys: 1, Delimiter: '/', ...(ContinuationToken ? { ContinuationToken } : {}) });
      entries.push(...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix));
      entries.push(...(page.Contents ?? []).map(({ Key }) => Key));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);

    expect(entries).toEqual(['answers/', 'runs/', 'top']);
    expect(await list({ MaxKeys: 0 })).toMatchObject({ KeyCount: 0, IsTruncated: false });
  });

  it('refuse a page size that is no number', async () => {
    const response = await fetch(url('documents?list-type=2&max-keys=many'));

    expect(response.status).toBe(400);
    expect(await response.text()).toContain('<Code>InvalidArgument</Code>');
  });
});

describe('buckets', () => {
  it('are made once, found, and listed', async () => {
    expect(await client.send(new HeadBucketCommand({ Bucket }))).toMatchObject({ BucketRegion: 'us-east-1' });
    expect((await client.send(new ListBucketsCommand({}))).Buckets).toMatchObject([{ Name: Bucket }]);
    await expect(client.send(new CreateBucketCommand({ Bucket }))).rejects.toMatchObject({
      name: 'BucketAlreadyOwnedByYou',
    });
    await expect(client.send(new HeadBucketCommand({ Bucket: 'nowhere' }))).rejects.toBeInstanceOf(NotFound);
    await expect(list({ Bucket: 'nowhere' })).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });

  it('are kept in the data folder, without what a crash left half written', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 's3-test-'));
    const first = await startS3({ dataDir });
    const before = clientFor(first.port);
    await before.send(new CreateBucketCommand({ Bucket }));
    await before.send(new PutObjectCommand({ Bucket, Key: 'kept', Body: 'yes', Metadata: { a: 'b' } }));
    before.destroy();
    await first.close();
    await writeFile(join(dataDir, Bucket, 'unfinished-1'), 'torn');

    const second = await startS3({ dataDir });
    const after = clientFor(second.port);
    const kept = await after.send(new GetObjectCommand({ Bucket, Key: 'kept' }));

    expect(await kept.Body?.transformToString()).toBe('yes');
    expect(kept.Metadata).toEqual({ a: 'b' });
    expect(await readdir(join(dataDir, Bucket))).toHaveLength(1);
    after.destroy();
    await second.close();
    await rm(dataDir, { recursive: true });
  });

  it('answer no such key when a file has gone from under the server', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 's3-test-'));
    const own = await startS3({ dataDir });
    const ownClient = clientFor(own.port);
    await ownClient.send(new CreateBucketCommand({ Bucket }));
    await ownClient.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'a' }));
    await rm(join(dataDir, Bucket), { recursive: true });

    await expect(ownClient.send(new GetObjectCommand({ Bucket, Key: 'a' }))).rejects.toBeInstanceOf(NoSuchKey);
    ownClient.destroy();
    await own.close();
    await rm(dataDir, { recursive: true });
  });
});

describe('the wire', () => {
  it('reports who called what', async () => {
    await put('runs/1', 'x');
    await get('runs/1');
    await client.send(new HeadObjectCommand({ Bucket, Key: 'runs/1' }));
    await list();
    await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'runs/1' }] } }));
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'runs/1' }));
    await fetch(url('documents?list-type=2'));

    const accessKeyId = 'WriteResultLambda';
    const object = 'arn:aws:s3:::documents/runs/1';
    expect(calls).toEqual([
      { accessKeyId, action: 's3:PutObject', resource: object },
      { accessKeyId, action: 's3:GetObject', resource: object },
      { accessKeyId, action: 's3:GetObject', resource: object },
      { accessKeyId, action: 's3:ListBucket', resource: 'arn:aws:s3:::documents' },
      { accessKeyId, action: 's3:DeleteObject', resource: object },
      { accessKeyId, action: 's3:DeleteObject', resource: object },
      { accessKeyId: null, action: 's3:ListBucket', resource: 'arn:aws:s3:::documents' },
    ]);
  });

  const streaming = {
    'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
    'x-amz-decoded-content-length': '5',
  };
  it.each<[string, string, Record<string, string>, string]>([
    ['a wrong MD5', 'BadDigest', { 'content-md5': 'AAAA' }, 'hello'],
    ['a wrong CRC32', 'BadDigest', { 'x-amz-checksum-crc32': 'AAAAAA==' }, 'hello'],
    ['a wrong content hash', 'XAmzContentSHA256Mismatch', { 'x-amz-content-sha256': '0'.repeat(64) }, 'hello'],
    ['a wrong trailer', 'BadDigest', streaming, '5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n'],
    ['chunks of another length', 'IncompleteBody', streaming, '4\r\nhell\r\n0\r\n\r\n'],
    ['a chunk cut off', 'IncompleteBody', streaming, '5\r\nhel'],
    ['no last chunk', 'IncompleteBody', streaming, '5\r\nhello\r\n'],
    ['no size', 'IncompleteBody', streaming, 'hello\r\n'],
    ['the source of a copy', 'NotImplemented', { 'x-amz-copy-source': 'documents/b' }, ''],
  ])('refuses a body with %s', async (_, code, headers, body) => {
    const response = await fetch(url('documents/a'), { method: 'PUT', headers, body });

    expect(await response.text()).toContain(`<Code>${code}</Code>`);
    await expect(get('a')).rejects.toBeInstanceOf(NoSuchKey);
  });

  it('takes signed chunks and a right trailer', async () => {
    const body = '5;chunk-signature=abc\r\nhello\r\n0;chunk-signature=def\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n';

    const response = await fetch(url('documents/a'), { method: 'PUT', headers: streaming, body });

    expect(response.status).toBe(200);
    expect(await read('a')).toBe('hello');
  });

  it.each<[string, string, string, string | undefined]>([
    ['PUT', 'documents/a?tagging', 'NotImplemented', undefined],
    ['POST', 'documents/a', 'MethodNotAllowed', undefined],
    ['DELETE', 'documents', 'MethodNotAllowed', undefined],
    ['PUT', '', 'MethodNotAllowed', undefined],
    ['GET', 'documents', 'MethodNotAllowed', undefined],
    ['POST', 'documents?delete', 'MalformedXML', '<Delete></Delete>'],
    ['GET', 'Documents/a', 'InvalidBucketName', undefined],
    ['GET', 'd/a', 'InvalidBucketName', undefined],
    ['GET', 'documents/%ff', 'InvalidURI', undefined],
  ])('answers %s /%s with %s', async (method, path, code, body) => {
    const response = await fetch(url(path), { method, ...(body === undefined ? {} : { body }) });

    expect(await response.text()).toContain(`<Code>${code}</Code>`);
  });

  it('refuses a key of over 1024 bytes', async () => {
    await expect(put('ü'.repeat(513), '')).rejects.toMatchObject({ name: 'KeyTooLongError' });
  });

  it('answers 500 without a word of the cause when something breaks', async () => {
    const complaint = vi.spyOn(console, 'error').mockReturnValue(undefined);
    const broken = await startS3({
      onCall: () => {
        throw new Error('broken');
      },
    });

    const response = await fetch(`http://127.0.0.1:${broken.port}/`);

    expect(response.status).toBe(500);
    expect(await response.text()).toContain('InternalError');
    expect(complaint).toHaveBeenCalled();
    complaint.mockRestore();
    await broken.close();
  });
});
