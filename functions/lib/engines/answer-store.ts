import { createHash } from 'node:crypto';
import * as z from 'zod';
import { putRow, readRow, readText, requireText, secondsAfter } from '../enrichment/table.ts';
import { IntelligenceError } from '../errors.ts';
import { getJson, putJson } from '../storage/bucket.ts';
import type { EngineQuestion } from './engine-question.ts';

/** An answer in the text that the model wrote, mended. */
export interface StoredAnswer {
  readonly model: string;
  readonly text: string;
}

/** As long as the objects under `engines/` live, in seconds. */
const keptSeconds = 14 * 86_400;
/** DynamoDB takes items up to 400 KB (service quotas); a bigger text goes to S3, in bytes. */
const largestInRow = 300 * 1024;

const objectSchema = z.object({ text: z.string() });

/**
 * Gives the name under which the answer to a question is stored: 64 hex digits that are the same for
 * the same engine, model, words, limit and schema.
 */
export function answerKey(
  { engine, system, prompt, maxOutputTokens }: EngineQuestion<unknown>,
  model: string,
  jsonSchema: unknown,
): string {
  const parts = [engine, model, system, prompt, maxOutputTokens, jsonSchema];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Gives a stored answer, null where there is none. `now` in epoch ms. Throws TransientError `storage.unavailable`. */
export async function readStoredAnswer(key: string, now: number): Promise<StoredAnswer | null> {
  const row = await readRow(keyOf(key), now);
  if (row === null) return null;
  const text = readText(row, 'text') ?? (await readObject(requireText(row, 'object')));
  return text === null ? null : { model: requireText(row, 'model'), text };
}

/** Stores an answer, its text in S3 where it is big. `now` in epoch ms. Throws TransientError `storage.unavailable`. */
export async function storeAnswer(key: string, { model, text }: StoredAnswer, now: number): Promise<void> {
  const isBig = Buffer.byteLength(text) > largestInRow;
  const object = `engines/${key}.json`;
  if (isBig) await putJson(object, { text });
  await putRow(keyOf(key), {
    model: { S: model },
    ...(isBig ? { object: { S: object } } : { text: { S: text } }),
    expiresAt: secondsAfter(now, keptSeconds),
  });
}

async function readObject(object: string): Promise<string | null> {
  try {
    return (await getJson(object, objectSchema)).text;
  } catch (error) {
    // S3 may have expired it sooner than the row.
    if (error instanceof IntelligenceError && error.code === 'storage.not_found') return null;
    throw error;
  }
}

function keyOf(key: string) {
  return { pk: `ENGINE_ANSWER#${key}`, sk: 'ANSWER' };
}
