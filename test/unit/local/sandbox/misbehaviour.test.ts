import dns from 'node:dns/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { misbehaviours } from '../../../../local/sandbox/faults/kinds.ts';
import { failureOf, useSandbox } from './joined-sandbox.ts';

const host = 'hn.algolia.com';
const url = 'http://hn.algolia.com/api/v1/search?query=frost';
const sandbox = useSandbox();

afterEach(() => sandbox().misbehave(host, null));

describe('a host told to misbehave', () => {
  it('is throttled, with the time to wait', async () => {
    sandbox().misbehave(host, 'throttled', { retryAfterSeconds: 7 });

    const response = await fetch(url);

    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7']);
  });

  it.each([
    ['error', 500],
    ['unavailable', 503],
    ['forbidden', 403],
  ] as const)('answers with an %s', async (misbehaviour, status) => {
    sandbox().misbehave(host, misbehaviour);

    expect((await fetch(url)).status).toBe(status);
  });

  it('breaks off its JSON, or tells of an error with status 200', async () => {
    sandbox().misbehave(host, 'malformed');
    const malformed = await (await fetch(url)).text();
    sandbox().misbehave(host, 'plain-text');
    const plain = await fetch(url);

    expect(() => JSON.parse(malformed)).toThrow(SyntaxError);
    expect([plain.status, plain.headers.get('content-type')]).toEqual([200, 'text/plain']);
  });

  it('drops connections', async () => {
    sandbox().misbehave(host, 'resets');

    expect(await failureOf(fetch(url))).toMatch(/ECONNRESET|UND_ERR_SOCKET/);
  });

  it('takes a request and never answers', async () => {
    sandbox().misbehave(host, 'hangs');
    const silence = new AbortController();

    const asked = fetch(url, { signal: silence.signal });
    await fetch('http://quillstead.example/');
    silence.abort();

    expect(await failureOf(asked)).toBe('AbortError');
  });

  it('is not found, or its name server fails or is silent', async () => {
    const resolver = new dns.Resolver({ timeout: 50, tries: 1 });

    sandbox().misbehave(host, 'no-such-name');
    await expect(resolver.resolve4(host)).rejects.toMatchObject({ code: 'ENOTFOUND' });
    sandbox().misbehave(host, 'dns-fails');
    await expect(resolver.resolve4(host)).rejects.toMatchObject({ code: 'ESERVFAIL' });
    sandbox().misbehave(host, 'dns-silent');
    await expect(resolver.resolve4(host)).rejects.toMatchObject({ code: 'ETIMEOUT' });
  });

  it('is itself again after the given number of visits', async () => {
    sandbox().misbehave(host, 'error', { times: 2 });

    const statuses = [await fetch(url), await fetch(url), await fetch(url)].map((response) => response.status);

    expect(statuses).toEqual([500, 500, 200]);
  });

  it('must exist', () => {
    expect(misbehaviours).toContain('throttled');
    expect(() => sandbox().misbehave('nobody.example', 'error')).toThrow('no host nobody.example');
  });
});

describe('visits', () => {
  it('are remembered with who came', async () => {
    await fetch('https://fennmoor.example/pricing?a=1', { headers: { 'user-agent': 'Tester/1.0' } });

    expect(sandbox().visits().at(-1)).toEqual({
      host: 'fennmoor.example',
      path: '/pricing?a=1',
      method: 'GET',
      userAgent: 'Tester/1.0',
    });
  });
});
