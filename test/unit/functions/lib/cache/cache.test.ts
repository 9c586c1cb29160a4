import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Cache, createCache } from '../../../../../functions/lib/cache/cache.ts';
import type { HeldEntry, QuickLevel } from '../../../../../functions/lib/cache/levels/entry.ts';
import { openEntry, sealEntry } from '../../../../../functions/lib/cache/levels/envelope.ts';
import { createMemoryLevel, longestInMemory } from '../../../../../functions/lib/cache/levels/memory-level.ts';
import { readRedisAddress } from '../../../../../functions/lib/cache/levels/redis-client.ts';
import { TransientError } from '../../../../../functions/lib/errors.ts';
import { createHome, key, makeEntry, now } from './entries.ts';

beforeEach(() => {
  vi.spyOn(console, 'warn').mockReturnValue();
  return () => vi.restoreAllMocks();
});
afterEach(() => vi.useRealTimers());

const entry = makeEntry({ companyName: 'Acme' });
const filled = () => createHome({ [`${key.domain} ${key.name}`]: entry });
const failing = (fail: () => Promise<never>): QuickLevel => ({
  name: 'failing',
  read: fail,
  fill: fail,
  replace: fail,
  drop: fail,
});
const down = () => Promise.reject(new Error('down'));

describe('the cache', () => {
  it('reads home once for all who ask at a time, and for those who ask within 5 s', async () => {
    const home = filled();
    const cache = createCache([createMemoryLevel()], home.home);

    await Promise.all(Array.from({ length: 10 }, () => cache.read(key, now)));
    await cache.read(key, now + longestInMemory);
    expect(home.reads()).toBe(1);

    await cache.read(key, now + longestInMemory + 1);
    expect(home.reads()).toBe(2);
  });

  it('gives what was just noted, and nothing of a domain that was dropped', async () => {
    const home = createHome();
    const cache = createCache([createMemoryLevel()], home.home);
    await cache.note(key, entry, now);
    await cache.note({ domain: 'acme.com.au', name: key.name }, entry, now);

    expect(await cache.read(key, now)).toEqual(entry);
    expect(await cache.drop('acme.com', now)).toBe(true);

    expect(await cache.read(key, now)).toBeNull();
    expect(await cache.read({ domain: 'acme.com.au', name: key.name }, now)).toEqual(entry);
  });

  it('does not remember that there was nothing', async () => {
    const home = createHome();
    const cache = createCache([createMemoryLevel()], home.home);
    await cache.read(key, now);
    home.put(key, entry);

    expect(await cache.read(key, now)).toEqual(entry);
  });

  it('asks home where that is wanted, and believes it', async () => {
    const home = filled();
    const cache = createCache([createMemoryLevel()], home.home);
    await cache.read(key, now);
    const newer = makeEntry({ companyName: 'Acme Group' }, 2);
    home.put(key, newer);

    expect(await cache.read(key, now + 1, { atHome: true })).toEqual(newer);
    expect(await cache.read(key, now + 2)).toEqual(newer);
  });

  it('says that home does not answer, and serves what a level in front has all the same', async () => {
    const unavailable = new TransientError('storage.unavailable', 'The table did not answer.');
    const cache = createCache([createMemoryLevel()], { read: () => Promise.reject(unavailable) });

    await expect(cache.read(key, now)).rejects.toBe(unavailable);
    await cache.note(key, entry, now);
    expect(await cache.read(key, now)).toEqual(entry);
  });

  it.each([
    ['is down', down],
    [
      'throws at once',
      () => {
        throw new Error('broken');
      },
    ],
    ['never answers', () => new Promise<never>(() => undefined)],
  ])('passes over a level that %s, and leaves it alone after three failures', async (_what, fail) => {
    vi.useFakeTimers();
    const call = vi.fn(fail);
    const cache = createCache([failing(call)], filled().home);
    const read = async (at: number) => {
      const reading = cache.read(key, at);
      await vi.advanceTimersByTimeAsync(200);
      return reading;
    };

    for (let round = 0; round < 6; round += 1) expect(await read(now)).toEqual(entry);
    expect(call).toHaveBeenCalledTimes(3);

    await read(now + 1_001);
    expect(call).toHaveBeenCalledTimes(4);
    await read(now + 1_900);
    expect(call).toHaveBeenCalledTimes(4);
  });

  it('comes back to a level that is well again', async () => {
    let isDown = true;
    const memory = createMemoryLevel();
    const read = vi.fn((...call: Parameters<QuickLevel['read']>) => (isDown ? down() : memory.read(...call)));
    const cache: Cache = createCache(
      [{ ...memory, read, fill: () => (isDown ? down() : Promise.resolve()) }],
      filled().home,
    );
    for (let round = 0; round < 5; round += 1) await cache.read(key, now);
    isDown = false;

    await cache.read(key, now + 1_500);
    await cache.read(key, now + 1_501);

    expect(read).toHaveBeenCalledTimes(4);
    expect(await cache.drop(key.domain, now + 1_502)).toBe(true);
  });
});

describe('the level in memory', () => {
  const hold = (value: unknown, seenAt = now): HeldEntry => ({ entry: makeEntry(value), seenAt });
  const named = (name: string) => ({ ...key, name });

  it('lets the one go that was used longest ago, and does not take what is too large', async () => {
    const memory = createMemoryLevel(30);
    await memory.fill(named('a'), hold('0123456789'), now);
    await memory.fill(named('b'), hold('0123456789'), now);
    await memory.read(named('a'), now);
    await memory.fill(named('c'), hold('0123456789'), now);
    await memory.fill(named('d'), hold('x'.repeat(30)), now);

    const kept = await Promise.all(['a', 'b', 'c', 'd'].map((name) => memory.read(named(name), now)));

    expect(kept.map((held) => held !== null)).toEqual([true, false, true, false]);
  });

  it('does not take what is older than what it has, or than it may hold', async () => {
    const memory = createMemoryLevel();
    await memory.replace(key, hold('new'), now);
    await memory.fill(key, hold('old', now - 1_000), now);
    await memory.fill(named('b'), hold('older', now - 5_001), now);

    expect((await memory.read(key, now))?.entry.value).toBe('new');
    expect(await memory.read(named('b'), now)).toBeNull();
  });

  it('does not live longer when the clock goes back', async () => {
    const memory = createMemoryLevel();
    await memory.replace(key, hold('x'), now);

    expect(await memory.read(key, now - 60_000)).toBeNull();
  });
});

describe('the envelope', () => {
  it('gives what was put into it, to its own key only', async () => {
    const name = fc.string({ minLength: 1, maxLength: 40 });
    const keys = fc.record({ domain: fc.domain(), name });

    await fc.assert(
      fc.asyncProperty(keys, keys, fc.jsonValue(), fc.nat(), async (own, other, value, at) => {
        const held = { entry: makeEntry(JSON.parse(JSON.stringify(value))), seenAt: at };
        const sealed = await sealEntry(own, held);

        expect(await openEntry(own, sealed)).toEqual(held);
        const isOwn = own.domain === other.domain && own.name === other.name;
        expect((await openEntry(other, sealed)) === null).toBe(!isOwn);
      }),
      { numRuns: 50 },
    );
  });

  it('does not open where a byte was changed or is missing', async () => {
    const sealed = await sealEntry(key, { entry, seenAt: now });

    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const changed = Buffer.from(sealed);
        changed[at] = (changed[at] ?? 0) ^ by;

        expect(await openEntry(key, changed)).toBeNull();
        expect(await openEntry(key, sealed.subarray(0, at))).toBeNull();
      }),
    );
  });
});

describe('the address of Redis', () => {
  it.each([
    ['redis://cache.example', { host: 'cache.example', port: 6379, tls: false, database: 0 }],
    [
      'rediss://u:p%40ss@cache.example:7000/2',
      { host: 'cache.example', port: 7000, username: 'u', password: 'p@ss', tls: true, database: 2 },
    ],
    ['redis://[::1]:1', { host: '::1', port: 1, tls: false, database: 0 }],
  ])('is read from %s', (url, address) => {
    expect(readRedisAddress({ REDIS_URL: url })).toEqual(address);
  });

  it('may be given in parts, over TLS where nothing is said', () => {
    expect(readRedisAddress({ REDIS_HOST: 'h' })).toEqual({ host: 'h', port: 6379, tls: true, database: 0 });
    expect(readRedisAddress({ REDIS_HOST: 'h', REDIS_USERNAME: 'u', REDIS_TLS: 'false' })).toMatchObject({
      username: 'u',
      tls: false,
    });
  });

  it.each([
    { REDIS_URL: 'https://cache.example' },
    { REDIS_URL: 'redis://h/first' },
    { REDIS_HOST: 'h', REDIS_PORT: '70000' },
    {},
  ])('is refused: %o', (environment) => {
    expect(() => readRedisAddress(environment)).toThrow(/REDIS/);
  });
});
