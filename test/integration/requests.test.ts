import { describe, expect, it } from 'vitest';
import { useLaptop } from './laptop.ts';

const laptop = useLaptop();

/** What every refusal must carry. */
function expectProblem(answer: Awaited<ReturnType<typeof laptop.call>>, status: number, code: string) {
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(answer.headers.get('x-request-id')).toBeTruthy();
  expect(answer.body).toMatchObject({
    type: expect.any(String),
    title: expect.any(String),
    status,
    detail: expect.any(String),
    error: expect.any(String),
    code,
    requestId: answer.headers.get('x-request-id'),
    retryable: expect.any(Boolean),
    details: expect.any(Array),
  });
}

const start = '/company/quillstead.example/vendor-context';

describe('a request over HTTP', () => {
  it('for the health needs no key and probes each service', async () => {
    const answer = await laptop.call('GET', '/health', undefined, { 'x-api-key': '' });

    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      status: 'healthy',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      services: { database: 'operational', ai: 'operational', workflow: 'operational' },
      version: expect.any(String),
    });
    expect(answer.headers.get('x-request-id')).toBeTruthy();
  });

  it.each([
    ['no key', ''],
    ['an unknown key', 'dev_nobody'],
  ])('with %s is not let in', async (_case, key) => {
    const answer = await laptop.call('GET', '/company/quillstead.example/lookup', undefined, { 'x-api-key': key });

    expectProblem(answer, 401, 'access.unauthorized');
  });

  it.each([
    ['GET', '/nothing'],
    ['GET', '/company'],
    ['POST', '/company/quillstead.example/lookup/more'],
  ])('%s %s finds nothing', async (method, path) => {
    const answer = await laptop.call(method, path);

    expectProblem(answer, 404, 'request.not_found');
  });

  it.each(['req_00000000000000000000000000', 'not-an-id', '%00'])('for the status of %s finds nothing', async (id) => {
    const answer = await laptop.call('GET', `/analysis/status/${id}`);

    expectProblem(answer, 404, 'request.not_found');
  });

  it.each([
    ['GET', start, 'POST, OPTIONS'],
    ['DELETE', '/analysis/async', 'POST, OPTIONS'],
    ['POST', '/health', 'GET, HEAD, OPTIONS'],
  ])('%s %s is told which methods there are', async (method, path, allow) => {
    const answer = await laptop.call(method, path);

    expectProblem(answer, 405, 'request.method_not_allowed');
    expect(answer.headers.get('allow')).toBe(allow);
  });

  it('in another media type is refused', async () => {
    const answer = await laptop.call('POST', start, 'userRole=AE', { 'content-type': 'text/plain' });

    expectProblem(answer, 415, 'request.unsupported_media_type');
  });

  it('that is no JSON is refused', async () => {
    const answer = await laptop.call('POST', start, '{"userRole":');

    expectProblem(answer, 400, 'request.malformed');
  });

  it('above 10 MB is refused', async () => {
    const answer = await laptop.call('POST', start, `"${'x'.repeat(10 * 1024 * 1024)}"`);

    expectProblem(answer, 413, 'request.too_large');
  });

  it.each([
    ['an unknown field', start, { userRole: 'AE', colour: 'red' }, 'colour'],
    ['a missing field', start, {}, 'userRole'],
    ['an unknown role', start, { userRole: 'CEO' }, 'userRole'],
    ['a number out of range', start, { userRole: 'AE', minConfidence: 2 }, 'minConfidence'],
    [
      'a search result without URL',
      '/analysis/async',
      { domain: 'a.com', context: 'discovery', searchResults: [{ title: 'x' }] },
      'searchResults.0.url',
    ],
    ['an unknown intent', '/analysis/async', { domain: 'a.com', context: 'gossip' }, 'context'],
  ])('with %s names the field', async (_case, path, body, field) => {
    const answer = await laptop.call('POST', path, body);

    expectProblem(answer, 422, 'request.invalid');
    expect(answer.body.details.map((detail: { field: string }) => detail.field)).toContain(field);
  });

  it('to start for a name that nobody bears says that it is unknown', async () => {
    const answer = await laptop.call('POST', '/company/not_a_domain/vendor-context', { userRole: 'AE' });

    expectProblem(answer, 404, 'company.unknown');
    expect(answer.body.details).toMatchObject([{ field: 'domain' }]);
  });

  it.each(['x'.repeat(300), 'localhost', '10.0.0.1'])('to start for %s names the parameter', async (domain) => {
    const answer = await laptop.call('POST', `/company/${domain}/vendor-context`, { userRole: 'AE' });

    expectProblem(answer, 422, 'request.invalid');
    expect(answer.body.details).toMatchObject([{ field: 'domain' }]);
  });

  it('before the real one says what a browser may send', async () => {
    const answer = await laptop.call('OPTIONS', start, undefined, {
      'x-api-key': '',
      origin: 'https://app.example.com',
    });

    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-methods')).toContain('POST');
    expect(answer.headers.get('access-control-allow-headers')).toContain('x-api-key');
  });

  it('keeps the id that the caller gave the exchange', async () => {
    const answer = await laptop.call('GET', '/health', undefined, { 'x-request-id': 'caller-chose-this' });

    expect(answer.headers.get('x-request-id')).toBe('caller-chose-this');
  });
});
