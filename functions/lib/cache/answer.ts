import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Answer } from '../company/answer.ts';
import { type Row, type RowKey, readRow, readText, requireNumber, requireText } from '../enrichment/table.ts';
import type { Lifetime } from './freshness.ts';
import { readStoredAnswer } from './stored-answer.ts';

/** An answer as it was kept. */
export interface KeptAnswer {
  readonly answer: Answer;
  readonly executionName: string;
  /** Counts the writes under this key. */
  readonly version: number;
  readonly lifetime: Lifetime;
}

/**
 * Gives the live answer under a company's key, null where there is none or it has expired.
 * `now` in epoch ms. Throws TransientError `storage.unavailable`.
 */
export async function readAnswer(domain: string, key: string, now: number): Promise<KeptAnswer | null> {
  const row = await readRow(answerKey(domain, key), now);
  if (row === null) return null;
  const answer = await readBody(row);
  if (answer === null) return null;
  return {
    answer,
    executionName: requireText(row, 'executionName'),
    version: requireNumber(row, 'version'),
    lifetime: {
      generatedAt: Math.floor(Date.parse(requireText(row, 'generatedAt')) / 1000),
      refreshAfter: requireNumber(row, 'refreshAfter'),
      expiresAt: requireNumber(row, 'expiresAt'),
    },
  };
}

async function readBody(row: Row): Promise<Answer | null> {
  const body = row.body?.B;
  if (body !== undefined) return JSON.parse((await promisify(gunzip)(body)).toString('utf8')) as Answer;
  const bodyKey = readText(row, 'bodyKey');
  return bodyKey === null ? null : readStoredAnswer(bodyKey);
}

/** Where the answer under a company's key stands. */
export function answerKey(domain: string, key: string): RowKey {
  return { pk: `COMPANY#${domain}`, sk: `ANSWER#${key}` };
}
