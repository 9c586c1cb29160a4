import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { requestJson, requestText } from '../../../../../functions/lib/sources/request.ts';
import { frozenSurroundings, now } from './questions.ts';
import { type Reply, startVirtualWeb, type VirtualWeb } from './virtual-web.ts';

let web: VirtualWeb;
beforeAll(async () => {
  web = await startVirtualWeb();
});
afterAll(() => web.close());
beforeEach(() => web.reset());

const url = 'https://api.source.example/answer';
const asker = (surroundings = frozenSurroundings()) => ({ deadline: now + 60_000, surroundings });
const serve = (...replies: readonly Reply[]) => {
  let next = 0;
  web.serve('api.source.example', () => replies[Math.min(next++, replies.length - 1)] ?? {});
};
const failure = async (asked = asker()) =>
  requestJson(url, asked).then(
    () => null,
    (error) => error.reason,
  );

describe('asking a source for JSON', () => {
  it('gives the answer with the white space of its strings collapsed', async () => {
    serve({ body: '{"name": "Acme\\n  Robotics ", "list": [" a\\u00a0b "]}' });

    expect(await requestJson(url, asker())).toEqual({ name: 'Acme Robotics', list: ['a b'] });
  });

  it('takes 404 for not knowing', async () => {
    serve({ status: 404, body: 'nothing here' });

    expect(await requestJson(url, asker())).toBeNull();
  });

  it.each([
    [{ status: 401 }, 'unauthorized'],
    [{ status: 403 }, 'forbidden'],
    [{ status: 410 }, 'http_410'],
    [{ status: 429 }, 'rate_limited'],
    [{ status: 500 }, 'http_500'],
    [{ status: 200, body: '<!doctype html><title>Sorry</title>' }, 'malformed'],
    [{ status: 200, body: '{"cut": [1, 2' }, 'malformed'],
    [{ status: 200, body: '' }, 'malformed'],
    [{ status: 200, body: 'x'.repeat(2_100_000) }, 'too_large'],
    [{ status: 200, headers: { 'content-encoding': 'zip' }, body: 'x' }, 'malformed'],
    [{ status: 302, headers: { location: 'http://10.0.0.1/' } }, 'address_refused'],
    [{ status: 302, headers: { location: '/answer' } }, 'redirects'],
    [{ status: 0 }, 'connection_lost'],
  ])('turns %j into the reason %s', async (reply, reason) => {
    serve(reply);

    expect(await failure()).toBe(reason);
  });

  it('says that a host does not exist', async () => {
    expect(await failure()).toBe('no_such_domain');
  });

  it.each([500, 502, 503, 504, 529])('asks once more after a %i', async (status) => {
    serve({ status }, { body: '{}' });
    const surroundings = frozenSurroundings();

    expect(await requestJson(url, asker(surroundings))).toEqual({});
    expect(surroundings.pauses).toHaveLength(1);
  });

  it('waits as long as a short Retry-After says, in seconds or as a date', async () => {
    for (const retryAfter of ['2', new Date(now + 2000).toUTCString()]) {
      serve({ status: 429, headers: { 'retry-after': retryAfter } }, { body: '{}' });
      const surroundings = frozenSurroundings();

      await requestJson(url, asker(surroundings));

      expect(surroundings.pauses).toEqual([2000]);
    }
  });

  it('does not wait for a long Retry-After and leaves the host alone until then', async () => {
    serve({ status: 429, headers: { 'retry-after': '120' } });
    const surroundings = frozenSurroundings();
    const asked = { deadline: now + 600_000, surroundings };
    await failure(asked);
    surroundings.advance(119_000);

    expect(await failure(asked)).toBe('rate_limited');
    expect(web.visits).toHaveLength(1);

    surroundings.advance(2_000);
    await failure(asked);
    expect(web.visits).toHaveLength(2);
  });

  it('rests half a minute where the source does not say how long', async () => {
    serve({ status: 429, headers: { 'retry-after': 'soon' } });
    const surroundings = frozenSurroundings();

    await failure(asker(surroundings));

    expect(surroundings.cooldowns.get('api.source.example')).toBe(now + 30_000);
  });

  it('does not retry when the deadline is near, and does not start after it', async () => {
    serve({ status: 503 });

    expect(await failure({ deadline: now + 800, surroundings: frozenSurroundings() })).toBe('http_503');
    expect(await failure({ deadline: now, surroundings: frozenSurroundings() })).toBe('timeout');
    expect(web.visits).toHaveLength(1);
  });

  it('gives any status with its text to those who read error bodies', async () => {
    serve({ status: 401, body: 'no key' });

    expect(await requestText(url, asker())).toMatchObject({ status: 401, text: 'no key' });
  });
});
