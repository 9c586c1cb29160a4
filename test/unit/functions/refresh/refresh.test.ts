import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepAnswer } from '../../../../functions/lib/cache/keep-answer.ts';
import { systemClock } from '../../../../functions/lib/enrichment/clock.ts';
import { enrichmentKey } from '../../../../functions/lib/enrichment/key.ts';
import { createRequestId } from '../../../../functions/lib/enrichment/request.ts';
import { type StartWish, startEnrichment } from '../../../../functions/lib/enrichment/start.ts';
import { queryRows, readJsonText, readNumber, readRow } from '../../../../functions/lib/enrichment/table.ts';
import { createRequestBatch } from '../../../../functions/lib/hot/batching.ts';
import { hotKey } from '../../../../functions/lib/hot/hot-row.ts';
import { noteDue, noteRequest } from '../../../../functions/lib/hot/note-request.ts';
import { handler as pickHotCompanies } from '../../../../functions/refresh/pick-hot-companies.ts';
import { handler as recordRefresh } from '../../../../functions/refresh/record-refresh.ts';
import { handler as startRefresh } from '../../../../functions/refresh/start-refresh.ts';
import { exampleAnswer, exampleWish } from '../examples.ts';
import { openTestTable } from '../table.ts';

const stepFunctions = mockClient(SFNClient);
const context = {} as never;
let table: { close(): Promise<void> };
let count = 0;
let wish: StartWish;
let key = '';

beforeAll(async () => {
  table = await openTestTable();
});
afterAll(async () => {
  await table.close();
});
beforeEach(() => {
  count += 1;
  wish = { ...exampleWish, domain: `hot${count}.com` as StartWish['domain'] };
  key = enrichmentKey({ ...wish, suppliedInputHash: null });
  stepFunctions.reset();
  stepFunctions.on(StartExecutionCommand).resolves({});
  vi.spyOn(console, 'error').mockReturnValue();
  return () => vi.restoreAllMocks();
});

const seconds = () => Math.floor(Date.now() / 1000);
const starts = () => stepFunctions.commandCalls(StartExecutionCommand);
const begin = (over: Partial<StartWish> = {}) =>
  startEnrichment({ ...wish, ...over, requestId: createRequestId(Date.now()) }, systemClock);
async function ask(times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await noteRequest(wish, key, Date.now(), createRequestBatch());
}
async function keepUntil(expiresAt: number): Promise<void> {
  const lifetime = { generatedAt: seconds() - 60, refreshAfter: expiresAt - 60, expiresAt, keptUntil: expiresAt };
  await keepAnswer({ domain: wish.domain, key, executionName: 'made', answer: exampleAnswer, lifetime });
}
function companyOf(freshUntil: number) {
  const { kind, domain, userRole, intent, vendorDomain, depth } = wish;
  return { kind, domain, userRole, intent, vendorDomain, depth, key, freshUntil, maxCostUsd: 0.1 };
}
const heatOf = async () => readNumber((await readRow(hotKey(wish.domain, key), Date.now())) ?? {}, 'heat');

describe('counting what is asked for', () => {
  it('counts a start and an answer from the cache alike', async () => {
    await begin();
    await keepUntil(seconds() + 3600);
    await begin();
    // The second lies in the warm function's batch and is written with the next after a minute.
    await ask(1);

    expect(await heatOf()).toBeCloseTo(2, 3);
  });

  it('counts neither a refresh nor what a client asks with results of its own', async () => {
    await begin({ renewal: { freshUntil: seconds() } });
    await begin({ searchResults: [{ title: 'a', url: 'https://a.com/', snippet: '' }] });

    expect(await heatOf()).toBeNull();
  });
});

describe('PickHotCompanies', () => {
  const pick = (over: object = {}) => pickHotCompanies({ limit: 1000, budgetUsd: 1000, ...over }, context);
  const mine = async (over: object = {}) =>
    (await pick(over)).companies.filter(({ domain }: { domain: string }) => domain === wish.domain);

  it('picks what is asked for often and expires before the next round has come and gone', async () => {
    await ask(20);
    await noteDue(wish.domain, key, seconds() + 600);

    const [company] = await mine();

    expect(company).toEqual({ ...companyOf(company?.freshUntil ?? 0), maxCostUsd: 0.1 });
    expect(company?.freshUntil).toBeGreaterThanOrEqual(seconds() + 1190);
  });

  it('leaves what is asked for seldom, and what is fresh for long', async () => {
    await ask(20);
    await noteDue(wish.domain, key, seconds() + 1300);
    const fresh = await mine();
    await noteDue(wish.domain, key, seconds());

    expect(fresh).toEqual([]);
    expect(await mine({ requestsPerDay: 50 })).toEqual([]);
    expect(await mine({ requestsPerDay: 1 })).toHaveLength(1);
  });

  it('stays within number and budget', async () => {
    await ask(20);
    await noteDue(wish.domain, key, seconds());

    expect((await pick({ limit: 1 })).companies).toHaveLength(1);
    expect((await pick({ budgetUsd: 0.05 })).companies).toEqual([]);
    await expect(pick({ limit: 0 })).rejects.toMatchObject({ code: 'input.invalid' });
  });
});

describe('StartRefresh', () => {
  it('starts what is about to expire, with its sources from their caches and at a bounded cost', async () => {
    await keepUntil(seconds() + 600);

    const answer = await startRefresh({ company: companyOf(seconds() + 5400) }, context);

    const input = JSON.parse(starts()[0]?.args[0].input.input ?? '{}');
    expect(answer).toMatchObject({ state: 'running', waitSeconds: 30 });
    expect(input).toMatchObject({ domain: wish.domain, key, refresh: false, maxCostUsd: 0.1 });
  });

  it('starts nothing where somebody else has made it again since', async () => {
    await keepUntil(seconds() + 86_400);

    const answer = await startRefresh({ company: companyOf(seconds() + 5400) }, context);

    expect(answer).toMatchObject({ state: 'fresh', executionName: 'made' });
    expect(starts()).toHaveLength(0);
  });

  it('is attached to the same execution as a caller who asks at the same moment', async () => {
    const [refresh, request] = await Promise.all([
      startRefresh({ company: companyOf(seconds() + 5400) }, context),
      begin(),
    ]);

    expect(starts()).toHaveLength(1);
    expect(refresh.executionName).toBe(request.request.executionName);
  });

  it('waits longer for a deep one', async () => {
    const company = { ...companyOf(seconds() + 5400), depth: 'deep' as const };

    const { waitSeconds, waitUntil } = await startRefresh({ company }, context);

    expect(waitSeconds).toBe(120);
    expect(waitUntil).toBeGreaterThan(Date.now() + 900_000);
  });
});

describe('RecordRefresh', () => {
  const startedAt = '2031-05-06T07:08:09.000Z';
  const outcome = (over: object) => ({
    domain: wish.domain,
    key,
    outcome: 'refreshed',
    costUsd: 0.1,
    code: null,
    ...over,
  });
  const round = (outcomes: unknown[], over: object = {}) =>
    recordRefresh(
      {
        executionName: `round-${count}`,
        startedAt,
        picked: outcomes.length,
        budgetUsd: 10,
        outcomes,
        error: null,
        ...over,
      },
      context,
    );

  it('keeps counts, cost and failures as a row', async () => {
    const summary = await round([
      outcome({}),
      outcome({ costUsd: 0.2 }),
      outcome({ outcome: 'fresh', costUsd: 0 }),
      outcome({ outcome: 'failed', costUsd: 0, code: 'enrichment.failed' }),
      outcome({ outcome: 'late', costUsd: 0 }),
      { Status: 'FAILED', Error: 'States.Runtime' },
    ]);

    expect(summary).toMatchObject({ picked: 6, refreshed: 2, fresh: 1, failed: 3, costUsd: 0.3, error: null });
    expect(summary.failures.map(({ code }: { code: string }) => code)).toEqual(['enrichment.failed', 'refresh.late']);
    const rows = await queryRows('REFRESH', 100, Date.now());
    expect(rows.map((row) => readJsonText(row, 'summary'))).toContainEqual(summary);
  });

  it('puts a company that failed off for some hours', async () => {
    await ask(1);
    await noteDue(wish.domain, key, 0);

    await round([outcome({ outcome: 'failed', code: 'enrichment.failed' })]);

    const row = await readRow(hotKey(wish.domain, key), Date.now());
    expect(readNumber(row ?? {}, 'dueAt')).toBeGreaterThan(seconds() + 5 * 3600);
  });

  it('counts all as failed in a round that broke as a whole', async () => {
    const summary = await round([], { picked: 7, error: 'States.Timeout' });

    expect(summary).toMatchObject({ picked: 7, refreshed: 0, failed: 7, error: 'States.Timeout' });
  });
});
