import { gunzipSync, gzipSync } from 'node:zlib';
import { type AttributeValue, DeleteItemCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { keyOf, type Row, reach, requireText, tableName } from '../enrichment/table.ts';
import { dynamodb } from '../storage/clients.ts';
import type { PersonMatcher } from './person-matcher.ts';
import { redactValue } from './redact-document.ts';

/** What a sweep looks for. */
export interface SweepTarget {
  /** null for all of a company. */
  readonly matcher: PersonMatcher | null;
  readonly domain: string | null;
  /** The partition of the person's own user data, where the person is known by e-mail. */
  readonly userPartition: string | null;
}

/** What to do with a row: all of it goes, only the person goes out of it, or it is none of the sweep's business. */
export type Verdict = 'delete' | 'redact' | 'leave';

/** A row that the sweep has found, with the texts in it. */
export interface FoundRow {
  readonly row: Row;
  readonly verdict: Exclude<Verdict, 'leave'>;
  readonly texts: readonly string[];
}

/** Kinds of rows that others go on needing; of them only the person goes. */
const redactedKinds = /^(?:USER|FEEDBACK|EXECUTION|REQUEST)#/;
/** Who may call, and the privacy office's own rows. */
const leftKinds = /^(?:CLIENTS?(?:#|$)|PRIVACY|WEBHOOK)/;
const leftSortKeys = new Set(['SUPPRESSED', 'PLACEHOLDERS']);

/** Goes through the whole table: rows carry no index of whom they name. Each page is read once; `now` does not count, expired rows go too. */
export async function* findRows(target: SweepTarget): AsyncGenerator<FoundRow> {
  let start: Row | undefined;
  do {
    const command: ScanCommand = new ScanCommand({
      TableName: tableName(),
      ConsistentRead: true,
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    });
    const { Items, LastEvaluatedKey } = await reach(() => dynamodb.send(command));
    for (const row of Items ?? []) {
      const texts = Object.values(row).flatMap(textsIn);
      const verdict = judgeRow(row, texts, target);
      if (verdict !== 'leave') yield { row, verdict, texts };
    }
    start = LastEvaluatedKey;
  } while (start !== undefined);
}

/** Says what becomes of a row with these texts. */
export function judgeRow(row: Row, texts: readonly string[], target: SweepTarget): Verdict {
  const pk = requireText(row, 'pk');
  const sk = requireText(row, 'sk');
  if (leftKinds.test(pk) || leftSortKeys.has(sk)) return 'leave';
  if (pk === target.userPartition) return 'delete';
  if (target.matcher === null) return isOfCompany(row, pk, target.domain) ? 'delete' : 'leave';
  if (!mayBeAbout(row, pk, texts, target.domain)) return 'leave';
  if (!texts.some((text) => target.matcher?.contains(text))) return 'leave';
  const isIndex = pk.startsWith('COMPANY#') && sk === 'COMPANY';
  return isIndex || redactedKinds.test(pk) || sk.startsWith('FEEDBACK') ? 'redact' : 'delete';
}

/** Does what the verdict says. A row that somebody changes meanwhile is found by the second pass. */
export async function settleRow({ row, verdict }: FoundRow, matcher: PersonMatcher | null): Promise<void> {
  const key = { pk: requireText(row, 'pk'), sk: requireText(row, 'sk') };
  if (verdict === 'delete' || matcher === null) {
    await reach(() => dynamodb.send(new DeleteItemCommand({ TableName: tableName(), Key: keyOf(key) })));
    return;
  }
  const { pk, sk, ...values } = row;
  const clean = Object.entries(values).map(([name, value]) => [name, redactAttribute(value, matcher)] as const);
  const Item = { ...keyOf(key), ...Object.fromEntries(clean) };
  await reach(() => dynamodb.send(new PutItemCommand({ TableName: tableName(), Item })));
}

function isOfCompany(row: Row, pk: string, domain: string | null): boolean {
  if (domain === null) return false;
  if (pk === `COMPANY#${domain}` || row.domain?.S === domain) return true;
  return pk.startsWith('LEASE#') && (row.input?.S ?? '').includes(`"domain":"${domain}"`);
}

/** A name is one person's only within a company: rows of others, or without a word of this one, are left. */
function mayBeAbout(row: Row, pk: string, texts: readonly string[], domain: string | null): boolean {
  if (domain === null || isOfCompany(row, pk, domain)) return true;
  if (pk.startsWith('COMPANY#') || row.domain?.S !== undefined) return false;
  const label = domain.split('.')[0] ?? domain;
  return texts.some((text) => text.toLowerCase().includes(label));
}

/** Rows hold texts as they are, in lists and maps, and gzipped. */
export function textsIn(value: AttributeValue): string[] {
  if (value.S !== undefined) return [value.S];
  if (value.SS !== undefined) return value.SS;
  if (value.B !== undefined) return unzip(value.B) ?? [];
  if (value.L !== undefined) return value.L.flatMap(textsIn);
  return value.M === undefined ? [] : Object.values(value.M).flatMap(textsIn);
}

function redactAttribute(value: AttributeValue, matcher: PersonMatcher): AttributeValue {
  if (value.S !== undefined) return { S: matcher.erase(value.S) };
  if (value.SS !== undefined) return { SS: [...new Set(value.SS.map((text) => matcher.erase(text)))] };
  if (value.L !== undefined) return { L: value.L.map((item) => redactAttribute(item, matcher)) };
  if (value.M !== undefined) {
    const members = Object.entries(value.M).map(([name, item]) => [name, redactAttribute(item, matcher)] as const);
    return { M: Object.fromEntries(members) };
  }
  const [text] = value.B === undefined ? [] : (unzip(value.B) ?? []);
  if (text === undefined) return value;
  return { B: gzipSync(redactJson(text, matcher)) };
}

function redactJson(text: string, matcher: PersonMatcher): string {
  try {
    return JSON.stringify(redactValue(JSON.parse(text), (part) => matcher.erase(part)));
  } catch {
    return matcher.erase(text);
  }
}

function unzip(bytes: Uint8Array): string[] | null {
  try {
    return [gunzipSync(bytes).toString('utf8')];
  } catch {
    return null;
  }
}
