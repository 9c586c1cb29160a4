import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { handler as asyncAnalysis } from '../../../../functions/api/async-analysis.ts';
import { handler as startBatch } from '../../../../functions/api/start-batch.ts';
import { handler as statusCheck } from '../../../../functions/api/status-check.ts';
import { handler as vendorContext } from '../../../../functions/api/vendor-context.ts';
import { lifetimeOf } from '../../../../functions/lib/cache/freshness.ts';
import { keepAnswer } from '../../../../functions/lib/cache/keep-answer.ts';
import { exampleAnswer } from '../examples.ts';
import { captureMetrics } from '../metrics.ts';
import { openTestTable } from '../table.ts';
import { callEndpoint } from './call.ts';

const stepFunctions = mockClient(SFNClient);
const levels = ['debug', 'log', 'info', 'warn', 'error'] as const;
/** What must never be seen in a log or a metric. */
const apiKey = 'sk_live_planted_7Q9';
const person = 'Planted Personsen';
const words = 'planted words of a body';
let table: { close(): Promise<void> };
let consoles: MockInstance[] = [];
let captured: ReturnType<typeof captureMetrics>;

beforeAll(async () => {
  table = await openTestTable();
});
afterAll(async () => {
  await table.close();
});
beforeEach(() => {
  stepFunctions.reset();
  stepFunctions.on(StartExecutionCommand).resolves({});
  consoles = levels.map((level) => vi.spyOn(console, level).mockReturnValue());
  captured = captureMetrics();
  return () => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  };
});

const logged = () => consoles.flatMap((level) => level.mock.calls.map(([line]) => line as Record<string, unknown>));
const exchanges = () => logged().filter(({ message }) => message === 'exchange');
const headers = { 'x-api-key': apiKey, authorization: `Bearer ${apiKey}`, 'x-request-id': 'exchange-1234' };
const searchResults = [{ title: person, url: 'https://a.example/p', snippet: words }];

describe('the log of an exchange', () => {
  it('is one line with who, what, how it ended, how long it took, and whether it was in the cache', async () => {
    await callEndpoint(vendorContext, { parameters: { domain: 'logged.com' }, headers, body: { userRole: 'AE' } });

    expect(logged()).toEqual([
      {
        message: 'exchange',
        requestId: 'exchange-1234',
        clientId: 'client-1',
        route: 'POST /the/{path}',
        status: 202,
        ms: expect.any(Number),
        cacheHit: false,
      },
    ]);
  });

  it('tells a kept answer from a new one, in the metrics too', async () => {
    const start = () =>
      callEndpoint(vendorContext, { parameters: { domain: 'kept-log.com' }, headers, body: { userRole: 'AE' } });
    await start();
    const { key } = JSON.parse(stepFunctions.commandCalls(StartExecutionCommand)[0]?.args[0].input.input ?? '');
    const lifetime = lifetimeOf('ready', Date.now());
    await keepAnswer({ domain: 'kept-log.com', key, executionName: 'made', answer: exampleAnswer, lifetime });

    await start();

    expect(exchanges().map(({ cacheHit }) => cacheHit)).toEqual([false, true]);
    const Endpoint = 'POST /the/{path}';
    expect(captured.metrics()).toEqual(
      expect.arrayContaining([
        { name: 'CacheHit', value: 0, unit: 'Count', dimensions: { Endpoint } },
        { name: 'CacheHit', value: 1, unit: 'Count', dimensions: { Endpoint } },
        {
          name: 'ApiLatency',
          value: expect.any(Number),
          unit: 'Milliseconds',
          dimensions: { Endpoint, Status: '200' },
        },
        { name: 'EnrichmentStarted', value: 1, unit: 'Count', dimensions: { Kind: 'vendor-context' } },
        { name: 'FeatureUse', value: 1, unit: 'Count', dimensions: { Feature: 'role:account-executive' } },
      ]),
    );
  });

  it('counts who joins what runs', async () => {
    const start = () =>
      callEndpoint(vendorContext, { parameters: { domain: 'joined.com' }, headers, body: { userRole: 'AE' } });

    await start();
    await start();

    const joined = captured.metrics().filter(({ name }) => name === 'EnrichmentJoined');
    expect(joined).toMatchObject([{ value: 1, dimensions: { Kind: 'vendor-context' } }]);
  });

  it.each([
    ['a start', asyncAnalysis, { domain: 'planted.com', context: 'discovery', searchResults }, {}],
    ['a refused body', asyncAnalysis, { domain: 'planted.com', context: person, [words]: apiKey }, {}],
    ['a batch', startBatch, { domains: [person, 'planted.com'], intent: 'renewal' }, {}],
    ['a refused item', startBatch, { items: [{ domain: person, [words]: apiKey }] }, {}],
    ['a path', vendorContext, { userRole: 'AE' }, { domain: person }],
    ['a status', statusCheck, undefined, { requestId: person }],
    ['a table that is down', vendorContext, { userRole: 'AE' }, { domain: 'planted.com' }],
  ])('holds no key, body or person of %s', async (what, handler, body, parameters) => {
    if (what.includes('down')) vi.stubEnv('DYNAMODB_TABLE_NAME', 'no-such-table');

    await callEndpoint(handler, { parameters, headers, ...(body === undefined ? {} : { body }) });

    const text = JSON.stringify(logged()) + captured.lines().join('');
    expect(exchanges()).toHaveLength(1);
    for (const planted of [apiKey, person, encodeURIComponent(person), words]) expect(text).not.toContain(planted);
  });

  it('names no path where the gateway told no route', async () => {
    const event = { httpMethod: 'GET', path: `/company/${person}/lookup`, headers: {}, body: null };

    await (statusCheck as unknown as (event: object, context: object) => Promise<unknown>)(event, {});

    expect(exchanges()).toMatchObject([{ route: 'GET (unknown)', clientId: null }]);
  });
});
