import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler } from '../../../../functions/api/authorize.ts';
import { routes } from '../../../../functions/api/routes.ts';
import { hashApiKey } from '../../../../functions/lib/access/api-key.ts';
import { scopes } from '../../../../functions/lib/access/roles.ts';
import { putRow } from '../../../../functions/lib/enrichment/table.ts';
import { openTestTable } from '../table.ts';

let table: { close(): Promise<void> };
let count = 0;
let apiKey = '';

beforeAll(async () => {
  table = await openTestTable();
});
afterAll(async () => {
  await table.close();
});
beforeEach(() => {
  count += 1;
  apiKey = `sio_key_${count}`;
  return () => vi.unstubAllEnvs();
});

const api = 'arn:aws:execute-api:eu-west-1:000000000000:abc123/dev';
const call = (headers: Record<string, string> | null) =>
  handler({ methodArn: `${api}/GET/company/acme.com/lookup`, headers });
const keepClient = (facts: { readonly role?: string; readonly status?: string; readonly plan?: string } = {}) => {
  const attributes = { clientId: 'client-1', role: 'seller', plan: 'team', status: 'active', ...facts };
  const row = Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, { S: value }]));
  return putRow({ pk: `CLIENT#${hashApiKey(apiKey)}`, sk: 'CLIENT' }, row);
};
const allowedBy = (answer: Awaited<ReturnType<typeof handler>>) => answer.policyDocument.Statement[0]?.Resource ?? [];

describe('authorize', () => {
  it('lets a known key in, with who it is', async () => {
    await keepClient();

    const answer = await call({ 'X-Api-Key': apiKey });

    expect(answer).toMatchObject({
      principalId: 'client-1',
      context: {
        clientId: 'client-1',
        role: 'seller',
        scopes: 'company:read enrich:start analysis:start',
        rateLimit: '10',
      },
    });
  });

  it.each([
    ['trial', undefined],
    ['team', undefined],
    ['enterprise', 'true'],
  ])('tells whether the plan %s comes with contacts', async (plan, contacts) => {
    await keepClient({ plan });

    const answer = await call({ 'x-api-key': apiKey });

    expect(answer.context.contacts).toBe(contacts);
  });

  it.each([
    ['viewer', ['company:read']],
    ['seller', ['company:read', 'enrich:start', 'analysis:start']],
    ['admin', scopes],
  ])('allows a %s all routes of the role and no other', async (role, scopes) => {
    await keepClient({ role });

    const answer = await call({ 'x-api-key': apiKey });

    const expected = routes
      .filter((route) => route.scope === null || scopes.includes(route.scope))
      .flatMap(({ method, path }) =>
        (method === 'GET' ? ['GET', 'HEAD'] : [method]).map((verb) => `${api}/${verb}${path.replace(/\{\w+\}/g, '*')}`),
      );
    expect(allowedBy(answer)).toEqual(expected);
  });

  it('names the client to its usage plan by something that is not its key', async () => {
    await keepClient();

    const { usageIdentifierKey } = await call({ 'x-api-key': apiKey });

    expect(usageIdentifierKey).toMatch(/^usage-[0-9a-f]{40}$/);
    await expect(call({ 'x-api-key': usageIdentifierKey })).rejects.toThrow('Unauthorized');
  });

  it.each([
    ['an unknown key', () => ({ 'x-api-key': 'unknown' })],
    ['an empty key', () => ({ 'x-api-key': '' })],
    ['a key too long to be one', () => ({ 'x-api-key': 'x'.repeat(300) })],
    ['no key', () => ({})],
    ['no headers', () => null],
  ])('refuses %s', async (_, headers) => {
    await expect(call(headers())).rejects.toThrow(/^Unauthorized$/);
  });

  it.each([{ status: 'revoked' }, { role: 'emperor' }, { plan: 'golden' }])(
    'refuses a client with %j',
    async (facts) => {
      await keepClient(facts);

      await expect(call({ 'x-api-key': apiKey })).rejects.toThrow('Unauthorized');
    },
  );

  it('refuses a client record without an id', async () => {
    await putRow({ pk: `CLIENT#${hashApiKey(apiKey)}`, sk: 'CLIENT' }, { status: { S: 'active' } });

    await expect(call({ 'x-api-key': apiKey })).rejects.toThrow('Unauthorized');
  });

  it('remembers a client for seconds', async () => {
    await keepClient();
    await call({ 'x-api-key': apiKey });
    await keepClient({ status: 'revoked' });

    await expect(call({ 'x-api-key': apiKey })).resolves.toMatchObject({ principalId: 'client-1' });
  });

  it('lets everyone in as a seller where no key is required', async () => {
    vi.stubEnv('API_KEY_REQUIRED', 'false');
    vi.stubEnv('STAGE', 'dev');

    expect(await call({})).toMatchObject({ principalId: 'anonymous', context: { role: 'seller' } });
  });

  it('still knows a key where none is required', async () => {
    vi.stubEnv('API_KEY_REQUIRED', 'false');
    await keepClient({ role: 'viewer' });

    expect(await call({ 'x-api-key': apiKey })).toMatchObject({ principalId: 'client-1', context: { role: 'viewer' } });
  });

  it('refuses to leave the door open in production', async () => {
    vi.stubEnv('API_KEY_REQUIRED', 'false');
    vi.stubEnv('STAGE', 'prod');

    await expect(call({})).rejects.toMatchObject({ code: 'internal' });
  });
});
