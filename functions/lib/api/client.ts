import { createHash } from 'node:crypto';
import { readRow, readText } from '../enrichment/table.ts';
import { isRole, type Role } from './roles.ts';

/** Who calls. */
export interface Client {
  readonly clientId: string;
  readonly role: Role;
}

/** Who everyone is where no key is asked. */
export const anonymousClient: Client = { clientId: 'anonymous', role: 'seller' };

/** Gives the active client of an API key, null for an unknown or revoked one. Only the key's hash is kept. `now` in epoch ms. */
export async function readClient(apiKey: string, now: number): Promise<Client | null> {
  const row = await readRow({ pk: `CLIENT#${hashApiKey(apiKey)}`, sk: 'CLIENT' }, now);
  if (row === null || readText(row, 'status') !== 'active') return null;
  const clientId = readText(row, 'clientId');
  const role = readText(row, 'role');
  return clientId === null || role === null || !isRole(role) ? null : { clientId, role };
}

/** Gives the SHA-256 of an API key, 64 hex digits: keys are long and random, so they need no slow hash. */
export function hashApiKey(apiKey: string): string {
  return createHash('sha256').update(apiKey).digest('hex');
}
