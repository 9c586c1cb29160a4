import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AnswerView, StatusView } from '../../../../client/index.ts';
import { enrich, exitCodes } from '../../../../local/enrich/enrich.ts';
import { exampleAnswer } from '../../functions/examples.ts';
import { type ApiAnswer, startApi } from './api.ts';

let stdout: string;
let stderr: string;
let stops: number;
let api: Awaited<ReturnType<typeof startApi>> | null;

beforeEach(() => {
  [stdout, stderr, stops, api] = ['', '', 0, null];
});
afterEach(() => api?.close());

const view: AnswerView = {
  ...exampleAnswer,
  companyIntelligence: exampleAnswer.companyIntelligence as AnswerView['companyIntelligence'],
  metadata: {
    ...exampleAnswer.metadata,
    requestId: 'req_1',
    fromCache: false,
    freshness: { state: 'fresh', ageSeconds: 0, refreshAfter: null },
  },
};
const partial = { ...view, metadata: { ...view.metadata, status: 'partial' as const } };
const unresolved = {
  ...view,
  companyIntelligence: null,
  resolution: { outcome: 'parked' as const, candidates: [], reasons: ['It is for sale.'] },
};
const start = 'POST /company/acme.example/vendor-context';
const poll = 'GET /analysis/status/req_1';
const accepted: ApiAnswer = { status: 202, body: { requestId: 'req_1' } };
const processing: Partial<StatusView> = {
  requestId: 'req_1',
  status: 'processing',
  progress: 20,
  stages: [{ name: 'discovery', state: 'running', detail: 'ValidateDomain' }],
  sources: [],
};
const ended = (data: AnswerView): ApiAnswer => ({
  body: {
    ...processing,
    status: 'completed',
    progress: 100,
    stages: [{ name: 'discovery', state: 'completed' }],
    data,
  },
});

async function run(argv: readonly string[], answers: Record<string, readonly ApiAnswer[]>): Promise<number> {
  const opened = await startApi(answers);
  api = opened;
  return enrich(argv, {
    stdout: { write: (text) => (stdout += text), columns: 100 },
    stderr: { write: (text) => (stderr += text) },
    connect: async () => ({
      url: opened.url,
      apiKey: 'dev-key',
      stop: async () => {
        stops += 1;
      },
    }),
  });
}

describe('enrich', () => {
  it('asks for customer intelligence where a vendor is named', async () => {
    const code = await run(['acme.example', '--vendor', 'globex.example', '--intent', 'renewal'], {
      'POST /company/acme.example/customer-intelligence': [accepted],
      [poll]: [ended(view)],
    });

    expect(code).toBe(exitCodes.completed);
    expect(api?.requests[0]?.body).toEqual({ userRole: 'AE', intent: 'renewal', vendorDomain: 'globex.example' });
  });

  it('starts with role and intent, shows progress, prints the brief and stops the stack', async () => {
    const code = await run(['acme.example', '--role', 'SE', '--intent', 'renewal', '--refresh'], {
      [start]: [accepted],
      [poll]: [{ body: processing }, ended(view)],
    });

    expect(code).toBe(exitCodes.completed);
    expect(api?.requests[0]).toEqual({
      route: start,
      apiKey: 'dev-key',
      body: { userRole: 'SE', intent: 'renewal', refresh: true },
    });
    expect(stderr).toContain('▸ discovery');
    expect(stdout).toContain('Acme Robotics Inc. · acme.example');
    expect(stops).toBe(1);
  });

  it('prints a kept answer at once', async () => {
    const code = await run(['acme.example'], { [start]: [{ body: view }] });

    expect(code).toBe(exitCodes.completed);
    expect(api?.requests).toHaveLength(1);
  });

  it('prints only the JSON with --json', async () => {
    await run(['acme.example', '--json'], { [start]: [accepted], [poll]: [ended(view)] });

    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(view)));
  });

  it.each([
    ['partial', partial, exitCodes.partial],
    ['not resolved', unresolved, exitCodes.notResolved],
  ])('tells by its exit code what is %s', async (_, data, expected) => {
    const code = await run(['acme.example'], { [start]: [accepted], [poll]: [ended(data)] });

    expect(code).toBe(expected);
  });

  it('tells why an enrichment failed, and where to look', async () => {
    const failed = {
      ...processing,
      status: 'failed',
      error: { code: 'enrichment.timed_out', message: 'The enrichment ran out of time.', retryable: true },
      executionUrl: 'https://console.example/execution',
    };

    const code = await run(['acme.example', '--json'], { [start]: [accepted], [poll]: [{ body: failed }] });

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toContain(
      'The enrichment ran out of time. (enrichment.timed_out)\nhttps://console.example/execution',
    );
    expect(JSON.parse(stdout).status).toBe('failed');
  });

  it('tells that it failed when nothing says why', async () => {
    const code = await run(['acme.example'], {
      [start]: [accepted],
      [poll]: [{ body: { ...processing, status: 'failed' } }],
    });

    expect([code, stderr]).toEqual([exitCodes.failed, expect.stringContaining('The enrichment failed.')]);
  });

  it('names the field that the API refused', async () => {
    const problem = { detail: 'Not valid: userRole.', details: [{ field: 'userRole', message: 'must be AE' }] };

    const code = await run(['acme.example', '--role', 'boss'], { [start]: [{ status: 422, body: problem }] });

    expect(code).toBe(exitCodes.badInput);
    expect(stderr).toBe('Not valid: userRole.\n  userRole: must be AE\n');
    expect(stops).toBe(1);
  });

  it.each([401, 500])('calls an answer of %i a failure, not bad input', async (status) => {
    const code = await run(['acme.example'], { [start]: [{ status, body: { detail: 'No.' } }] });

    expect(code).toBe(exitCodes.failed);
  });

  it.each([
    [[], 'Name the domain'],
    [['a.example', 'b.example'], 'One company at a time: what is "b.example"?'],
    [['a.example', '--colour'], "Unknown option '--colour'"],
    [['a.example', '--live', '--pages', 'here'], 'Either --live or --pages'],
  ])('explains what is wrong with %j', async (argv, message) => {
    const code = await run(argv, {});

    expect(code).toBe(exitCodes.badInput);
    expect(stderr).toContain(message);
    expect(stderr).toContain('--help');
    expect(api?.requests).toEqual([]);
  });

  it('documents its options and exit codes', async () => {
    const code = await run(['--help'], {});

    expect(code).toBe(exitCodes.completed);
    for (const word of [
      '--role',
      '--intent',
      '--json',
      '--pages',
      '--live',
      '--refresh',
      'Exit codes: 0',
      '3 completed',
    ]) {
      expect(stdout).toContain(word);
    }
  });

  it.each([
    [new Error('Port 3000 is taken.'), 'Port 3000 is taken.\n'],
    ['odd', 'The enrichment failed.\n'],
  ])('says so when no stack can be had', async (reason, message) => {
    const code = await enrich(['acme.example'], {
      stdout: { write: () => true },
      stderr: { write: (text) => (stderr += text) },
      connect: () => Promise.reject(reason),
    });

    expect([code, stderr]).toEqual([exitCodes.failed, message]);
  });
});
