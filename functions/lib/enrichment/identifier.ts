import { randomBytes } from 'node:crypto';

/** Crockford's base 32 (https://www.crockford.com/base32.html), in lower case. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * Gives 26 letters and digits that sort by time: 48 bits of epoch milliseconds, then 80 random
 * bits, as https://github.com/ulid/spec has it, in lower case.
 */
export function createIdentifier(now: number, random: Uint8Array = randomBytes(10)): string {
  const milliseconds = BigInt(now) & 0xffff_ffff_ffffn;
  const noise = [...random.slice(0, 10)].reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  let rest = (milliseconds << 80n) | noise;
  let letters = '';
  for (let index = 0; index < 26; index += 1) {
    letters = alphabet.charAt(Number(rest & 31n)) + letters;
    rest >>= 5n;
  }
  return letters;
}
