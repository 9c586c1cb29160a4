import { type Cache, createCache } from './cache.ts';
import type { Home, QuickLevel } from './levels/entry.ts';
import { createMemoryLevel } from './levels/memory-level.ts';

/**
 * Opens the cache that stands before a home: this function's memory, then Redis or Valkey where `REDIS_URL` or
 * `REDIS_HOST` names one (see `readRedisAddress`). Its client is loaded and connected when it is first used.
 */
export function openCache(home: Home, environment: NodeJS.ProcessEnv = process.env): Cache {
  const { REDIS_URL: url, REDIS_HOST: host } = environment;
  const memory = createMemoryLevel();
  return createCache(url || host ? [memory, createLateRedis(environment)] : [memory], home);
}

/** Most functions have no Redis, and none needs its client to start. */
function createLateRedis(environment: NodeJS.ProcessEnv): QuickLevel {
  let opened: Promise<QuickLevel> | null = null;
  const open = () => {
    opened ??= import('./levels/open-redis.ts').then(({ openRedisLevel }) => openRedisLevel(environment));
    return opened;
  };
  return {
    name: 'redis',
    read: async (...call) => (await open()).read(...call),
    fill: async (...call) => (await open()).fill(...call),
    replace: async (...call) => (await open()).replace(...call),
    drop: async (...call) => (await open()).drop(...call),
  };
}
