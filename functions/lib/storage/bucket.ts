import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type * as z from 'zod';
import { requireVariable } from '../environment.ts';
import { IntelligenceError, TransientError } from '../errors.ts';

const s3 = new S3Client({});

/**
 * Stores a value as JSON under a key of the documents bucket.
 * Throws TransientError `storage.unavailable` when S3 does not take it.
 */
export async function putJson(key: string, value: unknown): Promise<void> {
  const command = new PutObjectCommand({
    Bucket: requireVariable('DOCUMENTS_BUCKET'),
    Key: key,
    Body: JSON.stringify(value),
    ContentType: 'application/json',
  });
  try {
    await s3.send(command);
  } catch (cause) {
    throw new TransientError('storage.unavailable', 'The document store did not take the object.', { cause });
  }
}

/**
 * Gives the parsed JSON under a key. Throws IntelligenceError `storage.not_found` or
 * `storage.malformed`, TransientError `storage.unavailable`.
 */
export async function getJson<Schema extends z.ZodType>(key: string, schema: Schema): Promise<z.output<Schema>> {
  const parsed = schema.safeParse(await readJson(key));
  if (parsed.success) return parsed.data;
  throw new IntelligenceError('storage.malformed', 'A stored object does not have the shape it should.', {
    cause: parsed.error,
  });
}

async function readJson(key: string): Promise<unknown> {
  const command = new GetObjectCommand({ Bucket: requireVariable('DOCUMENTS_BUCKET'), Key: key });
  try {
    const answer = await s3.send(command);
    return JSON.parse((await answer.Body?.transformToString()) ?? '');
  } catch (cause) {
    if (cause instanceof NoSuchKey)
      throw new IntelligenceError('storage.not_found', 'A stored object is gone.', { cause });
    if (cause instanceof SyntaxError)
      throw new IntelligenceError('storage.malformed', 'A stored object is not JSON.', { cause });
    throw new TransientError('storage.unavailable', 'The document store did not answer.', { cause });
  }
}
