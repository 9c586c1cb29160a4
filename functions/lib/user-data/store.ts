import { gunzipSync, gzipSync } from 'node:zlib';
import {
  deleteRow,
  putRow,
  queryPartition,
  type Row,
  type RowKey,
  readRow,
  readText,
  requireText,
  secondsAfter,
} from '../enrichment/table.ts';
import { type RowWrite, writeRows } from '../enrichment/write-rows.ts';
import { IntelligenceError } from '../errors.ts';
import { retention } from '../privacy/retention.ts';
import type { Owner } from './owner.ts';

/** A JSON document that a user keeps here; times in ISO 8601. */
export interface UserDocument {
  /** What the user calls it; null for the profile. */
  readonly title: string | null;
  readonly content: Readonly<Record<string, unknown>>;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Bytes of one document as JSON; gzipped it stays far under the 400 KB of an item. */
export const largestDocument = 200 * 1024;

/** Gives the document at a place, null where there is none. `now` in epoch ms. */
export async function readUserDocument(owner: Owner, place: string, now: number): Promise<UserDocument | null> {
  const row = await readRow(keyAt(owner, place), now);
  return row === null ? null : readDocument(row);
}

/** Gives all documents under a place. `now` in epoch ms. */
export async function listUserDocuments(owner: Owner, place: string, now: number): Promise<readonly UserDocument[]> {
  return (await rowsUnder(owner, place, now)).map(readDocument);
}

/** Gives how many documents there are under a place, without reading them. `now` in epoch ms. */
export async function countUserDocuments(owner: Owner, place: string, now: number): Promise<number> {
  return (await rowsUnder(owner, place, now, true)).length;
}

/** Keeps a document in place of what stood there. Throws IntelligenceError `request.too_large`. `now` in epoch ms. */
export async function keepUserDocument(
  owner: Owner,
  place: string,
  { title, content }: Pick<UserDocument, 'title' | 'content'>,
  now: number,
): Promise<UserDocument> {
  const json = JSON.stringify(content);
  if (Buffer.byteLength(json) > largestDocument) {
    throw new IntelligenceError('request.too_large', `A document may have ${largestDocument} bytes at most.`);
  }
  const before = await readUserDocument(owner, place, now);
  const updatedAt = new Date(now).toISOString();
  const createdAt = before?.createdAt ?? updatedAt;
  await putRow(keyAt(owner, place), {
    clientId: { S: owner.clientId },
    ...(title === null ? {} : { title: { S: title } }),
    body: { B: gzipSync(json) },
    createdAt: { S: createdAt },
    updatedAt: { S: updatedAt },
    expiresAt: secondsAfter(now, retention.userData.seconds),
  });
  return { title, content, createdAt, updatedAt };
}

/** Deletes the document at a place; false where there was none. */
export async function deleteUserDocument(owner: Owner, place: string): Promise<boolean> {
  return deleteRow(keyAt(owner, place), { expression: 'attribute_exists(#pk)' });
}

/** Deletes all documents under a place, `''` for all there are; gives how many. `now` in epoch ms. */
export async function deleteUserDocuments(owner: Owner, place: string, now: number): Promise<number> {
  const rows = await rowsUnder(owner, place, now, true);
  const writes = rows.map((row): RowWrite => ({ key: { pk: owner.partition, sk: requireText(row, 'sk') }, row: null }));
  await writeRows(writes);
  return writes.length;
}

/** Gives what a row of a user's document holds. */
export function readDocument(row: Row): UserDocument {
  const body = row.body?.B;
  const content: unknown = body === undefined ? {} : JSON.parse(gunzipSync(body).toString('utf8'));
  return {
    title: readText(row, 'title'),
    content: content as UserDocument['content'],
    createdAt: requireText(row, 'createdAt'),
    updatedAt: requireText(row, 'updatedAt'),
  };
}

function rowsUnder(owner: Owner, place: string, now: number, keysOnly = false): Promise<readonly Row[]> {
  return queryPartition(owner.partition, `${owner.clientId}#${place}`, now, keysOnly);
}

function keyAt({ clientId, partition }: Owner, place: string): RowKey {
  return { pk: partition, sk: `${clientId}#${place}` };
}
