import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readAnswer } from '../../../../functions/lib/cache/answer.ts';
import { readIndexedCompany } from '../../../../functions/lib/cache/company-index.ts';
import { describeFailure, recordFailure } from '../../../../functions/lib/enrichment/failure.ts';
import { noteStarted, takeLease } from '../../../../functions/lib/enrichment/lease.ts';
import { openStatus, readStatus } from '../../../../functions/lib/enrichment/status.ts';
import { putRow } from '../../../../functions/lib/enrichment/table.ts';
import { readLatestVersion } from '../../../../functions/lib/history/stored-version.ts';
import { resolveName } from '../../../../functions/lib/lookup/resolve-name.ts';
import { createTableFinder } from '../../../../functions/lib/lookup/table-finder.ts';
import { handler as writeResolution } from '../../../../functions/response/write-resolution.ts';
import { handler as writeResult } from '../../../../functions/response/write-result.ts';
import { startBucket, type TestBucket } from '../bucket.ts';
import { exampleAnswer } from '../examples.ts';
import { sourceResult } from '../lib/enrichment/history/events.ts';
import { openTestTable, testStart } from '../table.ts';

let table: { close(): Promise<void> };
let bucket: TestBucket;
let count = 0;
let key = '';
let executionName = '';

beforeAll(async () => {
  bucket = await startBucket();
  table = await openTestTable();
});
afterAll(async () => {
  await table.close();
  await bucket.close();
});
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: testStart });
  vi.spyOn(console, 'error').mockReturnValue();
  count += 1;
  key = `key-${count}`;
  executionName = `execution-${count}`;
  const lease = { key, executionName, input: '{}' };
  await takeLease(lease, 'standard', testStart);
  await noteStarted(lease);
  await openStatus({ executionName, stateMachineArn: 'arn:machine', key, domain: 'acme.example' }, testStart);
  bucket.objects.set(`/documents/runs/${executionName}/profile.json`, Buffer.from(JSON.stringify(exampleAnswer)));
  return () => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  };
});

const runOf = (suppliedInputId: string | null = null) => ({
  schemaVersion: '1',
  kind: 'vendor-context',
  domain: 'acme.example',
  userRole: 'account-executive',
  intent: null,
  vendorDomain: null,
  depth: 'standard',
  refresh: false,
  maxCostUsd: null,
  suppliedInputId,
  key,
});
const resultInput = (facts: object = {}) => ({
  run: runOf(),
  executionName,
  company: {
    domain: 'acme.example',
    name: 'Acme',
    description: null,
    homepageUrl: null,
    homeDocumentKey: null,
    confidence: 1,
  },
  profileKey: `runs/${executionName}/profile.json`,
  status: 'ready',
  ...facts,
});
const resolutionInput = (outcome: string) => ({
  run: runOf(),
  executionName,
  resolution: {
    outcome,
    company: null,
    candidates: [],
    reasons: ['two companies'],
    sources: [sourceResult('dns', { costUsd: 0.01 }), sourceResult('search', { costUsd: 0.02, outcome: 'no_match' })],
  },
});
const invoke = (handler: unknown, event: unknown) =>
  (handler as (event: unknown, context: object) => unknown)(event, {});
const isLeaseFree = async () =>
  (await takeLease({ key, executionName: 'next', input: '{}' }, 'standard', Date.now())) === 'taken';

describe('write-result', () => {
  it('keeps the answer, ends the status at 100 and frees the lease', async () => {
    const output = await invoke(writeResult, resultInput());

    expect(output).toMatchObject({ outcome: 'ready', changedFields: [] });
    expect((await readAnswer('acme.example', key, Date.now()))?.answer).toEqual(exampleAnswer);
    expect(await readStatus(executionName, Date.now())).toMatchObject({ state: 'completed', percent: 100 });
    expect(await isLeaseFree()).toBe(true);
  });

  it('puts the company into the index under all its names', async () => {
    await invoke(writeResult, resultInput());

    expect(await readIndexedCompany('acme.example', Date.now())).toMatchObject({
      name: 'Acme Robotics Inc.',
      headquarters: 'Trondheim',
      employees: 120,
      founded: 1999,
    });
    expect(await resolveName('Acme Robotics Incorporated', createTableFinder(Date.now()))).toMatchObject({
      outcome: 'matched',
      matches: [{ domain: 'acme.example' }],
    });
  });

  it('names the company as the identity gate did where its own name is unknown', async () => {
    const companyIntelligence = { ...exampleAnswer.companyIntelligence, domain: 'bare.example', companyName: null };
    const answer = { ...exampleAnswer, companyIntelligence: { ...companyIntelligence, employees: null } };
    bucket.objects.set(`/documents/runs/${executionName}/profile.json`, Buffer.from(JSON.stringify(answer)));

    await invoke(writeResult, resultInput());

    expect(await readIndexedCompany('bare.example', Date.now())).toMatchObject({ name: 'Acme', employees: null });
  });

  it("keeps what was made with a client's own input out of the index", async () => {
    const companyIntelligence = { ...exampleAnswer.companyIntelligence, domain: 'private.example' };
    const body = Buffer.from(JSON.stringify({ ...exampleAnswer, companyIntelligence }));
    bucket.objects.set(`/documents/runs/${executionName}/profile.json`, body);

    await invoke(writeResult, resultInput({ run: runOf('input-1') }));

    expect(await readIndexedCompany('private.example', Date.now())).toBeNull();
  });

  it("puts the profile into the company's history, unless a client's own input is in it", async () => {
    const runOn = (domain: string, suppliedInputId: string | null) => ({ ...runOf(suppliedInputId), domain });

    await invoke(writeResult, resultInput({ run: runOn('open-history.com', null) }));
    await invoke(writeResult, resultInput({ run: runOn('private-history.com', 'input-1') }));

    expect(await readLatestVersion('open-history.com', Date.now())).toMatchObject({
      executionName,
      body: { profile: { headquarters: 'Trondheim' } },
    });
    expect(await readLatestVersion('private-history.com', Date.now())).toBeNull();
  });

  it('keeps the answer where the history cannot be written', async () => {
    vi.spyOn(console, 'warn').mockReturnValue();
    const broken = { pk: 'COMPANY#broken-history.com', sk: 'PROFILE#2000' };
    await putRow(broken, { generatedAt: { S: '2000' } });

    const output = await invoke(writeResult, resultInput({ run: { ...runOf(), domain: 'broken-history.com' } }));

    expect(output).toMatchObject({ outcome: 'ready', changedFields: [] });
    expect(console.warn).toHaveBeenCalledWith({ message: 'profile not kept', error: 'IntelligenceError' });
  });

  it('names the fields that changed since the profile before, and again when it is repeated', async () => {
    const run = { ...runOf(), domain: 'moved.com' };
    const first = await invoke(writeResult, resultInput({ run }));
    vi.setSystemTime(testStart + 60_000);
    executionName = 'later';
    const { companyIntelligence, metadata } = exampleAnswer;
    const moved = {
      companyIntelligence: { ...companyIntelligence, headquarters: 'Bergen' },
      metadata: { ...metadata, generatedAt: new Date(Date.now()).toISOString() },
    };
    bucket.objects.set(
      '/documents/runs/later/profile.json',
      Buffer.from(JSON.stringify({ ...exampleAnswer, ...moved })),
    );

    const second = await invoke(writeResult, resultInput({ run }));
    const again = await invoke(writeResult, resultInput({ run }));

    expect(first).toMatchObject({ changedFields: [] });
    expect(second).toEqual({
      outcome: 'ready',
      changedFields: ['headquarters'],
      learntAt: new Date(Date.now()).toISOString().replace(/\.\d+Z/, '.000Z'),
    });
    expect(again).toEqual(second);
  });

  it('keeps a partial answer for an hour at most', async () => {
    await invoke(writeResult, resultInput({ status: 'partial' }));

    expect(await readAnswer('acme.example', key, testStart + 3239_000)).not.toBeNull();
    expect(await readAnswer('acme.example', key, testStart + 3600_000)).toBeNull();
  });

  it('changes nothing when it is retried', async () => {
    await invoke(writeResult, resultInput());
    const before = await readStatus(executionName, Date.now());
    vi.setSystemTime(testStart + 60_000);

    await invoke(writeResult, resultInput());

    expect((await readAnswer('acme.example', key, Date.now()))?.version).toBe(1);
    expect((await readStatus(executionName, Date.now()))?.endedAt).toBe(before?.endedAt);
  });

  it("leaves alone a lease that is another's by now", async () => {
    const much = testStart + 300_000;
    await takeLease({ key, executionName: 'next', input: '{}' }, 'standard', much);

    await invoke(writeResult, resultInput());

    expect(await takeLease({ key, executionName: 'third', input: '{}' }, 'standard', much)).toMatchObject({
      executionName: 'next',
    });
  });

  it('completes a run that had failed and was redriven', async () => {
    const subject = { executionName, stateMachineArn: 'arn:machine', key, domain: 'acme.example' };
    await recordFailure(subject, describeFailure('FAILED'), testStart);

    await invoke(writeResult, resultInput());

    expect(await readStatus(executionName, Date.now())).toMatchObject({ state: 'completed', error: null });
  });

  it('fails when the profile is gone or is none', async () => {
    bucket.objects.set('/documents/runs/other/profile.json', Buffer.from('{"metadata":{}}'));

    const gone = invoke(writeResult, resultInput({ profileKey: 'runs/none/profile.json' }));
    const none = invoke(writeResult, resultInput({ profileKey: 'runs/other/profile.json' }));

    await expect(gone).rejects.toMatchObject({ code: 'storage.not_found' });
    await expect(none).rejects.toMatchObject({ code: 'storage.malformed' });
  });
});

describe('write-resolution', () => {
  it('keeps the early end for minutes, ends the status and frees the lease', async () => {
    vi.setSystemTime(testStart + 4000);

    const output = await invoke(writeResolution, resolutionInput('ambiguous'));

    expect(output).toEqual({ outcome: 'ambiguous' });
    const kept = await readAnswer('acme.example', key, Date.now());
    expect(kept?.answer).toMatchObject({
      companyIntelligence: null,
      resolution: { outcome: 'ambiguous', candidates: [], reasons: ['two companies'] },
      metadata: { processingTimeMs: 4000, status: 'ready', costUsd: 0.03, datasetsCollected: 1 },
    });
    expect(await readAnswer('acme.example', key, Date.now() + 300_000)).toBeNull();
    expect(await readStatus(executionName, Date.now())).toMatchObject({ state: 'completed' });
    expect(await isLeaseFree()).toBe(true);
  });

  it('works without a status row', async () => {
    executionName = 'unheard-of';

    await invoke(writeResolution, resolutionInput('parked'));

    expect((await readAnswer('acme.example', key, Date.now()))?.answer.metadata.processingTimeMs).toBe(0);
  });

  it('refuses a match, which is no early end', async () => {
    await expect(invoke(writeResolution, resolutionInput('matched'))).rejects.toMatchObject({ code: 'input.invalid' });
  });
});
