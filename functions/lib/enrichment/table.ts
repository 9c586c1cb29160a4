import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { requireVariable } from '../environment.ts';
import { IntelligenceError, TransientError } from '../errors.ts';
import { dynamodb } from '../storage/clients.ts';

/** One item of the single table in DynamoDB's own notation; times named `…At` of type N are epoch seconds. */
export type Row = Record<string, AttributeValue>;

/** The two key attributes of every row. */
export interface RowKey {
  readonly pk: string;
  readonly sk: string;
}

/** A condition whose attribute names are all written `#name`, as many plain names are reserved words. */
export interface RowCondition {
  readonly expression: string;
  readonly values?: Row;
}

/** What a conditional put met: itself stored, or the row that stood in its way. */
export type PutOutcome = { readonly stored: true } | { readonly stored: false; readonly existing: Row | null };

/**
 * Gives a row as last written, or null where there is none or it has expired: DynamoDB deletes
 * expired rows late (within days, by its documentation). `now` in epoch ms.
 */
export async function readRow(key: RowKey, now: number): Promise<Row | null> {
  const command = new GetItemCommand({ TableName: tableName(), Key: keyOf(key), ConsistentRead: true });
  const { Item } = await reach(() => dynamodb.send(command));
  return Item === undefined || hasExpired(Item, now) ? null : Item;
}

/** Gives up to `limit` live rows of one partition. */
export async function queryRows(pk: string, limit: number, now: number): Promise<readonly Row[]> {
  const command = new QueryCommand({
    TableName: tableName(),
    KeyConditionExpression: '#pk = :pk',
    ExpressionAttributeNames: { '#pk': 'pk' },
    ExpressionAttributeValues: { ':pk': { S: pk } },
    Limit: limit,
  });
  const { Items } = await reach(() => dynamodb.send(command));
  return (Items ?? []).filter((item) => !hasExpired(item, now));
}

/** Gives up to `limit` live rows of one partition whose sort keys begin with `prefix`, last first, from the one before `before` on. */
export async function queryLatest(
  pk: string,
  prefix: string,
  limit: number,
  before: string | null,
  now: number,
): Promise<readonly Row[]> {
  const command = new QueryCommand({
    TableName: tableName(),
    KeyConditionExpression: '#pk = :pk AND begins_with(#sk, :prefix)',
    ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk' },
    ExpressionAttributeValues: { ':pk': { S: pk }, ':prefix': { S: prefix } },
    Limit: limit,
    ScanIndexForward: false,
    ...(before === null ? {} : { ExclusiveStartKey: keyOf({ pk, sk: before }) }),
  });
  const { Items } = await reach(() => dynamodb.send(command));
  return (Items ?? []).filter((item) => !hasExpired(item, now));
}

/** Gives all live rows of one partition whose sort keys begin with `prefix`, page by page; with `keysOnly` without what they hold. */
export async function queryPartition(
  pk: string,
  prefix: string,
  now: number,
  keysOnly = false,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let start: Row | undefined;
  do {
    const command: QueryCommand = new QueryCommand({
      TableName: tableName(),
      KeyConditionExpression: '#pk = :pk AND begins_with(#sk, :prefix)',
      ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk', ...(keysOnly ? { '#expiresAt': 'expiresAt' } : {}) },
      ExpressionAttributeValues: { ':pk': { S: pk }, ':prefix': { S: prefix } },
      ...(keysOnly ? { ProjectionExpression: '#pk, #sk, #expiresAt' } : {}),
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      ConsistentRead: true,
    });
    const { Items, LastEvaluatedKey } = await reach(() => dynamodb.send(command));
    rows.push(...(Items ?? []).filter((item) => !hasExpired(item, now)));
    start = LastEvaluatedKey;
  } while (start !== undefined);
  return rows;
}

/** Writes a whole row; with a condition that does not hold it writes nothing and gives what stands there. */
export async function putRow(key: RowKey, attributes: Row, condition?: RowCondition): Promise<PutOutcome> {
  const command = new PutItemCommand({
    TableName: tableName(),
    Item: { ...keyOf(key), ...attributes },
    ...conditionOf(condition),
    ...(condition === undefined ? {} : { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
  });
  try {
    await reach(() => dynamodb.send(command));
    return { stored: true };
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return { stored: false, existing: error.Item ?? null };
    throw error;
  }
}

/** What becomes of a row's attributes; `add` counts numbers up and puts members into sets, `take` takes members out. */
export interface RowChanges {
  readonly set?: Row;
  readonly onlyIfMissing?: Row;
  readonly remove?: readonly string[];
  readonly add?: Row;
  readonly take?: Row;
}

/** Changes attributes of a row, which is made where there is none; false when the condition did not hold. */
export async function updateRow(key: RowKey, changes: RowChanges, condition?: RowCondition): Promise<boolean> {
  const update = describeChanges(changes);
  const values = { ...changes.set, ...changes.onlyIfMissing, ...changes.add, ...changes.take };
  const named = Object.entries(values).map(([name, value]) => [`:new_${name}`, value]);
  const command = new UpdateItemCommand({
    TableName: tableName(),
    Key: keyOf(key),
    UpdateExpression: update,
    ...(condition === undefined ? {} : { ConditionExpression: condition.expression }),
    ExpressionAttributeNames: namesIn(`${update} ${condition?.expression ?? ''}`),
    ExpressionAttributeValues: { ...Object.fromEntries(named), ...condition?.values },
  });
  return isHeld(() => dynamodb.send(command));
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html */
function describeChanges({ set = {}, onlyIfMissing = {}, remove = [], add = {}, take = {} }: RowChanges): string {
  const clauses: readonly (readonly [verb: string, parts: readonly string[]])[] = [
    [
      'SET',
      [
        ...Object.keys(set).map((name) => `#${name} = :new_${name}`),
        ...Object.keys(onlyIfMissing).map((name) => `#${name} = if_not_exists(#${name}, :new_${name})`),
      ],
    ],
    ['REMOVE', remove.map((name) => `#${name}`)],
    ['ADD', Object.keys(add).map((name) => `#${name} :new_${name}`)],
    ['DELETE', Object.keys(take).map((name) => `#${name} :new_${name}`)],
  ];
  return clauses.flatMap(([verb, parts]) => (parts.length === 0 ? [] : [`${verb} ${parts.join(', ')}`])).join(' ');
}

/** Deletes a row; false when the condition did not hold. */
export async function deleteRow(key: RowKey, condition?: RowCondition): Promise<boolean> {
  const command = new DeleteItemCommand({ TableName: tableName(), Key: keyOf(key), ...conditionOf(condition) });
  return isHeld(() => dynamodb.send(command));
}

/** The command is not told by its class, so that who only deletes does not carry what updates. */
async function isHeld(send: () => Promise<unknown>): Promise<boolean> {
  try {
    await reach(send);
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** Sends a command. Throws TransientError `storage.unavailable`, and a failed condition as it is. */
export async function reach<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch (cause) {
    if (cause instanceof ConditionalCheckFailedException) throw cause;
    throw new TransientError('storage.unavailable', 'The table did not answer.', { cause });
  }
}

function conditionOf(condition: RowCondition | undefined) {
  if (condition === undefined) return {};
  return {
    ConditionExpression: condition.expression,
    ExpressionAttributeNames: namesIn(condition.expression),
    ...(condition.values === undefined ? {} : { ExpressionAttributeValues: condition.values }),
  };
}

function namesIn(expression: string): Record<string, string> {
  return Object.fromEntries((expression.match(/#\w+/g) ?? []).map((alias) => [alias, alias.slice(1)]));
}

function hasExpired(row: Row, now: number): boolean {
  const expiresAt = readNumber(row, 'expiresAt');
  return expiresAt !== null && expiresAt * 1000 <= now;
}

/** Gives a key in DynamoDB's notation. */
export function keyOf(key: RowKey): Row {
  return { pk: { S: key.pk }, sk: { S: key.sk } };
}

/** Gives the name of the product's table. */
export function tableName(): string {
  return requireVariable('DYNAMODB_TABLE_NAME');
}

/** Gives a string attribute, null where it is missing. */
export function readText(row: Row, name: string): string | null {
  return row[name]?.S ?? null;
}

/** Gives a number attribute, null where it is missing. */
export function readNumber(row: Row, name: string): number | null {
  const value = row[name]?.N;
  return value === undefined ? null : Number(value);
}

/** Gives a string attribute. Throws IntelligenceError `storage.malformed` where it is missing. */
export function requireText(row: Row, name: string): string {
  return required(readText(row, name), name);
}

/** Gives a number attribute. Throws IntelligenceError `storage.malformed` where it is missing. */
export function requireNumber(row: Row, name: string): number {
  return required(readNumber(row, name), name);
}

function required<Value>(value: Value | null, name: string): Value {
  if (value !== null) return value;
  throw new IntelligenceError('storage.malformed', `A row of the table lacks ${name}.`);
}

/** Gives the value in a JSON string attribute, null where it is missing or broken. */
export function readJsonText(row: Row, name: string): unknown {
  const text = readText(row, name);
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Epoch seconds, as DynamoDB's time to live wants them, `seconds` after `now` (epoch ms). */
export function secondsAfter(now: number, seconds: number): Row[string] {
  return { N: String(Math.floor(now / 1000) + seconds) };
}
