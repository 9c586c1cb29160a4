import { type Row, readRow, readText } from '../enrichment/table.ts';
import { hashApiKey } from './api-key.ts';
import { includesContacts, isPlanName, type PlanName } from './plans.ts';
import { isRole, isScope, type Role, type Scope, scopesOfRole } from './roles.ts';

/** Who calls. */
export interface Client {
  readonly clientId: string;
  readonly role: Role;
  /** Those of the role, unless the record narrows them. */
  readonly scopes: readonly Scope[];
  readonly plan: PlanName;
  /** Whether its answers may hold ways of reaching persons: its plan's, unless the record says no. */
  readonly contacts: boolean;
}

/** Who everyone is where no key is asked. */
export const anonymousClient: Client = {
  clientId: 'anonymous',
  role: 'seller',
  scopes: scopesOfRole.seller,
  plan: 'trial',
  contacts: false,
};

/** Gives the active client of an API key, null for an unknown, outlived or revoked one. Only the key's hash is kept. `now` in epoch ms. */
export async function readClient(apiKey: string, now: number): Promise<Client | null> {
  const row = await readRow({ pk: `CLIENT#${hashApiKey(apiKey)}`, sk: 'CLIENT' }, now);
  return row === null || readText(row, 'status') !== 'active' ? null : parseClient(row);
}

/** Reads a client's record, null where it lacks what a client must have. */
export function parseClient(row: Row): Client | null {
  const clientId = readText(row, 'clientId');
  const role = readText(row, 'role');
  const plan = readText(row, 'plan');
  if (clientId === null || role === null || plan === null || !isRole(role) || !isPlanName(plan)) return null;
  const ofRole: readonly Scope[] = scopesOfRole[role];
  const narrowed = (row.scopes?.SS ?? ofRole).filter(isScope);
  const contacts = includesContacts(plan) && row.contacts?.BOOL !== false;
  return { clientId, role, plan, scopes: narrowed.filter((scope) => ofRole.includes(scope)), contacts };
}
