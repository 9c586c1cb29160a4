/** The few ASN.1 types of a certificate in their distinguished encoding (ITU-T X.690). */

/** Tag, length in the shortest form, content. */
export function element(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag]), encodeLength(content.length), content]);
}

export const sequence = (...contents: readonly Buffer[]) => element(0x30, ...contents);
export const set = (...contents: readonly Buffer[]) => element(0x31, ...contents);
export const octets = (content: Buffer) => element(0x04, content);
export const utf8 = (text: string) => element(0x0c, Buffer.from(text));
export const truth = () => element(0x01, Buffer.from([0xff]));
export const bits = (content: Buffer, unused = 0) => element(0x03, Buffer.from([unused]), content);

/** A non-negative integer from its big-endian bytes. */
export function integer(bytes: Buffer): Buffer {
  const firstSignificant = bytes.findIndex((byte) => byte !== 0);
  const magnitude = firstSignificant === -1 ? Buffer.from([0]) : bytes.subarray(firstSignificant);
  const isNegative = magnitude.readUInt8(0) >= 0x80;
  return element(0x02, isNegative ? Buffer.concat([Buffer.from([0]), magnitude]) : magnitude);
}

/** An object identifier from its dotted form. */
export function identifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...others] = dotted.split('.').map(Number);
  return element(0x06, Buffer.from([first * 40 + second, ...others.flatMap(base128)]));
}

/** UTCTime, as a certificate has it until 2049 (RFC 5280, 4.1.2.5.1). */
export function time(date: Date): Buffer {
  const digits = date
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(/[-:T]/g, '')
    .slice(2);
  return element(0x17, Buffer.from(digits));
}

function encodeLength(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest >>= 8) bytes.unshift(rest & 0xff);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}

function base128(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let rest = value >> 7; rest > 0; rest >>= 7) bytes.unshift(0x80 | (rest & 0x7f));
  return bytes;
}
