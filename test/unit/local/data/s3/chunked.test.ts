import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checksum } from '../../../../../local/data/s3/checksums.ts';
import { decodeChunks } from '../../../../../local/data/s3/chunked.ts';

const frame = (chunk: Uint8Array) =>
  Buffer.concat([Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n')]);

describe('chunked bodies', () => {
  it('are the bytes they were cut from, wherever they were cut', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ minLength: 1, maxLength: 50 })), (chunks) => {
        const framed = Buffer.concat([...chunks.map(frame), Buffer.from('0\r\nX-Amz-Checksum-Crc32: AAAA\r\n\r\n')]);

        const { body, trailers } = decodeChunks(framed);

        expect(body).toEqual(Buffer.concat(chunks));
        expect(trailers).toEqual(new Map([['x-amz-checksum-crc32', 'AAAA']]));
      }),
    );
  });
});

describe('checksums', () => {
  it.each([
    ['crc32', 'y/Q5Jg=='],
    ['crc32c', '4waSgw=='],
    ['crc64nvme', null],
  ])('know the check value of %s', (algorithm, expected) => {
    expect(checksum(algorithm, Buffer.from('123456789'))).toBe(expected);
  });
});
