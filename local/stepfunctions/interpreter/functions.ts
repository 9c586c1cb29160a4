import { createHash } from 'node:crypto';

/** Most items that `$range` builds, as measured on AWS. */
const longestRange = 360_145;

const hashAlgorithms: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/** `$partition(list, size)`: the list in pieces of at most `size`; nothing for an empty list or a size of 0. */
export function partition(list: readonly unknown[] | undefined, size: number | undefined): unknown[][] | undefined {
  const length = Math.trunc(size ?? 0);
  if (list === undefined || list.length === 0 || length < 1) return undefined;
  return Array.from({ length: Math.ceil(list.length / length) }, (_, index) =>
    list.slice(index * length, (index + 1) * length),
  );
}

/** `$range(first, last, step)`: both ends included; nothing where the step leads away from `last`. */
export function range(first?: number, last?: number, step?: number): number[] | number | undefined {
  if (first === undefined || last === undefined || step === undefined) return undefined;
  const from = Math.trunc(first);
  const stride = Math.trunc(step);
  const distance = Math.trunc(last) - from;
  if (stride === 0 || distance / stride < 0) return undefined;
  const count = Math.floor(distance / stride) + 1;
  if (count > longestRange) throw new RangeError('Expression evaluation memory limit exceeded');
  return count === 1 ? from : Array.from({ length: count }, (_, index) => from + index * stride);
}

/** `$hash(text, algorithm)`: hexadecimal MD5, SHA-1, SHA-256, SHA-384 or SHA-512. */
export function hash(text: string | undefined, algorithm: string | undefined): string | undefined {
  if (text === undefined || algorithm === undefined) return undefined;
  const name = hashAlgorithms[algorithm];
  if (name === undefined) throw new RangeError(`'${algorithm}' is not a supported hash algorithm`);
  return createHash(name).update(text).digest('hex');
}

/** `$parse(text)`: the value that a JSON text holds. */
export function parse(text: string | undefined): unknown {
  return text === undefined ? undefined : JSON.parse(text);
}

/** `$uuid()`: a version 4 UUID (RFC 9562) drawn from the given source of numbers in [0, 1). */
export function drawUuid(random: () => number): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16));
  hex[12] = '4';
  hex[16] = '89ab'.charAt(Math.floor(random() * 4));
  const text = hex.join('');
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-');
}

/** A source of numbers in [0, 1) that repeats for the same seed (mulberry32). */
export function seedRandom(seed: number): () => number {
  let state = Math.trunc(seed) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
