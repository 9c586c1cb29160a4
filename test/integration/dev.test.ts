import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readRunningStack } from '../../local/dev/stack-file.ts';

const root = join(import.meta.dirname, '..', '..');
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** Runs `npm run dev` without npm. */
function run(...options: string[]) {
  const child = spawn(process.execPath, [join(root, 'local', 'dev.ts'), ...options], { cwd: root });
  children.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  return {
    pid: child.pid,
    output: () => output,
    /** Waits for the greeting. */
    greeting: async () => {
      await expect.poll(() => output, { timeout: 30_000 }).toContain('Ctrl-C stops it');
      return output;
    },
    stop: async (signal: NodeJS.Signals) => {
      const closing = once(child, 'close');
      child.kill(signal);
      const [code] = await closing;
      return code as number;
    },
    exit: async () => {
      const [code] = await once(child, 'close');
      return code as number;
    },
  };
}

describe('npm run dev', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('prints calls that work, and ends cleanly with %s', async (signal) => {
    const dev = run('--port', '0', '--as-built');
    const greeting = await dev.greeting();
    const calls = greeting.split('\n').filter((line) => line.includes('curl'));

    const shell = spawn('bash', ['-c', calls.join('\n')]);
    let pasted = '';
    shell.stdout.on('data', (chunk: Buffer) => {
      pasted += chunk.toString();
    });
    await once(shell, 'close');
    const found = readRunningStack(root);
    const code = await dev.stop(signal);

    expect(calls).toHaveLength(4);
    expect(pasted).toContain('"companies":[');
    expect(pasted).toMatch(/"status":"(?:processing|completed)"/);
    expect(found).not.toBeNull();
    expect(code).toBe(0);
    expect(readRunningStack(root)?.pid).not.toBe(dev.pid);
  });

  it('says that a port is taken', async () => {
    const first = run('--port', '0', '--as-built');
    const port = /answers at http:\/\/127\.0\.0\.1:(\d+)/.exec(await first.greeting())?.[1] ?? '';

    const second = run('--port', port, '--as-built');
    const code = await second.exit();

    expect(code).toBe(3);
    expect(second.output()).toBe(
      `Port ${port} is taken. Stop what listens there, or choose another one with --port.\n`,
    );
  });

  it.each([
    [['--as-built', '--pages', '/nope'], 2, /\/nope\/pages\.jsonl cannot be read/],
    [['--nope'], 2, /--nope.*See npm run dev -- --help/s],
    [['--port', 'high'], 2, /--port takes a number/],
    [['--help'], 0, /--pages DIR/],
  ])('%j is answered at once', async (options, expected, message) => {
    const dev = run(...options);

    const code = await dev.exit();

    expect(code).toBe(expected);
    expect(dev.output()).toMatch(message);
  });
});
