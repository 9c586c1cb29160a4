import { putRow, queryRows, type Row, type RowKey, readText, secondsAfter, updateRow } from '../enrichment/table.ts';
import { IntelligenceError } from '../errors.ts';
import { createApiKey, hashApiKey, usageIdentifierOf } from './api-key.ts';
import { type Client, parseClient } from './client.ts';
import type { PlanName } from './plans.ts';
import type { Role, Scope } from './roles.ts';

/** What a new client is to be. */
export interface ClientWish {
  readonly name: string;
  readonly role: Role;
  readonly plan: PlanName;
  /** Fewer than the role's; null leaves it all of them. */
  readonly scopes: readonly Scope[] | null;
}

/** A key that was just made: it is shown this once, and only its hash is kept. */
export interface IssuedKey extends Pick<Client, 'clientId' | 'plan'> {
  readonly apiKey: string;
  /** The value that the client's key in API Gateway's usage plan must have. */
  readonly usageIdentifier: string;
}

/** A key as the registry lists it; times in ISO 8601. */
export interface RegisteredKey extends Client {
  readonly name: string;
  /** Tells a client's keys apart, without being part of one: the first letters of the hash. */
  readonly keyId: string;
  readonly status: 'active' | 'revoked';
  readonly createdAt: string;
  /** When an overlap ends; null for a key that stays. */
  readonly validUntil: string | null;
}

/** All clients stand in one partition: they are few, and only an operator lists them. */
const registry = 'CLIENTS';
const mostKeys = 1000;

/** Registers a client and gives its first key. `now` in epoch ms. */
export async function registerClient(wish: ClientWish, clientId: string, now: number): Promise<IssuedKey> {
  const attributes: Row = {
    clientId: { S: clientId },
    name: { S: wish.name },
    role: { S: wish.role },
    plan: { S: wish.plan },
    ...(wish.scopes === null || wish.scopes.length === 0 ? {} : { scopes: { SS: [...wish.scopes] } }),
  };
  return issueKey(attributes, wish.plan, clientId, now);
}

/** Lists every key there is, revoked ones included. */
export async function listKeys(now: number): Promise<readonly RegisteredKey[]> {
  const rows = await queryRows(registry, mostKeys, now);
  return rows.flatMap((row) => parseEntry(row) ?? []);
}

/**
 * Gives a client a new key; the ones it has stay valid for `overlapSeconds`. Throws IntelligenceError
 * `request.not_found` for a client without an active key.
 */
export async function rotateKey(clientId: string, overlapSeconds: number, now: number): Promise<IssuedKey> {
  const rows = await activeRowsOf(clientId, now);
  const [latest] = rows.toSorted((a, b) =>
    (readText(b, 'createdAt') ?? '').localeCompare(readText(a, 'createdAt') ?? ''),
  );
  const client = latest === undefined ? null : parseClient(latest);
  if (latest === undefined || client === null) throw unknownClient();
  const { clientId: id, name, role, plan, scopes } = latest;
  const kept = Object.entries({ clientId: id, name, role, plan, scopes });
  const attributes = Object.fromEntries(kept.filter(([, value]) => value !== undefined)) as Row;
  const issued = await issueKey(attributes, client.plan, clientId, now);
  await Promise.all(rows.map((row) => changeKey(row, { expiresAt: secondsAfter(now, overlapSeconds) })));
  return issued;
}

/**
 * Revokes all keys of a client, or the one with this `keyId`; gives how many. API Gateway's cache of
 * the authorizer delays it by 60 s at most. Throws IntelligenceError `request.not_found`.
 */
export async function revokeKeys(clientId: string, keyId: string | null, now: number): Promise<number> {
  const rows = await activeRowsOf(clientId, now);
  const revoked = rows.filter((row) => keyId === null || keyIdOf(readText(row, 'hash') ?? '') === keyId);
  if (revoked.length === 0) throw unknownClient();
  await Promise.all(revoked.map((row) => changeKey(row, { status: { S: 'revoked' } })));
  return revoked.length;
}

async function issueKey(attributes: Row, plan: PlanName, clientId: string, now: number): Promise<IssuedKey> {
  const apiKey = createApiKey();
  const hash = hashApiKey(apiKey);
  const row: Row = {
    ...attributes,
    hash: { S: hash },
    status: { S: 'active' },
    createdAt: { S: new Date(now).toISOString() },
  };
  await putRow(entryKey(clientId, hash), row);
  await putRow(clientKey(hash), row);
  return { clientId, plan, apiKey, usageIdentifier: usageIdentifierOf(clientId) };
}

async function activeRowsOf(clientId: string, now: number): Promise<Row[]> {
  const rows = await queryRows(registry, mostKeys, now);
  return rows.filter((row) => readText(row, 'clientId') === clientId && readText(row, 'status') === 'active');
}

/** The row that opens the door first: a change that stops halfway must not leave a key alive. */
async function changeKey(row: Row, set: Row): Promise<void> {
  const hash = readText(row, 'hash') ?? '';
  await updateRow(clientKey(hash), { set });
  await updateRow(entryKey(readText(row, 'clientId') ?? '', hash), { set });
}

function parseEntry(row: Row): RegisteredKey | null {
  const client = parseClient(row);
  if (client === null) return null;
  const expiresAt = row.expiresAt?.N;
  return {
    ...client,
    name: readText(row, 'name') ?? '',
    keyId: keyIdOf(readText(row, 'hash') ?? ''),
    status: readText(row, 'status') === 'active' ? 'active' : 'revoked',
    createdAt: readText(row, 'createdAt') ?? '',
    validUntil: expiresAt === undefined ? null : new Date(Number(expiresAt) * 1000).toISOString(),
  };
}

function keyIdOf(hash: string): string {
  return hash.slice(0, 12);
}

function clientKey(hash: string): RowKey {
  return { pk: `CLIENT#${hash}`, sk: 'CLIENT' };
}

function entryKey(clientId: string, hash: string): RowKey {
  return { pk: registry, sk: `${clientId}#${hash}` };
}

function unknownClient(): IntelligenceError {
  return new IntelligenceError('request.not_found', 'There is no such client with an active key.');
}
