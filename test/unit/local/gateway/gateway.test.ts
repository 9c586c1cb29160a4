import { request as sendRequest } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { LambdaServiceError } from '../../../../local/functions/service-error.ts';
import type { GatewayOptions } from '../../../../local/gateway/index.ts';
import type { RestMethod } from '../../../../local/template/rest-api.ts';
import type { LoopbackServer } from '../../../../local/wire/loopback-server.ts';
import { authorizeArn, echoArn, keyAuthorizer, mock, proxy, startSample, succeed } from './sample-api.ts';

const servers: LoopbackServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

type Event = Record<string, unknown> & { requestContext: Record<string, unknown> };

/** Starts a gateway whose function answers with `reply`, and remembers the events it was sent. */
async function serve(
  methods: readonly RestMethod[],
  reply: unknown = { statusCode: 200, body: 'ok' },
  options: Parameters<typeof startSample>[2] = {},
) {
  const events: Event[] = [];
  const invoke: GatewayOptions['invoke'] = async (_arn, payload) => {
    events.push(JSON.parse(payload));
    return succeed(reply);
  };
  const server = await startSample(methods, invoke, options);
  servers.push(server);
  return { ...server, events };
}

describe('a proxied request', () => {
  it('arrives as the event that API Gateway sends', async () => {
    const { url, events, port } = await serve([proxy('POST', '/company/{domain}/lookup')]);

    await fetch(`${url}/company/acme%20inc/lookup?a=1&a=2&b=x%20y`, {
      method: 'POST',
      headers: { 'X-Api-Key': 'k', 'user-agent': 'tests', 'content-type': 'application/json' },
      body: '{"ü":1}',
    });

    expect(events[0]).toMatchObject({
      resource: '/company/{domain}/lookup',
      path: '/company/acme%20inc/lookup',
      httpMethod: 'POST',
      headers: expect.objectContaining({
        'X-Api-Key': 'k',
        'X-Forwarded-Port': String(port),
        'X-Forwarded-Proto': 'http',
      }),
      multiValueHeaders: expect.objectContaining({ 'X-Api-Key': ['k'] }),
      queryStringParameters: { a: '2', b: 'x y' },
      multiValueQueryStringParameters: { a: ['1', '2'], b: ['x y'] },
      pathParameters: { domain: 'acme%20inc' },
      stageVariables: null,
      body: '{"ü":1}',
      isBase64Encoded: false,
      requestContext: {
        resourcePath: '/company/{domain}/lookup',
        path: '/dev/company/acme%20inc/lookup',
        stage: 'dev',
        accountId: '111122223333',
        apiId: 'api123',
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        requestTime: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
        identity: expect.objectContaining({ sourceIp: '127.0.0.1', userAgent: 'tests' }),
      },
    });
    expect(events[0]?.requestContext).not.toHaveProperty('authorizer');
  });

  it('without query, parameters and body carries nulls', async () => {
    const { url, events } = await serve([proxy('GET', '/health')]);

    await fetch(`${url}/health`);

    expect(events[0]).toMatchObject({
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      pathParameters: null,
      body: null,
    });
  });

  it('is served under the stage as well as at the root', async () => {
    const { url, events } = await serve([proxy('GET', '/'), proxy('GET', '/health')]);

    const answers = await Promise.all(['/dev/health', '/health/', '/dev', '/'].map((path) => fetch(`${url}${path}`)));

    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200]);
    expect(events.map((event) => event.path).sort()).toEqual(['/', '/', '/health', '/health/']);
  });

  it('sends a binary body as base64 when the API declares its media type', async () => {
    const { url, events } = await serve([proxy('PUT', '/image')], undefined, {
      overrides: { binaryMediaTypes: ['image/*'] },
    });

    await fetch(`${url}/image`, {
      method: 'PUT',
      headers: { 'content-type': 'image/png' },
      body: Buffer.from([0, 255]),
    });

    expect(events[0]).toMatchObject({ body: 'AP8=', isBase64Encoded: true });
  });
});

describe('the answer of a function', () => {
  const answerOf = async (reply: unknown, init: RequestInit = {}, binaryMediaTypes: string[] = []) => {
    const { url } = await serve([proxy('GET', '/')], reply, { overrides: { binaryMediaTypes } });
    return fetch(url, init);
  };

  it('passes status, headers and body on, and names the exchange', async () => {
    const answer = await answerOf({ statusCode: 404, headers: { 'x-a': 1, 'content-type': 'text/plain' }, body: 'no' });

    expect(answer.status).toBe(404);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'x-a': '1',
      'content-type': 'text/plain',
      'content-length': '2',
    });
    expect(answer.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await answer.text()).toBe('no');
  });

  it('is JSON unless it says otherwise, and may lack a body', async () => {
    const answer = await answerOf({ statusCode: '201' });

    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      201,
      'application/json',
      '',
    ]);
  });

  it('may name a header more than once', async () => {
    const answer = await answerOf({
      statusCode: 200,
      headers: { 'Set-Cookie': 'a=0', other: 'y' },
      multiValueHeaders: { 'set-cookie': ['a=1', 'b=2'] },
    });

    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(answer.headers.get('other')).toBe('y');
  });

  it('loses headers that API Gateway keeps for itself', async () => {
    const answer = await answerOf({ statusCode: 401, headers: { 'WWW-Authenticate': 'Key' } });

    expect(answer.headers.get('www-authenticate')).toBeNull();
    expect(answer.headers.get('x-amzn-remapped-www-authenticate')).toBe('Key');
  });

  it('has no body at 304', async () => {
    const answer = await answerOf({ statusCode: 304, headers: { etag: '"1"' }, body: 'ignored' });

    expect([answer.status, answer.headers.get('etag'), await answer.text()]).toEqual([304, '"1"', '']);
  });

  it.each([
    [['*/*'], undefined, 'hi'],
    [['image/*'], 'image/png,text/html', 'hi'],
    [['image/*'], 'text/html', 'aGk='],
    [[], undefined, 'aGk='],
  ])('in base64 with media types %j is read by a client accepting %s as %s', async (types, accept, body) => {
    const answer = await answerOf(
      { statusCode: 200, body: 'aGk=', isBase64Encoded: true },
      accept === undefined ? {} : { headers: { accept } },
      types,
    );

    expect(await answer.text()).toBe(body);
  });

  it.each([
    ['no status', { body: 'x' }],
    ['an object as body', { statusCode: 200, body: { a: 1 } }],
    ['a header that is an object', { statusCode: 200, headers: { a: {} } }],
    ['nothing', null],
  ])('with %s is malformed', async (_case, reply) => {
    const answer = await answerOf(reply);

    expect(answer.status).toBe(502);
    expect(await answer.json()).toEqual({ message: 'Internal server error' });
  });
});

describe('a function that cannot answer', () => {
  it.each([
    ['fails', async () => ({ ...succeed({}), functionError: 'Unhandled' as const, payload: '{"errorType":"Error"}' })],
    ['is throttled', () => Promise.reject(new LambdaServiceError('TooManyRequestsException', 429, 'Rate Exceeded.'))],
  ])('because it %s makes a 502 whose reason is only logged', async (_case, invoke) => {
    const reasons: string[] = [];
    const server = await startSample([proxy('GET', '/')], invoke, {
      onRefusal: (_id, type, reason) => reasons.push(`${type}: ${reason}`),
    });
    servers.push(server);

    const answer = await fetch(server.url);

    expect(answer.status).toBe(502);
    expect(await answer.text()).toBe('{"message":"Internal server error"}');
    expect(reasons[0]).toMatch(/^INTEGRATION_FAILURE: Lambda/);
  });

  it('in time makes a 504', async () => {
    const method = proxy('GET', '/');
    const slow = {
      ...method,
      integration: { type: 'AWS_PROXY' as const, functionArn: echoArn, timeoutMilliseconds: 20 },
    };
    const server = await startSample([slow], () => new Promise(() => {}));
    servers.push(server);

    const answer = await fetch(server.url);

    expect([answer.status, await answer.text()]).toEqual([504, '{"message":"Endpoint request timed out"}']);
  });

  it('because no permission opens it to the API makes a 500, as on AWS', async () => {
    const permission = { functionArn: echoArn, principal: 'apigateway.amazonaws.com' };
    const permitted = 'arn:aws:execute-api:eu-west-1:111122223333:api123/dev/GET/company/*/lookup';
    const { url } = await serve([proxy('GET', '/company/{domain}/lookup'), proxy('GET', '/other')], undefined, {
      permissions: [{ ...permission, sourceArn: permitted }],
    });

    const answers = await Promise.all([fetch(`${url}/company/a.example/lookup`), fetch(`${url}/other`)]);

    expect(answers.map((answer) => answer.status)).toEqual([200, 500]);
  });
});

describe('a request that no function sees', () => {
  it.each([
    ['GET', '/nothing'],
    ['POST', '/health'],
    ['GET', '//health'],
    ['GET', '/health/more'],
  ])('%s %s is a missing authentication token', async (method, path) => {
    const { url, events } = await serve([proxy('GET', '/health')]);

    const answer = await fetch(`${url}${path}`, { method });

    expect(answer.status).toBe(403);
    expect(answer.headers.get('x-amzn-errortype')).toBe('MissingAuthenticationTokenException');
    expect(await answer.json()).toEqual({ message: 'Missing Authentication Token' });
    expect(events).toEqual([]);
  });

  it('above 10 MB is refused', async () => {
    const { url, events } = await serve([proxy('POST', '/')]);

    const answer = await fetch(url, { method: 'POST', body: Buffer.alloc(10 * 1024 * 1024 + 1) });

    expect([answer.status, events.length]).toEqual([413, 0]);
  });

  it('is worded as the template says, with the request id', async () => {
    const { url } = await serve([proxy('GET', '/health')], undefined, {
      overrides: {
        gatewayResponses: [
          {
            responseType: 'MISSING_AUTHENTICATION_TOKEN',
            statusCode: 404,
            parameters: {
              'gatewayresponse.header.content-type': "'application/problem+json'",
              'gatewayresponse.header.x-request-id': 'context.requestId',
              'gatewayresponse.header.x-absent': 'context.authorizer.nobody',
            },
            templates: {
              'application/json':
                '{"requestId":"$context.requestId","path":"${context.path}","is":$context.error.messageString,"who":"$context.authorizer.id"}',
            },
          },
          {
            responseType: 'DEFAULT_4XX',
            statusCode: null,
            parameters: { 'gatewayresponse.header.x-default': "'yes'" },
            templates: {},
          },
        ],
      },
    });

    const answer = await fetch(`${url}/nothing`);
    const large = await fetch(`${url}/health`, { method: 'POST', body: Buffer.alloc(10 * 1024 * 1024 + 1) });

    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.headers.has('x-absent')).toBe(false);
    expect(await answer.json()).toEqual({
      requestId: answer.headers.get('x-request-id'),
      path: '/dev/nothing',
      is: 'Missing Authentication Token',
      who: '',
    });
    expect([large.status, large.headers.get('x-default')]).toEqual([413, 'yes']);
  });

  it('because the client went away leaves the gateway running', async () => {
    const { url, port } = await serve([proxy('POST', '/'), proxy('GET', '/')]);

    await new Promise<void>((resolve) => {
      const request = sendRequest({ port, host: '127.0.0.1', method: 'POST', headers: { 'content-length': 100 } });
      request.on('error', () => resolve());
      request.write('part', () => request.destroy(new Error('gone')));
    });

    expect((await fetch(url)).status).toBe(200);
  });
});

describe('a mocked method', () => {
  it('answers a preflight without any function', async () => {
    const { url, events } = await serve([
      mock('OPTIONS', '/', {
        responses: [
          {
            statusCode: 204,
            selectionPattern: null,
            parameters: { 'method.response.header.Access-Control-Allow-Origin': "'*'" },
            templates: {},
          },
        ],
      }),
    ]);

    const answer = await fetch(url, { method: 'OPTIONS' });

    expect([answer.status, answer.headers.get('access-control-allow-origin'), events.length]).toEqual([204, '*', 0]);
  });

  const refusal = mock('ANY', '/', {
    passthroughBehavior: 'NEVER',
    requestTemplates: { 'application/json': '{"statusCode": 405}' },
    responses: [
      { statusCode: 200, selectionPattern: null, parameters: {}, templates: {} },
      {
        statusCode: 405,
        selectionPattern: '4\\d\\d',
        parameters: {
          'method.response.header.Allow': "'GET'",
          'method.response.header.Content-Type': "'application/problem+json'",
        },
        templates: { 'application/json': '{"method":"$context.httpMethod"}' },
      },
    ],
  });

  it('chooses its answer by the mocked status', async () => {
    const { url } = await serve([refusal]);

    const answer = await fetch(url, { method: 'DELETE' });

    expect(answer.status).toBe(405);
    expect([answer.headers.get('allow'), answer.headers.get('content-type')]).toEqual([
      'GET',
      'application/problem+json',
    ]);
    expect(await answer.json()).toEqual({ method: 'DELETE' });
  });

  it.each([
    ['NEVER', { 'application/json': '{"statusCode": 405}' }, 415],
    ['WHEN_NO_TEMPLATES', { 'application/json': '{"statusCode": 405}' }, 415],
    ['WHEN_NO_TEMPLATES', {}, 200],
    ['WHEN_NO_MATCH', { 'application/json': '{"statusCode": 405}' }, 200],
  ] as const)(
    'with passthrough %s and templates %j answers text/plain with %i',
    async (passthroughBehavior, requestTemplates, status) => {
      const { url } = await serve([mock('POST', '/', { passthroughBehavior, requestTemplates })]);

      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'text/plain; charset=utf-8' },
        body: '{"statusCode":200}',
      });

      expect(answer.status).toBe(status);
    },
  );

  it.each([
    ['a body that names no status', 'hello', mock('POST', '/', {})],
    [
      'a status nothing answers',
      '{"statusCode":500}',
      mock('POST', '/', { responses: [{ statusCode: 200, selectionPattern: '200', parameters: {}, templates: {} }] }),
    ],
  ])('given %s is misconfigured', async (_case, body, method) => {
    const { url } = await serve([method]);

    const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'text/plain' }, body });

    expect(answer.status).toBe(500);
  });

  it.each([
    ['reads the body', '{"a": $input.json("$")}', /does not map bodies/],
    ['is not Velocity', '#if($a', /not valid Velocity/],
  ])('with a template that %s is refused at the start', async (_, template, reason) => {
    const starting = serve([mock('POST', '/', { requestTemplates: { 'application/json': template } })]);

    await expect(starting).rejects.toThrow(reason);
  });

  it.each([
    ['https://first.example', 'https://first.example'],
    ['https://second.example', 'https://second.example'],
    ['https://stranger.example', 'https://first.example'],
  ])('answers a preflight from %s with the origin that its template chooses', async (origin, expected) => {
    const template = [
      '#set($origin = $input.params().header.get("Origin"))',
      '#if($origin == "")',
      '  #set($origin = $input.params().header.get("origin"))',
      '#end',
      '#if($origin == "https://second.example")',
      '  #set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)',
      '#end',
    ].join('\n');
    const parameters = { 'method.response.header.Access-Control-Allow-Origin': "'https://first.example'" };
    const response = {
      statusCode: 204,
      selectionPattern: null,
      parameters,
      templates: { 'application/json': template },
    };
    const { url } = await serve([mock('OPTIONS', '/', { responses: [response] })]);

    const answers = await Promise.all(
      ['origin', 'Origin'].map((name) => fetch(url, { method: 'OPTIONS', headers: { [name]: origin } })),
    );

    expect(answers.map(({ headers }) => headers.get('access-control-allow-origin'))).toEqual([expected, expected]);
  });
});

describe('starting', () => {
  it('rejects when the port is taken', async () => {
    const { port } = await serve([proxy('GET', '/')]);

    await expect(serve([proxy('GET', '/')], undefined, { port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('needs no permission where the authorizer is open to every source', async () => {
    const { url } = await serve([proxy('GET', '/', { ...keyAuthorizer, functionArn: authorizeArn })]);

    expect((await fetch(url)).status).toBe(401);
  });
});
