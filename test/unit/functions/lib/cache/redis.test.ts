import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { sealEntry } from '../../../../../functions/lib/cache/levels/envelope.ts';
import { hashKey, longestInRedis } from '../../../../../functions/lib/cache/levels/redis-level.ts';
import { openCache } from '../../../../../functions/lib/cache/open-cache.ts';
import { findRedisServer, startRedis, type TestRedis } from '../../redis.ts';
import { createHome, key, makeEntry, now } from './entries.ts';

const program = findRedisServer();
const right = makeEntry({ companyName: 'Acme' }, 2);
const hash = hashKey(key.domain);

describe.skipIf(program === null)('the cache with a real Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis(program ?? '');
  });
  afterAll(() => redis.stop());
  beforeEach(async () => {
    await redis.client.flushall();
    vi.spyOn(console, 'warn').mockReturnValue();
  });
  afterEach(() => vi.restoreAllMocks());

  /** A function of its own: what it remembers, no other knows. */
  const open = (home: ReturnType<typeof createHome>, url = redis.url) => openCache(home.home, { REDIS_URL: url });
  const filled = () => createHome({ [`${key.domain} ${key.name}`]: right });
  /** Loads the client and connects, which takes longer than a level is waited for. */
  const warm = async (cache: ReturnType<typeof open>) => {
    await vi.waitFor(async () => {
      vi.mocked(console.warn).mockClear();
      await cache.read({ domain: 'warm.example', name: 'ANSWER#0' }, now - 60_000);
      expect(console.warn).not.toHaveBeenCalled();
    });
    return cache;
  };

  it('gives one function what another has read, without asking home', async () => {
    const [one, other] = [filled(), createHome()];
    await (await warm(open(one))).read(key, now);

    const entry = await (await warm(open(other))).read(key, now + 1_000);

    expect(entry).toEqual(right);
    expect(one.reads()).toBe(2);
    expect(other.reads()).toBe(1);
  });

  it('gives what was written last, also where an older reader comes late', async () => {
    const writer = await warm(open(createHome()));
    await writer.note(key, right, now);
    const slow = createHome({ [`${key.domain} ${key.name}`]: makeEntry({ companyName: 'Old' }) });
    await (await warm(open(slow))).read(key, now, { atHome: true });

    expect(await (await warm(open(createHome()))).read(key, now)).toEqual(right);
  });

  it('forgets a domain, and what a slow reader brings back of it', async () => {
    const cache = await warm(open(filled()));
    await cache.read(key, now);

    expect(await cache.drop(key.domain, now + 10)).toBe(true);
    await (await warm(open(filled()))).read(key, now + 5);

    expect(await (await warm(open(createHome()))).read(key, now + 20)).toBeNull();
    expect(await redis.client.hkeys(hash)).toEqual(['#dropped']);
  });

  it('believes itself for a quarter of an hour, and then asks home', async () => {
    await (await warm(open(filled()))).read(key, now);

    expect(await (await warm(open(createHome()))).read(key, now + longestInRedis)).toEqual(right);
    expect(await (await warm(open(createHome()))).read(key, now + longestInRedis + 1)).toBeNull();
    expect(await redis.client.pttl(hash)).toBeLessThanOrEqual(longestInRedis);
  });

  it('does not give what is no longer kept', async () => {
    const short = { ...right, lifetime: { ...right.lifetime, keptUntil: now / 1000 + 60 } };
    await (await warm(open(createHome({ [`${key.domain} ${key.name}`]: short })))).read(key, now);

    expect(await (await warm(open(createHome()))).read(key, now + 60_000)).toBeNull();
  });

  const sealed = (of = key, value: unknown = { companyName: 'Wrong' }) =>
    sealEntry(of, { entry: makeEntry(value), seenAt: now });
  const put = async (bytes: Buffer) => void (await redis.client.hset(hash, key.name, bytes));
  const spoilt: readonly (readonly [string, () => Promise<void>])[] = [
    ['a value of another type', async () => void (await redis.client.set(hash, 'text'))],
    ['nothing in the field', () => put(Buffer.alloc(0))],
    ['no envelope', () => put(Buffer.from('{"companyName":"Wrong"}'))],
    ['another envelope', () => put(Buffer.from('{"format":99}\n{}'))],
    ['a cut value', async () => put((await sealed()).subarray(0, -5))],
    ['a value with something behind it', async () => put(Buffer.concat([await sealed(), Buffer.from('x')]))],
    ["another domain's value", async () => put(await sealed({ ...key, domain: 'other.com' }))],
    ["another key's value", async () => put(await sealed({ ...key, name: 'ANSWER#4567' }))],
    ['an older schema', async () => put(replace(await sealed(), '"schemaVersion":"1"', '"schemaVersion":"0"'))],
    ['a longer life than was given', async () => put(replace(await sealed(), '"keptUntil":1', '"keptUntil":9'))],
    ['a value from a clock far ahead', async () => put(await sealEntry(key, { entry: right, seenAt: now * 2 }))],
  ];

  it.each(spoilt)('gives what home has where there is %s', async (_what, spoil) => {
    const home = filled();
    const cache = await warm(open(home));
    await spoil();

    expect(await cache.read(key, now)).toEqual(right);
  });

  it('goes on where Redis is full', async () => {
    const cache = await warm(open(filled()));
    await redis.client.config('SET', 'maxmemory', '1');

    const entry = await cache.read(key, now);

    await redis.client.config('SET', 'maxmemory', '0');
    expect(entry).toEqual(right);
    expect(await redis.client.exists(hash)).toBe(0);
  });

  it('waits some tens of ms for one that hangs, and after three calls not at all', async () => {
    const home = filled();
    const cache = await warm(open(home));
    redis.sleep();

    const startedAt = performance.now();
    for (let call = 0; call < 20; call += 1) await cache.read(key, now + call, { atHome: call % 2 === 0 });
    const ms = performance.now() - startedAt;

    redis.wake();
    expect(ms).toBeLessThan(1_000);
    expect(await cache.drop(key.domain, now + 20)).toBe(false);
    await vi.waitFor(async () => expect(await cache.drop(key.domain, now + 60_000)).toBe(true));
  });

  it.each([
    ['that is not there', () => 'redis://127.0.0.1:1'],
    ['that refuses the password', () => redis.url.replace('open-sesame', 'guess')],
    ['whose address is none', () => 'acme.com'],
    ['whose port is none', () => 'redis://127.0.0.1:6379/none'],
  ])('works without a Redis %s', async (_what, url) => {
    const cache = open(filled(), url());

    expect(await cache.read(key, now)).toEqual(right);
    expect(await cache.read(key, now)).toEqual(right);
  });

  it('connects again when the connection was lost', async () => {
    const cache = await warm(open(filled()));
    await redis.client.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');

    await warm(cache);
    await cache.note(key, right, now);

    expect(await redis.client.hexists(hash, key.name)).toBe(1);
  });

  it('takes host, port and password where no URL is given', async () => {
    const { port } = new URL(redis.url);
    const environment = {
      REDIS_HOST: '127.0.0.1',
      REDIS_PORT: port,
      REDIS_TLS: 'false',
      REDIS_PASSWORD: 'open-sesame',
    };
    const cache = await warm(openCache(filled().home, environment));

    await cache.note(key, right, now);

    expect(await redis.client.hexists(hash, key.name)).toBe(1);
  });
});

function replace(bytes: Buffer, from: string, to: string): Buffer {
  return Buffer.from(bytes.toString('latin1').replace(from, to), 'latin1');
}
