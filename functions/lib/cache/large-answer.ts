/**
 * Answers too large for a table row, in the bucket. Imported only when one turns up, which keeps
 * the S3 client out of the API functions' cold start.
 */
import * as z from 'zod';
import type { Answer } from '../company/answer.ts';
import { IntelligenceError } from '../errors.ts';
import { getJson, putJson } from '../storage/bucket.ts';

/** Stores an answer and gives the key it lies under. Throws TransientError `storage.unavailable`. */
export async function keepLargeAnswer(domain: string, name: string, answer: Answer): Promise<string> {
  const bodyKey = `answers/${domain}/${name}.json`;
  await putJson(bodyKey, answer);
  return bodyKey;
}

/** Gives a stored answer, null when the object is gone. Throws TransientError `storage.unavailable`. */
export async function readLargeAnswer(bodyKey: string): Promise<Answer | null> {
  try {
    return await getJson(
      bodyKey,
      z.custom<Answer>((value) => typeof value === 'object' && value !== null),
    );
  } catch (error) {
    if (error instanceof IntelligenceError && error.code === 'storage.not_found') return null;
    throw error;
  }
}
