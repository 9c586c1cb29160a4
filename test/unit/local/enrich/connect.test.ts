import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunningStack } from '../../../../local/dev/stack-file.ts';
import type { EnrichArguments } from '../../../../local/enrich/arguments.ts';
import { connectStack } from '../../../../local/enrich/connect.ts';
import type { StackOptions } from '../../../../local/stack.ts';
import { startApi } from './api.ts';

let started: StackOptions[];
let closed: number;
let said: string[];
let api: Awaited<ReturnType<typeof startApi>> | null;

beforeEach(() => {
  [started, closed, said, api] = [[], 0, [], null];
});
afterEach(() => api?.close());

const options: EnrichArguments = {
  domain: 'acme.example',
  role: 'AE',
  intent: null,
  vendor: null,
  json: false,
  refresh: false,
  live: false,
  engines: [],
  pages: null,
};
const finder = (running: RunningStack | null) => ({
  readRunning: () => running,
  say: (line: string) => {
    said.push(line);
  },
  start: async (wanted: StackOptions) => {
    started.push(wanted);
    return {
      url: 'http://own.example',
      apiKey: 'own-key',
      close: async () => {
        closed += 1;
      },
    };
  },
});
async function runningStack(health: number): Promise<RunningStack> {
  api = await startApi({ 'GET /health': [{ status: health }] });
  return { url: `${api.url}/`, apiKey: 'running-key', pid: 1, endpoints: {}, outputs: {} };
}

describe('connectStack', () => {
  it.each([200, 503])('uses the running stack that answers %i, and leaves it running', async (health) => {
    const running = await runningStack(health);

    const stack = await connectStack(options, finder(running));
    await stack.stop();

    expect(stack).toMatchObject({ url: running.url, apiKey: 'running-key' });
    expect([started, closed]).toEqual([[], 0]);
    expect(said).toEqual([`Using the stack that runs at ${running.url}, which sees a web of its own.`]);
  });

  it('says which web the running stack sees', async () => {
    const running = await runningStack(200);

    await connectStack(options, finder({ ...running, web: 'the saved pages of eval' }));

    expect(said[0]).toContain('which sees the saved pages of eval.');
  });

  it('starts one where none runs, and stops it again', async () => {
    const stack = await connectStack(options, finder(null));
    await stack.stop();

    expect(stack).toMatchObject({ url: 'http://own.example', apiKey: 'own-key' });
    expect(started).toEqual([{ port: 0, pagesDir: undefined, live: false, engines: [] }]);
    expect(closed).toBe(1);
  });

  it('starts one where the running one is broken or gone', async () => {
    await connectStack(options, finder(await runningStack(500)));
    api?.close();
    await connectStack(options, finder({ url: 'http://127.0.0.1:9', apiKey: 'k', pid: 1, endpoints: {}, outputs: {} }));

    expect(started).toHaveLength(2);
  });

  it.each([
    [{ pages: 'saved' }, { pagesDir: 'saved', live: false }],
    [{ live: true }, { pagesDir: undefined, live: true }],
    [{ engines: ['openai'] as const }, { pagesDir: undefined, live: false, engines: ['openai'] }],
  ])('starts one of its own for %j', async (facts, wanted) => {
    const running = await runningStack(200);

    await connectStack({ ...options, ...facts }, finder(running));

    expect(started).toEqual([{ port: 0, engines: [], ...wanted }]);
  });
});
