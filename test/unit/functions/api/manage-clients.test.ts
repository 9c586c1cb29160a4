import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { handler } from '../../../../functions/api/manage-clients.ts';
import { hashApiKey } from '../../../../functions/lib/access/api-key.ts';
import { readClient } from '../../../../functions/lib/access/client.ts';
import { type IssuedKey, type RegisteredKey, rotateKey } from '../../../../functions/lib/access/client-registry.ts';
import { openTestTable } from '../table.ts';

let table: { close(): Promise<void> };

beforeAll(async () => {
  table = await openTestTable();
});
afterAll(async () => {
  vi.restoreAllMocks();
  await table.close();
});

const create = async (clientId: string, facts: Record<string, unknown> = {}) =>
  (await handler({
    ...{ command: 'create', name: 'Web', role: 'seller', plan: 'team', scopes: null, clientId },
    ...facts,
  })) as IssuedKey;
const list = async () => ((await handler({ command: 'list' })) as { keys: RegisteredKey[] }).keys;

describe('manage-clients', () => {
  it('makes a client whose key opens the door, and keeps only the hash of it', async () => {
    const issued = await create('made');

    const client = await readClient(issued.apiKey, Date.now());

    expect(client).toEqual({
      clientId: 'made',
      role: 'seller',
      plan: 'team',
      contacts: false,
      scopes: ['company:read', 'enrich:start', 'analysis:start'],
    });
    expect(JSON.stringify(await list())).not.toContain(issued.apiKey.slice(4));
    expect(issued.usageIdentifier).not.toContain(issued.apiKey.slice(4, 12));
  });

  it('names a client by itself when asked to', async () => {
    const issued = await create('', { clientId: null });

    expect(issued.clientId).toMatch(/^client_[0-9a-z]{26}$/);
  });

  it('narrows the scopes of a role, and never widens them', async () => {
    const { apiKey } = await create('narrow', { role: 'viewer', scopes: ['company:read', 'cache:admin'] });

    const client = await readClient(apiKey, Date.now());

    expect(client?.scopes).toEqual(['company:read']);
  });

  it('lists what a key may do, when it was made and whether it still opens', async () => {
    const { apiKey } = await create('listed', { role: 'admin', plan: 'enterprise' });

    const entry = (await list()).find(({ clientId }) => clientId === 'listed');

    expect(entry).toMatchObject({ name: 'Web', role: 'admin', plan: 'enterprise', status: 'active', validUntil: null });
    expect(hashApiKey(apiKey).startsWith(entry?.keyId ?? 'none')).toBe(true);
  });

  it('rotates a key: old and new open until the overlap is over, then the new one alone', async () => {
    const old = await create('rotated');

    const fresh = (await handler({ command: 'rotate', clientId: 'rotated', overlapSeconds: 60 })) as IssuedKey;

    const opens = async (apiKey: string, now: number) => (await readClient(apiKey, now)) !== null;
    const now = Date.now();
    expect([await opens(old.apiKey, now), await opens(fresh.apiKey, now)]).toEqual([true, true]);
    expect([await opens(old.apiKey, now + 61_000), await opens(fresh.apiKey, now + 61_000)]).toEqual([false, true]);
    expect(fresh.usageIdentifier).toBe(old.usageIdentifier);
  });

  it('rotates what the latest key may do', async () => {
    await create('kept-scopes', { role: 'admin', scopes: ['company:read'] });

    const { apiKey } = await rotateKey('kept-scopes', 0, Date.now());

    expect(await readClient(apiKey, Date.now())).toMatchObject({ role: 'admin', scopes: ['company:read'] });
  });

  it('revokes one key of a client, or all of them', async () => {
    const first = await create('revoked');
    const second = (await handler({ command: 'rotate', clientId: 'revoked', overlapSeconds: 600 })) as IssuedKey;
    const keyId = hashApiKey(first.apiKey).slice(0, 12);

    const one = await handler({ command: 'revoke', clientId: 'revoked', keyId });
    const afterOne = await Promise.all([first, second].map(({ apiKey }) => readClient(apiKey, Date.now())));
    const all = await handler({ command: 'revoke', clientId: 'revoked', keyId: null });

    expect([one, all]).toEqual([{ revoked: 1 }, { revoked: 1 }]);
    expect(afterOne.map((client) => client !== null)).toEqual([false, true]);
    expect(await readClient(second.apiKey, Date.now())).toBeNull();
  });

  it.each([
    [{ command: 'rotate', clientId: 'nobody', overlapSeconds: 0 }],
    [{ command: 'revoke', clientId: 'nobody', keyId: null }],
  ])('does not know a client without an active key: %o', async (command) => {
    await expect(handler(command)).rejects.toMatchObject({ code: 'request.not_found' });
  });

  it('refuses an unknown role, plan and field, and says what they must be', async () => {
    const wish = { role: 'boss', plan: 'gold', colour: 'red' };

    await expect(create('strange', wish)).rejects.toThrow(
      /role must be viewer, seller or admin; plan must be the name of a plan; colour is not a known field/,
    );
  });
});
