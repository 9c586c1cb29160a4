import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Answer } from '../company/answer.ts';
import {
  putRow,
  type Row,
  type RowCondition,
  readNumber,
  readRow,
  readText,
  requireText,
} from '../enrichment/table.ts';
import { TransientError } from '../errors.ts';
import { putJson } from '../storage/bucket.ts';
import { answerKey } from './answer.ts';
import type { Lifetime } from './freshness.ts';

/** Above this the gzipped body goes to S3: an item holds 400 KB with everything in it. */
const largestRowBytes = 300 * 1024;
const mostWrites = 4;

/** What is to be kept, by whom, for how long. */
export interface AnswerToKeep {
  readonly domain: string;
  readonly key: string;
  readonly executionName: string;
  readonly answer: Answer;
  readonly lifetime: Lifetime;
}

/**
 * Keeps an answer under its key, unless a later one stands there. Writing is conditional on the
 * version that was read, so two writers never mix; repeating it for the same execution changes
 * nothing. Throws TransientError `storage.unavailable`.
 */
export async function keepAnswer(wanted: AnswerToKeep): Promise<void> {
  const key = answerKey(wanted.domain, wanted.key);
  const body = await packBody(wanted);
  for (let attempt = 0; attempt < mostWrites; attempt += 1) {
    // Expired rows count here: their version does.
    const standing = await readRow(key, 0);
    if (standing !== null && isSettled(standing, wanted)) return;
    const version = standing === null ? null : readNumber(standing, 'version');
    const outcome = await putRow(key, { ...body, ...describe(wanted, (version ?? 0) + 1) }, expected(version));
    if (outcome.stored) return;
  }
  throw new TransientError('storage.unavailable', 'The answer could not be kept: others write the same one.');
}

function isSettled(standing: Row, wanted: AnswerToKeep): boolean {
  if (readText(standing, 'executionName') === wanted.executionName) return true;
  return Date.parse(requireText(standing, 'generatedAt')) > wanted.lifetime.generatedAt * 1000;
}

function expected(version: number | null): RowCondition {
  return version === null
    ? { expression: 'attribute_not_exists(#pk)' }
    : { expression: '#version = :expected', values: { ':expected': { N: String(version) } } };
}

function describe(wanted: AnswerToKeep, version: number): Row {
  return {
    generatedAt: { S: new Date(wanted.lifetime.generatedAt * 1000).toISOString() },
    executionName: { S: wanted.executionName },
    version: { N: String(version) },
    expiresAt: { N: String(wanted.lifetime.expiresAt) },
    refreshAfter: { N: String(wanted.lifetime.refreshAfter) },
  };
}

async function packBody(wanted: AnswerToKeep): Promise<Row> {
  const body = await promisify(gzip)(JSON.stringify(wanted.answer));
  if (body.byteLength <= largestRowBytes) return { body: { B: body } };
  // Named by the execution too, so that of two writers the row's body is always its own.
  const bodyKey = `answers/${wanted.domain}/${wanted.key}-${wanted.executionName}.json`;
  await putJson(bodyKey, wanted.answer);
  return { bodyKey: { S: bodyKey } };
}
