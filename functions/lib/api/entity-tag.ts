import { createHash } from 'node:crypto';

/** Gives the strong entity tag of what an answer is made of. */
export function entityTagOf(version: unknown): string {
  const digest = createHash('sha256').update(JSON.stringify(version)).digest('hex');
  return `"${digest.slice(0, 32)}"`;
}

/** Whether the caller has this version already; If-None-Match compares weakly (RFC 9110, 13.1.2). */
export function isKnownTag(ifNoneMatch: string | undefined, etag: string): boolean {
  const known = (ifNoneMatch ?? '').split(',').map((entry) => entry.trim().replace(/^W\//, ''));
  return known.includes(etag) || known.includes('*');
}
