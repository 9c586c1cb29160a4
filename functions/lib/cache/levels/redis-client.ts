import type { Redis } from 'iovalkey';
import { IntelligenceError } from '../../errors.ts';

export type RedisClient = Pick<Redis, 'hmgetBuffer' | 'hdel' | 'multi'>;

/** In ms. A function that was frozen finds its connection dead, and must learn so fast. */
const connectMs = 300;

/** Where the server is and how to get in. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  readonly username?: string;
  readonly password?: string;
  readonly tls: boolean;
  readonly database: number;
}

/**
 * Reads `REDIS_URL` (`redis://` or, over TLS, `rediss://`, with `user:password@` and `/database`), else `REDIS_HOST`
 * with `REDIS_PORT` (6379), `REDIS_TLS` (true), `REDIS_USERNAME` and `REDIS_PASSWORD`. Throws
 * IntelligenceError `internal` for an address that is none, or where there is none.
 */
export function readRedisAddress(environment: NodeJS.ProcessEnv): RedisAddress {
  const { REDIS_URL: text, REDIS_HOST: host } = environment;
  if (text) return parseAddress(text);
  if (!host) throw new IntelligenceError('internal', 'Neither REDIS_URL nor REDIS_HOST is set.');
  return {
    host,
    port: parsePort(environment.REDIS_PORT ?? ''),
    ...credentials(environment.REDIS_USERNAME, environment.REDIS_PASSWORD),
    tls: environment.REDIS_TLS !== 'false',
    database: 0,
  };
}

function parseAddress(text: string): RedisAddress {
  const url = URL.parse(text);
  const database = Number(url?.pathname.replace(/^\//, '') || 0);
  const isRedis = url?.protocol === 'redis:' || url?.protocol === 'rediss:';
  if (url === null || !isRedis || url.hostname === '' || !Number.isInteger(database)) {
    throw new IntelligenceError('internal', 'REDIS_URL is no redis:// or rediss:// address.');
  }
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: parsePort(url.port),
    ...credentials(decodeURIComponent(url.username), decodeURIComponent(url.password)),
    tls: url.protocol === 'rediss:',
    database,
  };
}

function parsePort(text: string): number {
  const port = text === '' ? 6379 : Number(text);
  if (Number.isInteger(port) && port > 0 && port <= 65_535) return port;
  throw new IntelligenceError('internal', 'REDIS_PORT is no port.');
}

function credentials(username: string | undefined, password: string | undefined) {
  return { ...(username ? { username } : {}), ...(password ? { password } : {}) };
}

/**
 * Gives what connects when it is first called, and again after a connection was lost; the client is loaded
 * only then. Commands are never queued, so that who waits learns at once that the server is away.
 */
export function createConnector(address: RedisAddress): {
  connect(): Promise<RedisClient>;
  close(): void;
} {
  let client: Redis | null = null;
  let opening: Promise<Redis> | null = null;
  const open = async () => {
    const { Redis } = await import('iovalkey');
    const opened = new Redis({
      host: address.host,
      port: address.port,
      db: address.database,
      ...credentials(address.username, address.password),
      ...(address.tls ? { tls: {} } : {}),
      lazyConnect: true,
      enableOfflineQueue: false,
      enableReadyCheck: false,
      maxRetriesPerRequest: 0,
      connectTimeout: connectMs,
      retryStrategy: () => null,
    });
    // What happens on the connection is seen by the command that waits; without a listener it would end the process.
    opened.on('error', () => undefined);
    opened.once('end', () => {
      if (client === opened) client = null;
    });
    await opened.connect();
    client = opened;
    return opened;
  };
  return {
    connect: async () => {
      if (client !== null) return client;
      opening ??= open().finally(() => {
        opening = null;
      });
      return opening;
    },
    close: () => client?.disconnect(),
  };
}
