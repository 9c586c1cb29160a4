import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  APIGatewayClient,
  ConflictException,
  CreateApiKeyCommand,
  CreateUsagePlanKeyCommand,
  DeleteApiKeyCommand,
  GetApiKeysCommand,
  GetUsagePlansCommand,
  NotFoundException,
} from '@aws-sdk/client-api-gateway';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiKeys, createApiKeys } from '../../../../../local/gateway/usage/api-keys.ts';
import { startControlPlane } from '../../../../../local/gateway/usage/control-plane.ts';
import type { LoopbackServer } from '../../../../../local/wire/loopback-server.ts';

const plan = {
  id: 'plan1',
  name: 'team',
  throttle: { rateLimit: 1, burstLimit: 2 },
  quota: { limit: 9, period: 'MONTH' as const },
};
const file = join(mkdtempSync(join(tmpdir(), 'keys-')), 'api-keys.json');
let keys: ApiKeys;
let server: LoopbackServer;
let client: APIGatewayClient;

beforeAll(async () => {
  keys = createApiKeys([plan], file);
  server = await startControlPlane(keys);
  client = new APIGatewayClient({
    endpoint: server.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
});
afterAll(async () => {
  client.destroy();
  await server.close();
});

describe('the control plane of usage plans', () => {
  it('makes a key and puts it on a plan, for the unmodified SDK client, and keeps both', async () => {
    const { id } = await client.send(new CreateApiKeyCommand({ name: 'one', value: 'usage-value-of-client-one' }));
    await client.send(new CreateUsagePlanKeyCommand({ usagePlanId: 'plan1', keyId: id, keyType: 'API_KEY' }));

    const { items } = await client.send(new GetApiKeysCommand({ nameQuery: 'on' }));

    expect(items?.map(({ name }) => name)).toEqual(['one']);
    expect(createApiKeys([plan], file).find('usage-value-of-client-one')?.plan.name).toBe('team');
  });

  it('lists the plans with their numbers', async () => {
    const { items } = await client.send(new GetUsagePlansCommand({}));

    expect(items).toMatchObject([{ id: 'plan1', name: 'team', throttle: plan.throttle, quota: plan.quota }]);
  });

  it('refuses a value twice, a plan twice and what does not exist, by the names that the SDK knows', async () => {
    const { id } = await client.send(new CreateApiKeyCommand({ name: 'two', value: 'usage-value-of-client-two' }));
    const attach = (keyId: string | undefined, usagePlanId: string) =>
      client.send(new CreateUsagePlanKeyCommand({ usagePlanId, keyId, keyType: 'API_KEY' }));
    await attach(id, 'plan1');

    await expect(
      client.send(new CreateApiKeyCommand({ name: 'three', value: 'usage-value-of-client-two' })),
    ).rejects.toThrow(ConflictException);
    await expect(attach(id, 'plan1')).rejects.toThrow(ConflictException);
    await expect(attach(id, 'nowhere')).rejects.toThrow(NotFoundException);
    await expect(attach('nothing', 'plan1')).rejects.toThrow(NotFoundException);
  });

  it('forgets a deleted key', async () => {
    const { id } = await client.send(new CreateApiKeyCommand({ name: 'gone', value: 'usage-value-of-client-gone' }));

    await client.send(new DeleteApiKeyCommand({ apiKey: id }));

    expect(keys.list().some(({ name }) => name === 'gone')).toBe(false);
    await expect(client.send(new DeleteApiKeyCommand({ apiKey: id }))).rejects.toThrow(NotFoundException);
  });

  it('refuses what is no wish for a key, and operations that it does not have', async () => {
    const answers = await Promise.all([
      fetch(`${server.url}/apikeys`, { method: 'POST', body: '{"value":"short"}' }),
      fetch(`${server.url}/restapis`),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([400, 404]);
  });
});
