import type { QuickLevel } from './entry.ts';
import { createConnector, readRedisAddress } from './redis-client.ts';
import { createRedisLevel } from './redis-level.ts';

/** Opens the level in Redis that the environment names. Throws IntelligenceError `internal` for an address that is none. */
export function openRedisLevel(environment: NodeJS.ProcessEnv): QuickLevel {
  return createRedisLevel(createConnector(readRedisAddress(environment)).connect);
}
