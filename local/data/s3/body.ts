import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { checksum, checksumAlgorithms } from './checksums.ts';
import { decodeChunks } from './chunked.ts';
import { S3Error } from './errors.ts';

/** A request body as meant, with the checksums that came with it and hold. */
export interface VerifiedBody {
  readonly bytes: Buffer;
  /** By algorithm, in base64. */
  readonly checksums: Readonly<Record<string, string>>;
}

/**
 * Reads a body, undoes the framing of streamed ones, and checks every length and checksum that
 * came with it. Throws IncompleteBody, BadDigest, XAmzContentSHA256Mismatch.
 */
export async function readBody(request: IncomingMessage): Promise<VerifiedBody> {
  const received = await buffer(request);
  const { headers } = request;
  const contentHash = String(headers['x-amz-content-sha256'] ?? '');
  if (!contentHash.startsWith('STREAMING-')) {
    verifyContentHash(received, contentHash);
    return { bytes: received, checksums: verify(received, headers, new Map()) };
  }
  const { body, trailers } = decodeChunks(received);
  if (body.length !== Number(headers['x-amz-decoded-content-length'])) {
    throw new S3Error('IncompleteBody', 'The number of bytes does not match x-amz-decoded-content-length.');
  }
  return { bytes: body, checksums: verify(body, headers, trailers) };
}

function verifyContentHash(body: Buffer, expected: string): void {
  if (!/^[0-9a-f]{64}$/.test(expected)) return;
  if (createHash('sha256').update(body).digest('hex') === expected) return;
  throw new S3Error('XAmzContentSHA256Mismatch', 'The provided x-amz-content-sha256 header does not match the body.');
}

function verify(
  body: Buffer,
  headers: IncomingHttpHeaders,
  trailers: ReadonlyMap<string, string>,
): Record<string, string> {
  const md5 = headers['content-md5'];
  if (md5 !== undefined && md5 !== createHash('md5').update(body).digest('base64')) {
    throw new S3Error('BadDigest', 'The Content-MD5 you specified did not match what we received.');
  }
  const checksums: Record<string, string> = {};
  for (const algorithm of checksumAlgorithms) {
    const name = `x-amz-checksum-${algorithm}`;
    const expected = headers[name] ?? trailers.get(name);
    if (expected === undefined) continue;
    const actual = checksum(algorithm, body);
    if (actual !== expected) {
      throw new S3Error('BadDigest', `The ${algorithm.toUpperCase()} you specified did not match what we received.`);
    }
    checksums[algorithm] = actual;
  }
  return checksums;
}
