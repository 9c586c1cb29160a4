import { afterEach, describe, expect, it } from 'vitest';
import type { InvocationResult } from '../../../../local/functions/index.ts';
import type { RestAuthorizer } from '../../../../local/template/rest-api.ts';
import type { LoopbackServer } from '../../../../local/wire/loopback-server.ts';
import { allowAll, authorizeArn, keyAuthorizer, proxy, startSample, succeed } from './sample-api.ts';

const servers: LoopbackServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** Serves `GET /a` and `GET /b/{id}` behind an authorizer that answers with `verdict`. */
async function guard(
  verdict: unknown | InvocationResult,
  authorizer: Partial<RestAuthorizer> = {},
  now?: () => number,
) {
  const asked: Record<string, unknown>[] = [];
  const served: { requestContext: Record<string, unknown> }[] = [];
  const guarded = { ...keyAuthorizer, ...authorizer };
  const isResult = typeof verdict === 'object' && verdict !== null && 'functionError' in verdict;
  const server = await startSample(
    [proxy('GET', '/a', guarded), proxy('GET', '/b/{id}', guarded)],
    async (arn, payload) => {
      if (arn !== authorizeArn) {
        served.push(JSON.parse(payload));
        return succeed({ statusCode: 200, body: 'in' });
      }
      asked.push(JSON.parse(payload));
      return isResult ? (verdict as InvocationResult) : succeed(verdict);
    },
    now === undefined ? {} : { now },
  );
  servers.push(server);
  const get = (path: string, key?: string) =>
    fetch(`${server.url}${path}`, key === undefined ? {} : { headers: { 'X-API-Key': key } });
  return { get, asked, served };
}

const allowed = {
  principalId: 'client-1',
  policyDocument: allowAll,
  context: { clientId: 'c1', limit: 5, beta: true },
};

describe('the authorizer', () => {
  it('lets a caller in and tells the function who it is, as text', async () => {
    const { get, asked, served } = await guard(allowed);

    const answer = await get('/b/7?x=1', 'key');

    expect(answer.status).toBe(200);
    expect(asked[0]).toMatchObject({
      type: 'REQUEST',
      methodArn: 'arn:aws:execute-api:eu-west-1:111122223333:api123/dev/GET/b/7',
      resource: '/b/{id}',
      path: '/b/7',
      pathParameters: { id: '7' },
      queryStringParameters: { x: '1' },
      requestContext: expect.objectContaining({ stage: 'dev' }),
    });
    expect(served[0]?.requestContext.authorizer).toEqual({
      principalId: 'client-1',
      clientId: 'c1',
      limit: '5',
      beta: 'true',
      integrationLatency: expect.any(Number),
    });
  });

  it('of type TOKEN is sent the token alone', async () => {
    const { get, asked } = await guard(allowed, { type: 'TOKEN', identityValidation: '^k\\d$' });

    const answers = [await get('/a', 'k1'), await get('/a', 'other')];

    expect(answers.map((answer) => answer.status)).toEqual([200, 401]);
    expect(asked).toEqual([
      {
        type: 'TOKEN',
        methodArn: 'arn:aws:execute-api:eu-west-1:111122223333:api123/dev/GET/a',
        authorizationToken: 'k1',
      },
    ]);
  });

  it('is not asked when the identity is missing', async () => {
    const { get, asked } = await guard(allowed);

    const answers = await Promise.all([get('/a'), get('/a', '')]);

    expect(answers.map((answer) => answer.status)).toEqual([401, 401]);
    expect(await answers[0]?.json()).toEqual({ message: 'Unauthorized' });
    expect(asked).toEqual([]);
  });

  it('is asked once per key within its time, for every path', async () => {
    let time = 0;
    const { get, asked } = await guard(allowed, {}, () => time);

    await get('/a', 'one');
    await get('/b/1', 'one');
    await get('/a', 'two');
    time = 60_000;
    await get('/a', 'one');

    expect(asked).toHaveLength(3);
  });

  it('without a cache is asked each time, and may ask for other identities', async () => {
    const sources = ['method.request.querystring.who', 'context.stage', 'context.identity'];
    const plain = await guard(allowed, { cacheSeconds: 0, identitySources: [] });
    const strict = await guard(allowed, { identitySources: sources });
    const queried = await guard(allowed, { identitySources: sources.slice(0, 2) });

    const statuses = [
      (await plain.get('/a')).status,
      (await plain.get('/a')).status,
      (await strict.get('/a?who=me')).status,
      (await queried.get('/a?who=me')).status,
    ];

    expect(statuses).toEqual([200, 200, 401, 200]);
    expect(plain.asked).toHaveLength(2);
  });
});

describe('the verdict', () => {
  const statement = (
    Effect: string,
    Resource: string | string[],
    Action: string | string[] = 'execute-api:Invoke',
  ) => ({ Effect, Action, Resource });
  const arn = (rest: string) => `arn:aws:execute-api:eu-west-1:111122223333:api123/dev/${rest}`;

  it.each([
    [
      'allows another path only',
      [statement('Allow', arn('GET/b/*'))],
      403,
      'User is not authorized to access this resource',
    ],
    [
      'denies it',
      [statement('Allow', '*', '*'), statement('Deny', [arn('*/a')])],
      403,
      'User is not authorized to access this resource with an explicit deny',
    ],
    [
      'allows another action',
      [statement('Allow', '*', ['s3:*'])],
      403,
      'User is not authorized to access this resource',
    ],
    ['says nothing', [], 403, 'User is not authorized to access this resource'],
  ])('that %s refuses the call', async (_case, statements, status, message) => {
    const { get } = await guard({ ...allowed, policyDocument: { Version: '2012-10-17', Statement: statements } });

    const answer = await get('/a', 'key');

    expect([answer.status, await answer.json()]).toEqual([status, { message }]);
  });

  it('of one statement, with wildcards, is enough', async () => {
    const { get } = await guard({
      ...allowed,
      context: null,
      policyDocument: { Statement: statement('Allow', arn('???/a'), 'execute-api:*') },
    });

    expect((await get('/a', 'key')).status).toBe(200);
  });

  it.each([
    ['without a principal', { policyDocument: allowAll }],
    ['with a context that holds an object', { ...allowed, context: { nested: {} } }],
    ['that is null', null],
  ])('%s is a configuration error', async (_case, verdict) => {
    const { get } = await guard(verdict);

    const answer = await get('/a', 'key');

    expect([answer.status, await answer.json()]).toEqual([500, { message: null }]);
    expect(answer.headers.get('x-amzn-errortype')).toBe('AuthorizerConfigurationException');
  });

  it.each([
    ['Unauthorized', 401],
    ['something else', 500],
  ])('thrown as %s answers %i', async (errorMessage, status) => {
    const { get } = await guard({
      requestId: 'r',
      functionError: 'Unhandled',
      payload: JSON.stringify({ errorMessage }),
      log: '',
    });

    expect((await get('/a', 'key')).status).toBe(status);
  });
});
