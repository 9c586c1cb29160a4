import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler as cacheStatistics } from '../../../../functions/api/cache-statistics.ts';
import { handler as clearCompanyCache } from '../../../../functions/api/clear-company-cache.ts';
import { importCompany, indexCompany, readIndexedCompany } from '../../../../functions/lib/cache/company-index.ts';
import { noteCacheUse } from '../../../../functions/lib/cache/statistics.ts';
import { putRow, queryRows } from '../../../../functions/lib/enrichment/table.ts';
import { openTestTable, testStart } from '../table.ts';
import { callEndpoint } from './call.ts';

let table: { close(): Promise<void> };
let bus: Server;
let answer = { status: 200, body: '{"FailedEntryCount":0}' };
let announced: { readonly target: unknown; readonly authorization: unknown; readonly entries: object[] }[] = [];
let count = 0;
let domain = '';

beforeAll(async () => {
  table = await openTestTable();
  bus = createServer(async (request, response) => {
    const { 'x-amz-target': target, authorization } = request.headers;
    announced.push({ target, authorization, entries: JSON.parse(await text(request)).Entries });
    response.writeHead(answer.status).end(answer.body);
  });
  await new Promise<void>((resolve) => bus.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await table.close();
  bus.closeAllConnections();
  bus.close();
});
beforeEach(() => {
  count += 1;
  domain = `cleared${count}.com`;
  announced = [];
  answer = { status: 200, body: '{"FailedEntryCount":0}' };
  vi.stubEnv('AWS_ENDPOINT_URL_EVENTBRIDGE', `http://127.0.0.1:${(bus.address() as AddressInfo).port}`);
  vi.stubEnv('EVENT_BUS_NAME', 'the-bus');
  vi.useFakeTimers({ toFake: ['Date'], now: testStart });
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockReturnValue();
  return () => {
    vi.useRealTimers();
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  };
});

const clear = (of = domain) => callEndpoint(clearCompanyCache, { method: 'DELETE', parameters: { domain: of } });
const left = async () => (await queryRows(`COMPANY#${domain}`, 50, testStart)).map((row) => row.sk?.S);
const fill = async (...keys: string[]) => {
  for (const sk of keys) await putRow({ pk: `COMPANY#${domain}`, sk }, { what: { S: 'ever' } });
};
const company = () => ({ domain, name: `Cleared ${count}`, ...unknown, updatedAt: '2031-01-01T00:00:00.000Z' });
const unknown = { description: null, industry: null, headquarters: null, employees: null, founded: null };

describe('DELETE /company/{domain}/cache', () => {
  it('deletes what is cached and nothing else, then tells the bus', async () => {
    await indexCompany(company(), { otherNames: ['Other'] }, testStart);
    await fill('ANSWER#a', 'ANSWER#b', 'LATEST', 'SOURCE#gleif', 'SITE#HOMEPAGE', 'DISCOVERY');
    await fill('PROFILE#2031', 'FEEDBACK#1', 'DATASET#1');

    const { status, body } = await clear();

    expect(status).toBe(200);
    expect(body).toEqual({ domain, deleted: { answers: 2, sources: 1, looks: 2, indexed: true } });
    expect(await left()).toEqual(['DATASET#1', 'FEEDBACK#1', 'PROFILE#2031']);
    expect(await readIndexedCompany(domain, testStart)).toBeNull();
    expect(announced).toEqual([
      {
        target: 'AWSEvents.PutEvents',
        authorization: expect.stringMatching(/^AWS4-HMAC-SHA256 Credential=.*\/events\/aws4_request/),
        entries: [
          {
            EventBusName: 'the-bus',
            Source: 'sales-intelligence',
            DetailType: 'cache.invalidate',
            Detail: JSON.stringify({ domain }),
          },
        ],
      },
    ]);
  });

  it('leaves a company of a list in the index', async () => {
    await importCompany({ domain, name: 'Listed', ...unknown }, testStart);

    const { body } = await clear(`https://www.${domain}/about`);

    expect(body.deleted.indexed).toBe(false);
    expect(await readIndexedCompany(domain, testStart)).toMatchObject({ name: 'Listed' });
  });

  it('finds nothing more when it is repeated, and tells the bus again', async () => {
    await fill('ANSWER#a');
    await clear();

    const { body } = await clear();

    expect(body.deleted).toEqual({ answers: 0, sources: 0, looks: 0, indexed: false });
    expect(announced).toHaveLength(2);
  });

  it.each([
    ['is away', { status: 500, body: '' }],
    ['refuses the event', { status: 200, body: '{"FailedEntryCount":1}' }],
    ['says something else', { status: 200, body: '[]' }],
  ])('can be repeated where the bus %s', async (_case, given) => {
    answer = given;

    const failed = await clear();

    expect(failed).toMatchObject({ status: 503, body: { code: 'storage.unavailable', retryable: true } });
  });

  it('refuses what is no domain', async () => {
    const refused = await clear('nobody');

    expect(refused).toMatchObject({ status: 422, body: { details: [{ field: 'domain' }] } });
    expect(announced).toEqual([]);
  });
});

describe('GET /cache/stats', () => {
  it('gives the size of the table, and what starts met by day', async () => {
    const day = 24 * 3600_000;
    await noteCacheUse(true, testStart);
    await noteCacheUse(false, testStart + 1000);
    await noteCacheUse(true, testStart + 9000);
    await noteCacheUse(true, testStart + 10_000);
    await noteCacheUse(false, testStart + day);
    vi.setSystemTime(testStart + day);

    const { status, body } = await callEndpoint(cacheStatistics);

    expect(status).toBe(200);
    expect(body).toEqual({
      entries: { rows: expect.any(Number), bytes: expect.any(Number) },
      answers: {
        hits: 3,
        misses: 2,
        hitRate: 0.6,
        days: [
          { day: '2031-05-07', hits: 0, misses: 1 },
          { day: '2031-05-06', hits: 3, misses: 1 },
        ],
      },
    });
  });

  it('knows no rate where nothing was counted', async () => {
    vi.setSystemTime(testStart + 400 * 24 * 3600_000);

    const { body } = await callEndpoint(cacheStatistics);

    expect(body.answers).toEqual({ hits: 0, misses: 0, hitRate: null, days: [] });
  });

  it('never fails a start over its counting', async () => {
    vi.stubEnv('DYNAMODB_TABLE_NAME', 'no-such-table');

    await noteCacheUse(true, testStart + 500 * 24 * 3600_000);

    expect(console.warn).toHaveBeenCalledWith({ message: 'cache use not counted', error: 'TransientError' });
  });
});
