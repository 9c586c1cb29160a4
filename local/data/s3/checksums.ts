import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** Checksum algorithms by the ending of their `x-amz-checksum-*` header; each gives base64. */
const algorithms: Readonly<Record<string, (body: Buffer) => string>> = {
  crc32: (body) => base64Of(crc32(body)),
  crc32c: (body) => base64Of(crc32c(body)),
  sha1: (body) => createHash('sha1').update(body).digest('base64'),
  sha256: (body) => createHash('sha256').update(body).digest('base64'),
};

export const checksumAlgorithms: readonly string[] = Object.keys(algorithms);

/** The checksum of a body, null for an algorithm that is not known here. */
export function checksum(algorithm: string, body: Buffer): string | null {
  return algorithms[algorithm]?.(body) ?? null;
}

function base64Of(sum: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(sum);
  return bytes.toString('base64');
}

/** Castagnoli's polynomial, reflected (RFC 9260, appendix A). */
const castagnoli = 0x82f63b78;
const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let entry = index;
  for (let bit = 0; bit < 8; bit += 1) entry = entry & 1 ? (entry >>> 1) ^ castagnoli : entry >>> 1;
  return entry;
});

function crc32c(body: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of body) sum = (sum >>> 8) ^ (table[(sum ^ byte) & 0xff] ?? 0);
  return (sum ^ 0xffffffff) >>> 0;
}
