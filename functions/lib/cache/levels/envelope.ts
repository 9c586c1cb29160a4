import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import * as z from 'zod/mini';
import { schemaVersion } from '../../enrichment/key.ts';
import type { EntryKey, HeldEntry } from './entry.ts';

/** Of the envelope itself; the version of what lies in it stands beside it. */
const format = 1;
const lineEnd = 0x0a;
/** No gzipped body of a few MB unpacks to more; what does was not put here by us. */
const largestValue = 64 * 1024 * 1024;

const seconds = z.number().check(z.nonnegative());
const headerSchema = z.object({
  format: z.literal(format),
  schemaVersion: z.literal(schemaVersion),
  domain: z.string(),
  name: z.string(),
  writer: z.string(),
  version: z.number(),
  seenAt: z.number(),
  lifetime: z.object({ generatedAt: seconds, refreshAfter: seconds, expiresAt: seconds, keptUntil: seconds }),
  hash: z.string(),
});

/** Packs an entry for a store that is not trusted: a line of JSON that says what it is, then the gzipped value. */
export async function sealEntry(key: EntryKey, { entry, seenAt }: HeldEntry): Promise<Buffer> {
  const body = await promisify(gzip)(JSON.stringify(entry.value));
  const { writer, version, lifetime } = entry;
  const facts = { ...{ format, schemaVersion }, ...{ domain: key.domain, name: key.name }, writer, version, seenAt };
  const header = { ...facts, lifetime };
  const sealed = { ...header, hash: hashOf(header, body) };
  return Buffer.concat([Buffer.from(`${JSON.stringify(sealed)}\n`), body]);
}

/**
 * Unpacks an entry, null where it is not whole, is another key's, or is of another version. The hash finds
 * what was damaged or cut; it is no protection against who may write into the store.
 */
export async function openEntry(key: EntryKey, sealed: Buffer): Promise<HeldEntry | null> {
  const end = sealed.indexOf(lineEnd);
  const parsed = headerSchema.safeParse(end < 0 ? null : parse(sealed.toString('utf8', 0, end)));
  if (!parsed.success) return null;
  const { hash, ...header } = parsed.data;
  const body = sealed.subarray(end + 1);
  if (header.domain !== key.domain || header.name !== key.name || hash !== hashOf(header, body)) return null;
  const value: unknown = JSON.parse(
    (await promisify(gunzip)(body, { maxOutputLength: largestValue })).toString('utf8'),
  );
  const { writer, version, lifetime, seenAt } = header;
  return { entry: { value, writer, version, lifetime }, seenAt };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function hashOf(header: object, body: Buffer): string {
  return createHash('sha256').update(JSON.stringify(header)).update('\n').update(body).digest('hex');
}
