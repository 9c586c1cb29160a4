import { GetExecutionHistoryCommand, SFNClient } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler } from '../../../../functions/api/status-check.ts';
import { lifetimeOf } from '../../../../functions/lib/cache/freshness.ts';
import { keepAnswer } from '../../../../functions/lib/cache/keep-answer.ts';
import { endEnrichment } from '../../../../functions/lib/enrichment/end.ts';
import { createIdentifier } from '../../../../functions/lib/enrichment/identifier.ts';
import { keepRequest } from '../../../../functions/lib/enrichment/request.ts';
import { openStatus } from '../../../../functions/lib/enrichment/status.ts';
import { updateRow } from '../../../../functions/lib/enrichment/table.ts';
import { exampleAnswer } from '../examples.ts';
import {
  entered,
  execution,
  executionFailed,
  exited,
  sourceResult,
  writeHistory,
} from '../lib/enrichment/history/events.ts';
import { openTestTable, testStart } from '../table.ts';
import { callEndpoint, type TestCall } from './call.ts';

const stepFunctions = mockClient(SFNClient);
let table: { close(): Promise<void> };
let count = 0;
let requestId = '';
let executionName = '';
let key = '';

beforeAll(async () => {
  table = await openTestTable();
});
afterAll(async () => {
  await table.close();
});
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: testStart });
  vi.spyOn(console, 'info').mockReturnValue();
  count += 1;
  executionName = `execution-${count}`;
  key = `key-${count}`;
  requestId = `req_${createIdentifier(testStart)}`;
  stepFunctions.reset();
  stepFunctions.on(GetExecutionHistoryCommand).resolves({ events: underWay });
  await openStatus({ executionName, stateMachineArn: machine, key, domain: 'acme.com' }, testStart);
  await keepRequest(
    {
      requestId,
      clientId: 'client-1',
      executionName,
      key,
      domain: 'acme.com',
      kind: 'vendor-context',
      depth: 'standard',
      minConfidence: null,
      fromCache: false,
    },
    testStart,
  );
  return () => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  };
});

const machine = 'arn:aws:states:eu-west-1:000000000000:stateMachine:company-enrichment';
const underWay = writeHistory(
  execution('Started'),
  entered('Parallel', 'DiscoverCompany'),
  exited('Parallel', 'DiscoverCompany'),
  entered('Parallel', 'AggregateSources'),
  { type: 'MapStateStarted', mapStateStartedEventDetails: { length: 4 } },
  entered('Task', 'ScrapePage'),
  exited('Task', 'ScrapePage', sourceResult('about')),
  { type: 'MapIterationSucceeded' },
  entered('Task', 'ScrapePage'),
);
const ask = (call: TestCall = {}) => callEndpoint(handler, { parameters: { requestId }, ...call });
const setStatus = (set: Parameters<typeof updateRow>[1]['set']) =>
  updateRow({ pk: `EXECUTION#${executionName}`, sk: 'STATUS' }, { set });
async function complete(answer = exampleAnswer): Promise<void> {
  const lifetime = lifetimeOf('ready', Date.now());
  await keepAnswer({ domain: 'acme.com', key, executionName, answer, lifetime });
  await endEnrichment({ executionName, key, domain: 'acme.com' }, Date.now());
}

describe('GET /analysis/status/{requestId}', () => {
  it('shows stages, sources and partial data while the work goes on', async () => {
    await setStatus({ stage: { S: 'aggregation' }, percent: { N: '20' }, partial: { S: '{"companyName":"Acme"}' } });

    const { status, body, headers } = await ask();

    expect(status).toBe(200);
    expect(body).toEqual({
      requestId,
      status: 'processing',
      progress: 25,
      stages: [
        {
          name: 'discovery',
          state: 'completed',
          startedAt: '2031-05-06T07:08:11.000Z',
          endedAt: '2031-05-06T07:08:12.000Z',
        },
        {
          name: 'aggregation',
          state: 'running',
          startedAt: '2031-05-06T07:08:13.000Z',
          detail: 'ScrapePage (1 of 4 sources)',
        },
        { name: 'analysis', state: 'pending' },
        { name: 'response', state: 'pending' },
      ],
      sources: [expect.objectContaining({ id: 'about', outcome: 'matched' })],
      partial: { companyName: 'Acme' },
      estimatedCompletion: '2031-05-06T07:08:54.000Z',
      executionUrl: `https://eu-west-1.console.aws.amazon.com/states/home?region=eu-west-1#/v2/executions/details/arn:aws:states:eu-west-1:000000000000:execution:company-enrichment:${executionName}`,
    });
    expect(headers).toMatchObject({ 'retry-after': '1', etag: expect.stringMatching(/^"\w+"$/) });
  });

  it('answers 304 while nothing has changed, and 200 with a new ETag when something has', async () => {
    const first = await ask();
    const same = await ask({ headers: { 'If-None-Match': `W/${first.headers.etag}` } });
    await setStatus({ percent: { N: '60' }, stage: { S: 'analysis' } });
    const changed = await ask({ headers: { 'if-none-match': first.headers.etag ?? '' } });

    expect(same).toMatchObject({ status: 304, body: null, headers: { etag: first.headers.etag, 'retry-after': '1' } });
    expect(changed.status).toBe(200);
    expect(changed.body.stages[2]).toMatchObject({ name: 'analysis', state: 'running' });
    expect(changed.headers.etag).not.toBe(first.headers.etag);
  });

  it('asks those who have waited long to come back less often', async () => {
    stepFunctions.on(GetExecutionHistoryCommand).rejects(new Error('throttled'));
    const patience: (string | undefined)[] = [];
    for (const seconds of [0, 15, 30, 45, 60, 600]) {
      vi.setSystemTime(testStart + seconds * 1000);
      patience.push((await ask()).headers['retry-after']);
    }

    expect(patience).toEqual(['1', '2', '3', '4', '5', '5']);
  });

  it('gives the answer once it is there, and 100 only then', async () => {
    await complete();
    vi.setSystemTime(testStart + 60_000);

    const { body, headers } = await ask();

    expect(body).toMatchObject({
      status: 'completed',
      progress: 100,
      data: { metadata: { requestId, fromCache: false } },
    });
    expect(body.data.companyIntelligence).toEqual(exampleAnswer.companyIntelligence);
    expect(body.stages.map(({ state }: { state: string }) => state)).toEqual(Array(4).fill('completed'));
    expect(headers['retry-after']).toBeUndefined();
  });

  it('keeps the ETag of an answer that only gets older', async () => {
    await complete();
    await ask();
    const first = await ask();
    vi.setSystemTime(testStart + 600_000);

    const later = await ask({ headers: { 'if-none-match': first.headers.etag ?? '' } });

    expect(later.status).toBe(304);
  });

  it('shows an early end with the stages that were left out', async () => {
    stepFunctions.on(GetExecutionHistoryCommand).resolves({
      events: writeHistory(
        execution('Started'),
        entered('Parallel', 'DiscoverCompany'),
        exited('Parallel', 'DiscoverCompany'),
        entered('Task', 'WriteResolution'),
        exited('Task', 'WriteResolution'),
        execution('Succeeded'),
      ),
    });
    const resolution = { outcome: 'parked' as const, candidates: [], reasons: [] };
    await complete({ ...exampleAnswer, companyIntelligence: null, resolution });

    const { body } = await ask();

    expect(body).toMatchObject({ status: 'completed', data: { companyIntelligence: null, resolution } });
    expect(body.stages.map(({ state }: { state: string }) => state)).toEqual([
      'completed',
      'skipped',
      'skipped',
      'completed',
    ]);
  });

  it('shows what an early end leaves out as such before the answer is there too', async () => {
    stepFunctions.on(GetExecutionHistoryCommand).resolves({
      events: writeHistory(
        execution('Started'),
        entered('Parallel', 'DiscoverCompany'),
        exited('Parallel', 'DiscoverCompany'),
        entered('Task', 'WriteResolution'),
      ),
    });

    const { body } = await ask();

    expect(body.status).toBe('processing');
    expect(body.stages.map(({ state }: { state: string }) => state)).toEqual([
      'completed',
      'skipped',
      'skipped',
      'running',
    ]);
  });

  it('names no page of the AWS console where Step Functions is not that of AWS', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_SFN', 'http://127.0.0.1:4599');

    const { body } = await ask().finally(() => vi.unstubAllEnvs());

    expect(body).not.toHaveProperty('executionUrl');
  });

  it('tells why a run failed, also when it sees that first', async () => {
    stepFunctions
      .on(GetExecutionHistoryCommand)
      .resolves({ events: writeHistory(...underWay, executionFailed('TransientError')) });

    const first = await ask();
    const again = await ask();

    expect(first.body).toMatchObject({
      status: 'failed',
      error: {
        code: 'enrichment.failed',
        message: 'The enrichment failed in ScrapePage: TransientError.',
        retryable: true,
      },
    });
    expect(first.body.progress).toBeLessThan(100);
    expect(first.body.stages[1]).toMatchObject({ name: 'aggregation', state: 'failed' });
    expect(again.body).toEqual(first.body);
  });

  it('says something of a failure whose words were lost', async () => {
    await setStatus({ state: { S: 'failed' } });

    expect((await ask()).body.error).toMatchObject({ code: 'enrichment.failed' });
  });

  it('knows a kept answer without its status', async () => {
    const lifetime = lifetimeOf('ready', Date.now());
    executionName = 'forgotten';
    await keepAnswer({ domain: 'acme.com', key, executionName, answer: exampleAnswer, lifetime });
    const request = {
      requestId: `req_${createIdentifier(testStart)}`,
      clientId: 'client-1',
      executionName,
      key,
      domain: 'acme.com',
      kind: 'analysis' as const,
      depth: 'standard' as const,
      minConfidence: null,
      fromCache: true,
    };
    await keepRequest(request, testStart);

    const { body } = await ask({ parameters: { requestId: request.requestId } });

    expect(body).toMatchObject({
      status: 'completed',
      stages: [],
      sources: [],
      data: { metadata: { fromCache: true } },
    });
    expect(body.executionUrl).toBeUndefined();
  });

  it.each([
    ['an unknown id', () => ({ parameters: { requestId: `req_${createIdentifier(0)}` } })],
    ['an id that is none', () => ({ parameters: { requestId: '../STATUS' } })],
    ['no id', () => ({ parameters: {} })],
    ["another client's id", () => ({ clientId: 'client-2' })],
  ])('answers 404 for %s', async (_, call) => {
    const { status, body } = await ask(call());

    expect(status).toBe(404);
    expect(body).toMatchObject({ code: 'request.not_found', retryable: false });
  });

  it('answers 404 when the answer is no longer kept', async () => {
    await complete();
    vi.setSystemTime(testStart + 4 * 24 * 3600 * 1000);

    expect((await ask()).status).toBe(404);
  });
});
