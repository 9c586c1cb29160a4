import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Answer } from '../company/answer.ts';
import { schemaVersion } from '../enrichment/key.ts';
import {
  putRow,
  type Row,
  type RowCondition,
  type RowKey,
  readNumber,
  readRow,
  readText,
} from '../enrichment/table.ts';
import { TransientError } from '../errors.ts';
import { putJson } from '../storage/bucket.ts';
import { answerCache, answerKey, hashOf } from './answer.ts';
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
    const next = (version ?? 0) + 1;
    const outcome = await putRow(key, { ...body, ...describe(wanted, next) }, expected(version));
    if (outcome.stored) return announce(wanted, key, next);
  }
  throw new TransientError('storage.unavailable', 'The answer could not be kept: others write the same one.');
}

/** Whoever reads it next gets it from the nearest level. */
async function announce({ domain, answer, executionName, lifetime }: AnswerToKeep, key: RowKey, version: number) {
  const entry = { value: answer, writer: executionName, version, lifetime };
  await answerCache.note({ domain, name: key.sk }, entry, lifetime.generatedAt * 1000);
}

function isSettled(standing: Row, wanted: AnswerToKeep): boolean {
  if (readText(standing, 'executionName') === wanted.executionName) return true;
  return Date.parse(readText(standing, 'generatedAt') ?? '') > wanted.lifetime.generatedAt * 1000;
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
    schemaVersion: { S: schemaVersion },
    staleAt: { N: String(wanted.lifetime.expiresAt) },
    expiresAt: { N: String(wanted.lifetime.keptUntil) },
    refreshAfter: { N: String(wanted.lifetime.refreshAfter) },
  };
}

async function packBody(wanted: AnswerToKeep): Promise<Row> {
  const text = JSON.stringify(wanted.answer);
  const hash = { S: hashOf(text) };
  const body = await promisify(gzip)(text);
  if (body.byteLength <= largestRowBytes) return { body: { B: body }, hash };
  // Named by the execution too, so that of two writers the row's body is always its own.
  const bodyKey = `answers/${wanted.domain}/${wanted.key}-${wanted.executionName}.json`;
  await putJson(bodyKey, wanted.answer);
  return { bodyKey: { S: bodyKey }, hash };
}
