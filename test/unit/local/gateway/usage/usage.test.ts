import { afterEach, describe, expect, it } from 'vitest';
import { type ApiKeys, createApiKeys } from '../../../../../local/gateway/usage/api-keys.ts';
import type { LoopbackServer } from '../../../../../local/wire/loopback-server.ts';
import { allowAll, authorizeArn, keyAuthorizer, proxy, startSample, succeed } from '../sample-api.ts';

const servers: LoopbackServer[] = [];
const plan = { id: 'plan1', name: 'trial', throttle: { rateLimit: 1, burstLimit: 2 }, quota: null };
const usageIdentifier = 'usage-of-the-first-client';

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

function keysOnPlan(): ApiKeys {
  const keys = createApiKeys([plan]);
  keys.attach(keys.create('client', usageIdentifier).id, plan.id);
  return keys;
}

async function serve(options: Parameters<typeof startSample>[2], body = 'ok') {
  const method = { ...proxy('GET', '/lookup', keyAuthorizer), apiKeyRequired: true };
  const verdict = { principalId: 'client', policyDocument: allowAll, context: {}, usageIdentifierKey: usageIdentifier };
  const server = await startSample(
    [method],
    async (arn) => succeed(arn === authorizeArn ? verdict : { statusCode: 200, body }),
    options,
  );
  servers.push(server);
  return (headers: Record<string, string> = {}) =>
    fetch(`${server.url}/lookup`, { headers: { 'x-api-key': 'key', ...headers } });
}

describe('a method that asks for an API key', () => {
  it('lets a client on a plan pass until its burst is used up', async () => {
    const call = await serve({ apiKeys: keysOnPlan(), now: () => 0 });

    const statuses = [(await call()).status, (await call()).status, (await call()).status];

    expect(statuses).toEqual([200, 200, 429]);
  });

  it('is closed to a client on no plan', async () => {
    const call = await serve({ apiKeys: createApiKeys([plan]) });

    const answer = await call();

    expect(answer.status).toBe(403);
    expect(await answer.json()).toEqual({ message: 'Forbidden' });
  });

  it('reads the key from the header where the API is set so', async () => {
    const call = await serve({ apiKeys: keysOnPlan(), overrides: { apiKeySource: 'HEADER' } });

    const answers = [await call(), await call({ 'x-api-key': usageIdentifier })];

    expect(answers.map(({ status }) => status)).toEqual([403, 200]);
  });
});

describe('compression', () => {
  const long = 'the same words again '.repeat(200);

  it.each([
    ['gzip', 'gzip'],
    ['br, gzip;q=0.5', 'gzip'],
    ['*', 'gzip'],
    ['gzip;q=0', null],
    ['br', null],
  ])('answers a caller that accepts %s in %s', async (accepted, expected) => {
    const call = await serve({ apiKeys: keysOnPlan(), overrides: { smallestCompressed: 1024 } }, long);

    const answer = await call({ 'accept-encoding': accepted });

    expect(answer.headers.get('content-encoding')).toBe(expected);
    expect(await answer.text()).toBe(long);
  });

  it('leaves short answers, and every answer of an API without it, as they are', async () => {
    const short = await serve({ apiKeys: keysOnPlan(), overrides: { smallestCompressed: 1024 } });
    const plain = await serve({ apiKeys: keysOnPlan() }, long);

    const answers = [await short({ 'accept-encoding': 'gzip' }), await plain({ 'accept-encoding': 'gzip' })];

    expect(answers.map(({ headers }) => headers.get('content-encoding'))).toEqual([null, null]);
  });
});
