import type { EntryKey, HeldEntry, QuickLevel } from './entry.ts';
import { openEntry, sealEntry } from './envelope.ts';
import type { RedisClient } from './redis-client.ts';

/** What is here is read at home again after this time, in ms: it bounds what an invalidation that was lost can do. */
export const longestInRedis = 15 * 60_000;
/** Clocks of functions differ: what was read so shortly after a domain was dropped is not believed, in ms. */
const clockMargin = 1_000;
const droppedField = '#dropped';

/**
 * Makes the level in Redis or Valkey. All entries of a domain are fields of one hash, so that one read gets
 * an entry and whether the domain was dropped, and one deletion gets them all.
 */
export function createRedisLevel(connect: () => Promise<RedisClient>): QuickLevel {
  const put = async (command: 'hset' | 'hsetnx', key: EntryKey, held: HeldEntry) => {
    const [client, sealed] = await Promise.all([connect(), sealEntry(key, held)]);
    const hash = hashKey(key.domain);
    const outcome = await client.multi()[command](hash, key.name, sealed).pexpire(hash, longestInRedis).exec();
    for (const [error] of outcome ?? []) if (error !== null) throw error;
  };
  return {
    name: 'redis',
    read: async (key, now) => {
      const client = await connect();
      const [sealed, dropped] = await client.hmgetBuffer(hashKey(key.domain), key.name, droppedField);
      if (sealed == null) return null;
      const held = await openEntry(key, sealed).catch(() => null);
      if (held !== null && isBelieved(held, dropped ?? null, now)) return held;
      await client.hdel(hashKey(key.domain), key.name);
      return null;
    },
    // What stands there was put by who wrote it at home, and is the newer one.
    fill: (key, held) => put('hsetnx', key, held),
    replace: (key, held) => put('hset', key, held),
    drop: async (domain, now) => {
      const hash = hashKey(domain);
      const client = await connect();
      const marker = String(now + clockMargin);
      const outcome = await client
        .multi()
        .del(hash)
        .hset(hash, droppedField, marker)
        .pexpire(hash, longestInRedis + clockMargin)
        .exec();
      for (const [error] of outcome ?? []) if (error !== null) throw error;
    },
  };
}

function isBelieved({ seenAt }: HeldEntry, dropped: Buffer | null, now: number): boolean {
  const isDropped = dropped !== null && seenAt <= Number(dropped.toString('utf8'));
  return !isDropped && Math.abs(now - seenAt) <= longestInRedis;
}

/** Where a domain's entries are. */
export function hashKey(domain: string): string {
  return `sales-intelligence:company:${domain}`;
}
