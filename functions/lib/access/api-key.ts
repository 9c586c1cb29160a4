import { createHash, randomBytes } from 'node:crypto';

/** Makes an API key: 256 random bits behind a prefix by which secret scanners know it. */
export function createApiKey(random: Uint8Array = randomBytes(32)): string {
  return `sio_${Buffer.from(random).toString('base64url')}`;
}

/** Gives the SHA-256 of an API key, 64 hex digits: keys are long and random, so they need no slow hash. */
export function hashApiKey(apiKey: string): string {
  return createHash('sha256').update(apiKey).digest('hex');
}

/** Names the client to its usage plan, without being a key that anyone could call with. */
export function usageIdentifierOf(clientId: string): string {
  return `usage-${createHash('sha256').update(`usage:${clientId}`).digest('hex').slice(0, 40)}`;
}
