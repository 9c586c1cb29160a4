import type { IncomingMessage } from 'node:http';
import { PassThrough, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { HttpError } from './http-error.ts';

/** `maxBytes` counts on the wire and decoded alike. */
export interface BodyLimits {
  readonly maxBytes: number;
  /** Whether a larger body is an error or cut off. */
  readonly oversize: 'refuse' | 'cut';
  readonly stallMs: number;
}

/** Text compresses to a tenth, rarely to a fiftieth; only bombs go far beyond. */
const largestRatio = 100;
/** Below this many decoded bytes the ratio says nothing. */
const ratioFloor = 65_536;
/** Fewer bytes than this within `stallMs` is a drip. */
const smallestProgress = 1_024;

/** A body, or its beginning. */
export interface ReadBody {
  readonly body: Uint8Array;
  readonly isTruncated: boolean;
}

/**
 * Reads and decompresses a body within its limits. Throws HttpError `http.too_large` (`body`,
 * `decompression_ratio`), `http.timeout` (`stalled`), `http.malformed` (`content_encoding`).
 */
export async function readBody(
  message: IncomingMessage,
  headers: Readonly<Record<string, string>>,
  limits: BodyLimits,
  signal: AbortSignal,
): Promise<ReadBody> {
  const meter = createMeter(limits);
  const stalled = new AbortController();
  const watch = setInterval(() => {
    if (!meter.progressed()) stalled.abort(new HttpError('http.timeout', 'stalled'));
  }, limits.stallMs);
  try {
    refuseAnnouncedSize(headers, limits);
    await pipeline(message, meter.countWire, createDecoder(headers['content-encoding']), meter.collect, {
      signal: AbortSignal.any([signal, stalled.signal]),
    });
    return { body: meter.body(), isTruncated: false };
  } catch (error) {
    if (isOversize(error) && limits.oversize === 'cut') return { body: meter.body(), isTruncated: true };
    throw stalled.signal.aborted ? stalled.signal.reason : error;
  } finally {
    clearInterval(watch);
    message.destroy();
  }
}

function isOversize(error: unknown): boolean {
  return error instanceof HttpError && error.reason === 'body';
}

function refuseAnnouncedSize(headers: Readonly<Record<string, string>>, limits: BodyLimits): void {
  const announced = Number(headers['content-length'] ?? 0);
  if (limits.oversize === 'refuse' && announced > limits.maxBytes) throw new HttpError('http.too_large', 'body');
}

function createDecoder(encoding = ''): Transform {
  const names = encoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  const [name] = names;
  if (name === undefined) return new PassThrough();
  if (names.length > 1) throw new HttpError('http.malformed', 'content_encoding');
  if (name === 'gzip' || name === 'x-gzip') return createGunzip();
  if (name === 'deflate') return createInflate();
  if (name === 'br') return createBrotliDecompress();
  throw new HttpError('http.malformed', 'content_encoding');
}

/** Counts what arrives and what comes out of it, and keeps the latter. */
function createMeter({ maxBytes, oversize }: BodyLimits) {
  // What is to be cut is cut where it comes out; here only what never comes out is stopped.
  const mostWireBytes = oversize === 'cut' ? Math.max(maxBytes * 4, 1_000_000) : maxBytes;
  const chunks: Uint8Array[] = [];
  let wireBytes = 0;
  let decodedBytes = 0;
  let bytesAtLastLook = 0;
  return {
    async *countWire(source: AsyncIterable<Uint8Array>) {
      for await (const chunk of source) {
        wireBytes += chunk.length;
        if (wireBytes > mostWireBytes) throw new HttpError('http.too_large', 'body');
        yield chunk;
      }
    },
    async collect(source: AsyncIterable<Uint8Array>) {
      for await (const chunk of source) {
        chunks.push(chunk.subarray(0, maxBytes - decodedBytes));
        decodedBytes += chunk.length;
        if (decodedBytes > maxBytes) throw new HttpError('http.too_large', 'body');
        const isBomb = decodedBytes > ratioFloor && decodedBytes > wireBytes * largestRatio;
        if (isBomb) throw new HttpError('http.too_large', 'decompression_ratio');
      }
    },
    progressed() {
      const grew = wireBytes - bytesAtLastLook >= smallestProgress;
      bytesAtLastLook = wireBytes;
      return grew;
    },
    body: () => new Uint8Array(Buffer.concat(chunks)),
  };
}
