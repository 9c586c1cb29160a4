import { afterEach, describe, expect, it } from 'vitest';
import { useSandbox } from './joined-sandbox.ts';

const sandbox = useSandbox();
const serpapi = () => `https://serpapi.com/search.json?q=Brindlemark&api_key=${sandbox().providerKeys.serpapi}`;
const control = async (method: string, body?: unknown, query = '') => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`${sandbox().faultsUrl}${query}`, {
    method,
    ...(body === undefined ? {} : { body: text }),
  });
  return { status: response.status, body: JSON.parse(await response.text()) };
};
const listed = async () => (await control('GET')).body.faults;

afterEach(() => control('DELETE'));

describe('the control of faults over HTTP', () => {
  it('sets one or several, lists them, and clears one or all', async () => {
    const one = await control('PUT', { host: 'serpapi.com', fault: 'throttled', times: 2, retryAfterSeconds: 5 });
    const more = await control('PUT', [
      { host: 'api.snov.io', fault: 'never-ready' },
      { host: 'hn.algolia.com', fault: 'error', about: 'fennmoor.example' },
    ]);
    const hit = await fetch(serpapi());

    expect([one.status, more.status]).toEqual([200, 200]);
    expect([hit.status, hit.headers.get('retry-after')]).toEqual([429, '5']);
    expect(await listed()).toMatchObject([
      { host: 'serpapi.com', fault: 'throttled', left: 1 },
      { host: 'api.snov.io', fault: 'never-ready', left: null },
      { host: 'hn.algolia.com', fault: 'error', about: 'fennmoor.example', left: null },
    ]);
    expect((await control('DELETE', undefined, '?host=serpapi.com')).body.faults).toHaveLength(2);
    expect((await fetch(serpapi())).status).toBe(200);
    expect((await control('DELETE')).body.faults).toEqual([]);
  });

  it('makes the stand-in of an LLM provider play its own failures', async () => {
    const { status } = await control('PUT', {
      host: 'api.openai.com',
      fault: 'unpaid',
      times: 1,
      retryAfterSeconds: 1,
    });
    const asked = await fetch('https://api.openai.com/v1/chat/completions', { method: 'POST', body: '{}' });

    expect(status).toBe(200);
    expect(asked.status).toBeGreaterThanOrEqual(400);
  });

  it.each([
    ['no JSON', 'not json', /expected/i],
    ['an unknown fault', { host: 'serpapi.com', fault: 'naps' }, /fault/],
    ['an unknown member', { host: 'serpapi.com', fault: 'error', soon: true }, /soon/],
    ['a stranger', { host: 'nobody.example', fault: 'error' }, /no host nobody\.example/],
    ['a fault of LLM providers elsewhere', { host: 'serpapi.com', fault: 'fooled' }, /does not play fooled/],
  ])('refuses %s, and says why', async (_, body, reason) => {
    const answer = await control('PUT', body);

    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatch(reason);
    expect(await listed()).toEqual([]);
  });

  it('takes GET, PUT and DELETE only, and only under loopback’s own names', async () => {
    const { httpPort } = sandbox().network;
    const borrowed = await fetch('http://fennmoor.example/__sandbox/faults');

    expect((await control('POST', {})).status).toBe(405);
    expect(borrowed.status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${httpPort}/elsewhere`)).status).toBe(421);
  });
});

describe('a fault for one request', () => {
  it('is named in a header, and gone with the next', async () => {
    const spoiled = await fetch(serpapi(), { headers: { 'x-sandbox-fault': 'no-result' } });
    const unknown = await fetch(serpapi(), { headers: { 'x-sandbox-fault': 'naps' } });

    expect(await spoiled.json()).toMatchObject({ error: "Google hasn't returned any results for this query." });
    expect(await unknown.json()).toHaveProperty('organic_results');
  });

  it.each([
    ['half-filled', /null/],
    ['wrong-entity', /somebody-else\.example/],
    ['injection', /Ignore all previous instructions/],
  ])('makes over what a host answers: %s', async (fault, expected) => {
    const text = await (await fetch(serpapi(), { headers: { 'x-sandbox-fault': fault } })).text();

    expect(text).toMatch(expected);
    expect(() => JSON.parse(text)).not.toThrow();
  });

  it('puts orders into a page, and leaves alone what it cannot make over', async () => {
    const ask = async (url: string, fault: string) =>
      (await fetch(url, { headers: { 'x-sandbox-fault': fault } })).text();
    const page = 'https://fennmoor.example/';

    expect(await ask(page, 'injection')).toContain('25000 employees');
    expect(await ask(page, 'no-result')).toBe(await (await fetch(page)).text());
    expect(await ask(page, 'half-filled')).toContain('</html>');
    expect(await ask(page, 'error-rows')).toContain('</html>');
  });

  it('answers late', async () => {
    await control('PUT', { host: 'hn.algolia.com', fault: 'slow', delayMs: 60 });
    const startedAt = performance.now();

    const response = await fetch('https://hn.algolia.com/api/v1/search?query=frost');

    expect(response.status).toBe(200);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(55);
  });
});
