import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'iovalkey';

/** A Redis or Valkey of this test alone. */
export interface TestRedis {
  readonly url: string;
  /** For looking into it and spoiling what is there. */
  readonly client: Redis;
  /** Takes the server's time away, as one that hangs; lasts until `wake`. */
  sleep(): void;
  wake(): void;
  stop(): Promise<void>;
}

const binaries = ['valkey-server', 'redis-server'];

/** The server's program, null where there is none: tests that need it then say so, and fail where CI requires it. */
export function findRedisServer(): string | null {
  const found = binaries.find((name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0);
  if (found !== undefined) return found;
  const message = `None of ${binaries.join(', ')} is installed (Debian: apt-get install redis-server); its tests do not run.`;
  if (process.env.REQUIRE_REDIS === 'true') throw new Error(message);
  console.warn(message);
  return null;
}

/** Starts a server on loopback that asks for a password and keeps nothing. */
export async function startRedis(program: string): Promise<TestRedis> {
  const [port, folder] = [await findFreePort(), await mkdtemp(join(tmpdir(), 'redis-'))];
  const settings = { port, bind: '127.0.0.1', dir: folder, save: '', appendonly: 'no', requirepass: 'open-sesame' };
  const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const server = spawn(program, flags, { stdio: 'ignore' });
  const url = `redis://:open-sesame@127.0.0.1:${port}`;
  const client = new Redis(url, { retryStrategy: () => 20 });
  client.on('error', () => undefined);
  await client.ping();
  return {
    url,
    client,
    sleep: () => server.kill('SIGSTOP'),
    wake: () => server.kill('SIGCONT'),
    stop: async () => {
      client.disconnect();
      await end(server);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGCONT');
  server.kill('SIGKILL');
  await Promise.race([ended, pause(5_000)]);
}

async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
