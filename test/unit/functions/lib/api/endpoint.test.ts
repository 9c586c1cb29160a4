import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { endpoint } from '../../../../../functions/lib/api/endpoint.ts';
import { IntelligenceError, TransientError } from '../../../../../functions/lib/errors.ts';
import { callEndpoint } from '../../api/call.ts';

const ping = endpoint(null, async ({ clientId, parameters }) => ({ status: 200, body: { clientId, parameters } }));
const failing = (error: unknown) =>
  endpoint(null, async () => {
    throw error;
  });

beforeEach(() => {
  vi.spyOn(console, 'info').mockReturnValue();
  vi.spyOn(console, 'error').mockReturnValue();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe('endpoint', () => {
  it('accepts a well-formed x-request-id, in whatever case the header comes', async () => {
    const { headers } = await callEndpoint(ping, { headers: { 'X-Request-ID': 'trace-1234.5678' } });

    expect(headers['x-request-id']).toBe('trace-1234.5678');
  });

  it('makes an id of its own for any that is not well formed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (given) => {
        const { headers } = await callEndpoint(ping, { headers: { 'x-request-id': given } });

        expect(headers['x-request-id']).toMatch(/^[\w.-]{8,128}$/);
      }),
    );
  });

  it('sends the security headers with every answer', async () => {
    const fine = await callEndpoint(ping);
    const broken = await callEndpoint(failing(new Error('boom')));

    for (const { headers } of [fine, broken]) {
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        'strict-transport-security': expect.stringContaining('max-age='),
      });
    }
  });

  it.each([
    ['*', 'https://any.example', '*'],
    ['https://a.example, https://b.example', 'https://b.example', 'https://b.example'],
    ['https://a.example', 'https://evil.example', undefined],
    ['', 'https://a.example', undefined],
    ['https://a.example', undefined, undefined],
  ])('with CORS_ORIGIN "%s" answers %s with %s', async (allowed, origin, expected) => {
    vi.stubEnv('CORS_ORIGIN', allowed);
    const call = { headers: { ...(origin === undefined ? {} : { Origin: origin }) } as Record<string, string> };

    const fine = await callEndpoint(ping, call);
    const broken = await callEndpoint(failing(new Error('boom')), call);

    expect(fine.headers['access-control-allow-origin']).toBe(expected);
    expect(broken.headers['access-control-allow-origin']).toBe(expected);
  });

  it('allows no origin where CORS_ORIGIN is not set', async () => {
    vi.stubEnv('CORS_ORIGIN', undefined);

    const { headers } = await callEndpoint(ping, { headers: { origin: 'https://a.example' } });

    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it('decodes path parameters, and leaves a stray percent sign alone', async () => {
    const parameters = { name: 'S%C3%B8rlandet%20AS', odd: '100% Pure' };

    expect((await callEndpoint(ping, { parameters })).body.parameters).toEqual({
      name: 'Sørlandet AS',
      odd: '100% Pure',
    });
  });

  it('says nothing of what went wrong inside', async () => {
    for (const error of [new Error('secret'), 'secret', new IntelligenceError('storage.malformed', 'secret'), null]) {
      const { status, body } = await callEndpoint(failing(error));

      expect(status).toBe(500);
      expect(body).toMatchObject({ code: 'internal', title: 'Internal Server Error', retryable: true });
      expect(JSON.stringify(body)).not.toMatch(/secret|\bat \S+:\d/);
    }
  });

  it.each([
    ['access.throttled', 429, 'Too Many Requests'],
    ['request.key_reused', 409, 'Conflict'],
    ['access.forbidden', 403, 'Forbidden'],
  ] as const)('answers %s with %i', async (code, status, title) => {
    const { body, headers } = await callEndpoint(failing(new IntelligenceError(code, 'Why.')));

    expect(body).toEqual({
      type: 'about:blank',
      title,
      status,
      detail: 'Why.',
      instance: '/the/path',
      error: 'Why.',
      code,
      requestId: headers['x-request-id'],
      retryable: false,
      details: [],
    });
  });

  it('asks to try again when the store is away', async () => {
    const { status, headers } = await callEndpoint(
      failing(new TransientError('storage.unavailable', 'Away.', { cause: new Error('ECONNREFUSED') })),
    );

    expect([status, headers['retry-after']]).toEqual([503, '2']);
  });

  it('logs one line per exchange, without key or body', async () => {
    const log = vi.spyOn(console, 'info').mockReturnValue();

    await callEndpoint(ping, { headers: { 'x-api-key': 'sio_secret' } });

    expect(log.mock.calls).toEqual([
      [expect.objectContaining({ message: 'exchange', clientId: 'client-1', route: 'GET /the/{path}', status: 200 })],
    ]);
    expect(JSON.stringify(log.mock.calls)).not.toContain('sio_secret');
  });

  it('reads a body that came in base64', async () => {
    const echo = endpoint(z.strictObject({ word: z.string() }), async ({ body }) => ({ status: 200, body }));
    const event = {
      httpMethod: 'POST',
      path: '/',
      headers: { 'content-type': 'application/json' },
      body: Buffer.from('{"word":"hei"}').toString('base64'),
      isBase64Encoded: true,
    };

    const response = await (echo as unknown as (event: unknown, context: object) => Promise<{ body: string }>)(
      event,
      {},
    );

    expect(JSON.parse(response.body)).toEqual({ word: 'hei' });
  });

  it('refuses members that would change the prototype', async () => {
    const echo = endpoint(z.strictObject({ word: z.string() }), async ({ body }) => ({ status: 200, body }));
    const headers = { 'content-type': 'application/json' };

    const { status, body } = await callEndpoint(echo, {
      rawBody: '{"word":"hei","__proto__":{"admin":true}}',
      headers,
    });

    expect(body.admin).toBeUndefined();
    expect(status).toBe(400);
  });

  it('has words for every kind of complaint', async () => {
    const body = z.strictObject({
      list: z.array(z.string().check(z.maxLength(3))).check(z.maxLength(2), z.minLength(1)),
      word: z.string().check(z.minLength(2)),
      url: z.url(),
    });
    const strict = endpoint(body, async () => ({ status: 200, body: {} }));

    const long = await callEndpoint(strict, { body: { list: ['a', 'b', 'c'], word: 'a', url: 'x' } });
    const short = await callEndpoint(strict, { body: { list: [], word: 'ab', url: 'https://a.example' } });
    const item = await callEndpoint(strict, { body: { list: ['abcd'], word: 'ab', url: 'https://a.example' } });

    expect(long.body.details).toEqual([
      { field: 'list', message: 'must be at most 2 items' },
      { field: 'word', message: 'must be at least 2 characters long' },
      { field: 'url', message: 'is not valid' },
    ]);
    expect(item.body.details).toEqual([{ field: 'list.0', message: 'must be at most 3 characters long' }]);
    expect(short.body.details).toEqual([{ field: 'list', message: 'must be at least 1 items' }]);
  });
});
