import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { executionSlug } from '../enrichment/execution-name.ts';
import { requireVariable } from '../environment.ts';
import { TransientError } from '../errors.ts';
import type { SweepTarget } from './sweep-rows.ts';

const s3 = new S3Client({});
/** Objects that are read at once. */
const atOnce = 20;

/** An object that the sweep has found, with its text. */
export interface FoundObject {
  readonly key: string;
  readonly text: string;
}

/**
 * Goes through the objects of a company, or of all where none is named, and what engines have answered, and
 * gives those that name the person, or all of the company's. Throws TransientError `storage.unavailable`.
 */
export async function* findObjects({ matcher, domain }: SweepTarget): AsyncGenerator<FoundObject> {
  for (const prefix of prefixesOf(domain, matcher !== null)) {
    for await (const keys of listKeys(prefix)) {
      const own = keys.filter((key) => domain === null || isOfCompany(key, domain));
      for (let first = 0; first < own.length; first += atOnce) {
        const read = await Promise.all(
          own.slice(first, first + atOnce).map(async (key) => ({ key, text: await readText(key) })),
        );
        yield* read.filter(({ text }) => matcher === null || matcher.contains(text));
      }
    }
  }
}

/** Deletes an object. Throws TransientError `storage.unavailable`. */
export async function deleteObject(key: string): Promise<void> {
  await ask(() => s3.send(new DeleteObjectCommand({ Bucket: bucket(), Key: key })));
}

/** What engines have answered lies under the hash of the question, so all of it is looked at for a person. */
function prefixesOf(domain: string | null, isPerson: boolean): readonly string[] {
  const engines = isPerson ? ['engines/'] : [];
  if (domain === null) return ['documents/', 'facts/', 'answers/', 'runs/', ...engines];
  return [
    `documents/${domain}/`,
    `facts/${domain}/`,
    `answers/${domain}/`,
    `runs/${executionSlug(domain)}-`,
    ...engines,
  ];
}

/** Runs are named by a shortened domain, which another's may begin with. */
function isOfCompany(key: string, domain: string): boolean {
  if (!key.startsWith('runs/')) return true;
  const rest = key.slice(`runs/${executionSlug(domain)}-`.length);
  return /^[0-9a-f]{12}-[0-9a-z]{26}\//.test(rest);
}

async function* listKeys(prefix: string): AsyncGenerator<readonly string[]> {
  let token: string | undefined;
  do {
    const command: ListObjectsV2Command = new ListObjectsV2Command({
      Bucket: bucket(),
      Prefix: prefix,
      ...(token === undefined ? {} : { ContinuationToken: token }),
    });
    const page = await ask(() => s3.send(command));
    yield (page.Contents ?? []).flatMap(({ Key }) => Key ?? []);
    token = page.NextContinuationToken;
  } while (token !== undefined);
}

/** One that expires meanwhile names nobody any more. */
async function readText(key: string): Promise<string> {
  return ask(async () => {
    try {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket(), Key: key }));
      return (await Body?.transformToString()) ?? '';
    } catch (error) {
      if (error instanceof Error && error.name === 'NoSuchKey') return '';
      throw error;
    }
  });
}

async function ask<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch (cause) {
    throw new TransientError('storage.unavailable', 'The document store did not answer.', { cause });
  }
}

function bucket(): string {
  return requireVariable('DOCUMENTS_BUCKET');
}
