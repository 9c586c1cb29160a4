import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Answer } from '../company/answer.ts';
import { schemaVersion } from '../enrichment/key.ts';
import { type Row, type RowKey, readNumber, readRow, readText } from '../enrichment/table.ts';
import type { Lifetime } from './freshness.ts';
import type { Home } from './levels/entry.ts';
import { openCache } from './open-cache.ts';
import { readStoredText } from './stored-answer.ts';

/** An answer as it was kept. */
export interface KeptAnswer {
  readonly answer: Answer;
  readonly executionName: string;
  /** Counts the writes under this key. */
  readonly version: number;
  readonly lifetime: Lifetime;
}

/** A row as large as the bucket's largest answer; what unpacks to more was not packed here. */
const largestAnswer = 64 * 1024 * 1024;

/** Answers live in the table, their bodies over 300 KB in the bucket; Redis and the function's memory stand before. */
const answersAtHome: Home = {
  read: async ({ domain, name }, now) => {
    const row = await readRow({ pk: `COMPANY#${domain}`, sk: name }, now);
    const entry = row === null ? null : describe(row);
    if (row === null || entry === null) return null;
    const text = await readBody(row);
    // What is cut, damaged or another's does not count as an answer, and is made anew.
    if (text === null || readText(row, 'hash') !== hashOf(text)) return null;
    return { ...entry, value: JSON.parse(text) };
  },
};

/** Where answers are looked for first and last. */
export const answerCache = openCache(answersAtHome);

/**
 * Gives the answer under a company's key, null where there is none or it is no longer kept; it may be stale,
 * which its lifetime tells, and a few seconds behind. Who waits for a certain answer asks `atHome`.
 * `now` in epoch ms. Throws TransientError `storage.unavailable`.
 */
export async function readAnswer(
  domain: string,
  key: string,
  now: number,
  options: { readonly atHome?: boolean } = { atHome: true },
): Promise<KeptAnswer | null> {
  const entry = await answerCache.read({ domain, name: answerName(key) }, now, options);
  if (entry === null) return null;
  const { value, writer, version, lifetime } = entry;
  return { answer: value as Answer, executionName: writer, version, lifetime };
}

function describe(row: Row) {
  const [writer, generatedAt] = [readText(row, 'executionName'), Date.parse(readText(row, 'generatedAt') ?? '')];
  const numbers = ['version', 'refreshAfter', 'staleAt', 'expiresAt'].map(
    (name) => readNumber(row, name) ?? Number.NaN,
  );
  const [version = 0, refreshAfter = 0, expiresAt = 0, keptUntil = 0] = numbers;
  const isWhole = writer !== null && [generatedAt, ...numbers].every(Number.isFinite);
  if (!isWhole || readText(row, 'schemaVersion') !== schemaVersion) return null;
  return {
    writer,
    version,
    lifetime: { generatedAt: Math.floor(generatedAt / 1000), refreshAfter, expiresAt, keptUntil },
  };
}

async function readBody(row: Row): Promise<string | null> {
  const body = row.body?.B;
  if (body !== undefined) {
    const unpacked = promisify(gunzip)(body, { maxOutputLength: largestAnswer });
    return unpacked.then((text) => text.toString('utf8')).catch(() => null);
  }
  const bodyKey = readText(row, 'bodyKey');
  return bodyKey === null ? null : readStoredText(bodyKey);
}

/** Tells one text of an answer from any other. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Where the answer under a company's key stands. */
export function answerKey(domain: string, key: string): RowKey {
  return { pk: `COMPANY#${domain}`, sk: answerName(key) };
}

function answerName(key: string): string {
  return `ANSWER#${key}`;
}
