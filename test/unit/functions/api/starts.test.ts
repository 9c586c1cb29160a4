import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler as asyncAnalysis } from '../../../../functions/api/async-analysis.ts';
import { handler as customerIntelligence } from '../../../../functions/api/customer-intelligence.ts';
import { handler as vendorContext } from '../../../../functions/api/vendor-context.ts';
import { indexCompany } from '../../../../functions/lib/cache/company-index.ts';
import { keepDiscovery } from '../../../../functions/lib/cache/discovery.ts';
import { lifetimeOf } from '../../../../functions/lib/cache/freshness.ts';
import { keepAnswer } from '../../../../functions/lib/cache/keep-answer.ts';
import { exampleAnswer } from '../examples.ts';
import { openTestTable } from '../table.ts';
import { callEndpoint, type TestCall } from './call.ts';

const stepFunctions = mockClient(SFNClient);
let table: { close(): Promise<void> };
let count = 0;
let domain = '';

beforeAll(async () => {
  table = await openTestTable();
});
afterAll(async () => {
  await table.close();
});
beforeEach(() => {
  count += 1;
  domain = `acme${count}.com`;
  stepFunctions.reset();
  stepFunctions.on(StartExecutionCommand).resolves({});
  vi.spyOn(console, 'info').mockReturnValue();
  vi.spyOn(console, 'error').mockReturnValue();
  return () => vi.restoreAllMocks();
});

const start = (body: object, call: TestCall = {}) =>
  callEndpoint(vendorContext, { parameters: { domain }, body: { userRole: 'AE', ...body }, ...call });
const runs = () =>
  stepFunctions.commandCalls(StartExecutionCommand).map((call) => JSON.parse(call.args[0].input.input ?? ''));
async function indexNamed(named: string, name: string): Promise<void> {
  const unknown = { description: null, industry: null, headquarters: null, employees: null, founded: null };
  const company = { ...unknown, domain: named, name, updatedAt: new Date().toISOString() };
  await indexCompany(company, {}, Date.now());
}
async function keepExample(): Promise<void> {
  const { key } = runs().at(-1);
  const lifetime = lifetimeOf('ready', Date.now());
  await keepAnswer({ domain, key, executionName: 'made', answer: exampleAnswer, lifetime });
}

describe('POST /company/{domain}/customer-intelligence', () => {
  const sell = (body: object) =>
    callEndpoint(customerIntelligence, { parameters: { domain }, body: { userRole: 'AE', ...body } });

  it('starts a run of its own kind for each vendor, by the vendor’s registrable domain', async () => {
    const answer = await sell({ vendorDomain: 'https://www.globex.com/about' });
    await sell({ vendorDomain: 'initech.com' });
    await start({});

    expect(answer.status).toBe(202);
    expect(answer.body.workflow.type).toBe('customer-intelligence');
    expect(runs().map(({ kind, vendorDomain }) => [kind, vendorDomain])).toEqual([
      ['customer-intelligence', 'globex.com'],
      ['customer-intelligence', 'initech.com'],
      ['vendor-context', null],
    ]);
    expect(new Set(runs().map(({ key }) => key)).size).toBe(3);
  });

  it.each([
    ['no vendor', {}],
    ['no domain', { vendorDomain: 'globex' }],
    ['the company itself', { vendorDomain: () => `www.${domain}` }],
  ])('refuses %s, naming the field', async (_what, body) => {
    const vendorDomain = 'vendorDomain' in body ? body.vendorDomain : undefined;

    const answer = await sell({ vendorDomain: typeof vendorDomain === 'function' ? vendorDomain() : vendorDomain });

    expect(answer.status).toBe(422);
    expect(answer.body.details).toMatchObject([{ field: 'vendorDomain' }]);
    expect(runs()).toEqual([]);
  });
});

describe('POST /company/{domain}/vendor-context', () => {
  it('answers 202 with where to ask', async () => {
    const answer = await start({ intent: 'renewal' });

    expect(answer.status).toBe(202);
    expect(answer.body).toEqual({
      requestId: expect.stringMatching(/^req_[0-9a-z]{26}$/),
      statusEndpoint: `/analysis/status/${answer.body.requestId}`,
      workflow: { type: 'vendor-context', steps: ['discovery', 'aggregation', 'analysis', 'response'] },
      estimatedCompletion: expect.stringMatching(/Z$/),
    });
    expect(answer.headers).toMatchObject({ location: answer.body.statusEndpoint, 'retry-after': '1' });
    expect(runs()).toMatchObject([{ domain, intent: 'renewal', userRole: 'account-executive', depth: 'standard' }]);
  });

  it('takes a URL for its domain, percent-encoded or not', async () => {
    await start({}, { parameters: { domain: encodeURIComponent(`https://www.${domain}/about`) } });
    await start({ userRole: 'SE' }, { parameters: { domain: `www.${domain}` } });

    expect(runs().map((run) => run.domain)).toEqual([domain, domain]);
  });

  it.each([
    ['csm', 'customer-success-manager'],
    ['business-development-rep', 'business-development-rep'],
  ])('takes the role %s', async (userRole, full) => {
    await start({ userRole });

    expect(runs()).toMatchObject([{ userRole: full }]);
  });

  it('answers 200 from the cache', async () => {
    await start({});
    await keepExample();

    const answer = await start({});

    expect(answer.status).toBe(200);
    expect(answer.body.companyIntelligence).toEqual(exampleAnswer.companyIntelligence);
    expect(answer.body.metadata).toMatchObject({
      fromCache: true,
      requestId: expect.stringMatching(/^req_/),
      freshness: { state: 'fresh', ageSeconds: expect.any(Number) },
    });
  });

  it('leaves out what is under the confidence asked for', async () => {
    await start({});
    await keepExample();

    const { body } = await start({ minConfidence: 0.5 });

    expect(body.companyIntelligence).toMatchObject({ products: ['Sorter'], headquarters: null, employees: 120 });
  });

  it('waits for the answer as long as the caller prefers', async () => {
    await start({});
    await keepExample();

    const answer = await start({}, { headers: { Prefer: 'respond-async, wait=5' } });

    expect(answer.headers['preference-applied']).toBe('wait=5');
  });

  it.each([
    [
      'a body that is no JSON',
      { rawBody: '{"userRole":', headers: { 'content-type': 'application/json' } },
      400,
      'request.malformed',
    ],
    ['no body', { rawBody: null, headers: { 'content-type': 'application/json' } }, 400, 'request.malformed'],
    [
      'another content type',
      { rawBody: 'userRole=AE', headers: { 'content-type': 'text/plain' } },
      415,
      'request.unsupported_media_type',
    ],
    ['no content type', { rawBody: '{}' }, 415, 'request.unsupported_media_type'],
    [
      'a body of a megabyte',
      { rawBody: `"${'x'.repeat(1024 * 1024)}"`, headers: { 'content-type': 'application/json' } },
      413,
      'request.too_large',
    ],
    [
      'a body that is no object',
      { rawBody: '[]', headers: { 'content-type': 'application/json' } },
      422,
      'request.invalid',
    ],
  ])('refuses %s', async (_, call, status, code) => {
    const answer = await callEndpoint(vendorContext, { parameters: { domain }, ...call });

    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.body).toMatchObject({ status, code, error: expect.any(String), retryable: false });
    expect(JSON.stringify(answer.body)).not.toMatch(/\bat \S+:\d|node_modules|middy/);
  });

  it.each([
    ['userRole', { userRole: undefined }, 'is required'],
    ['userRole', { userRole: 'boss' }, /^must be account-executive \(AE\)/],
    ['userRole', { userRole: 7 }, 'must be of type string'],
    ['intent', { intent: 'chat' }, 'must be one of discovery, competitive, renewal'],
    ['depth', { depth: 'abyss' }, 'must be one of standard, deep'],
    ['refresh', { refresh: 'yes' }, 'must be of type boolean'],
    ['minConfidence', { minConfidence: 1.5 }, 'must be at most 1'],
    ['maxCostUsd', { maxCostUsd: -1 }, 'must be at least 0'],
    ['colour', { colour: 'red' }, 'is not a known field'],
  ])('names the field %s', async (field, body, message) => {
    const answer = await start(body);

    expect(answer.status).toBe(422);
    expect(answer.body.details).toEqual([
      { field, message: typeof message === 'string' ? message : expect.stringMatching(message) },
    ]);
    expect(runs()).toEqual([]);
  });

  it('names every field that is wrong, once', async () => {
    const answer = await start({ userRole: 1, intent: 2, colour: 3, __proto_: 4 });

    expect(answer.body.details.map(({ field }: { field: string }) => field).sort()).toEqual([
      '__proto_',
      'colour',
      'intent',
      'userRole',
    ]);
  });

  it.each([
    ['a single label', 'localhost'],
    ['an address', '127.0.0.1'],
    ['3,000 letters', `${'a'.repeat(3000)}.com`],
    ['another scheme', 'ftp://acme.com'],
    ['broken percent-encoding', '%E0%A4%A'],
  ])('refuses %s as domain and names the field', async (_, bad) => {
    const answer = await start({}, { parameters: { domain: bad } });

    expect(answer.status).toBe(422);
    expect(answer.body.details).toMatchObject([{ field: 'domain' }]);
  });

  it('takes a name that means one company for its domain, also a mistyped one', async () => {
    await indexNamed(domain, `Nordlysverket ${count}`);

    await start({}, { parameters: { domain: `nordlysverket ${count} AS` } });
    await start({ userRole: 'SE' }, { parameters: { domain: `Nordlysvreket ${count}` } });

    expect(runs().map((run) => run.domain)).toEqual([domain, domain]);
  });

  it('starts nothing for a name that several companies have, and gives them to choose from', async () => {
    await indexNamed(`one-${domain}`, `Twofold ${count}`);
    await indexNamed(`two-${domain}`, `Twofold ${count}`);

    const { status, body } = await start({}, { parameters: { domain: `Twofold ${count}` } });

    expect(status).toBe(409);
    expect(body).toMatchObject({ code: 'company.ambiguous', details: [{ field: 'domain' }] });
    expect(body.candidates).toEqual([
      { name: `Twofold ${count}`, domain: `one-${domain}`, description: null, matchScore: 1, matchedOn: ['name'] },
      { name: `Twofold ${count}`, domain: `two-${domain}`, description: null, matchScore: 1, matchedOn: ['name'] },
    ]);
    expect(runs()).toEqual([]);
  });

  it('answers 404 for a name that nobody knows', async () => {
    await keepDiscovery({ name: 'nobodyknowsus' }, [], Date.now());

    const { status, body } = await start({}, { parameters: { domain: 'Nobody knows us' } });

    expect(status).toBe(404);
    expect(body).toMatchObject({ code: 'company.unknown', retryable: false, details: [{ field: 'domain' }] });
    expect(body.candidates).toBeUndefined();
  });

  it('answers 503 that may be retried when the machine cannot be started', async () => {
    stepFunctions.on(StartExecutionCommand).rejects(new Error('upstream words'));

    const answer = await start({});

    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBe('2');
    expect(answer.body).toMatchObject({ code: 'enrichment.start_failed', retryable: true });
    expect(JSON.stringify(answer.body)).not.toContain('upstream words');
  });

  it('answers every body with 4xx or 202 and a JSON body', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), async (rawBody) => {
        const call = { parameters: { domain }, rawBody, headers: { 'content-type': 'application/json' } };

        const { status } = await callEndpoint(vendorContext, call);

        expect([202, 400, 422]).toContain(status);
      }),
    );
  });
});

describe('POST /analysis/async', () => {
  const analyse = (body: object, call: TestCall = {}) =>
    callEndpoint(asyncAnalysis, { body: { domain, context: 'competitive', ...body }, ...call });

  it('answers 202, for an account executive unless told', async () => {
    const answer = await analyse({});

    expect(answer.status).toBe(202);
    expect(answer.body.workflow.type).toBe('analysis');
    expect(runs()).toMatchObject([{ kind: 'analysis', intent: 'competitive', userRole: 'account-executive' }]);
  });

  it('takes search results with whatever else they carry, and keeps them out of the execution', async () => {
    const searchResults = [{ title: 'T', url: 'https://news.example/', snippet: 'Secret plans', rank: 1 }];

    const answer = await analyse({ searchResults });

    expect(answer.status).toBe(202);
    expect(runs()).toMatchObject([{ suppliedInputId: expect.stringMatching(/^[0-9a-f]{32}$/) }]);
    expect(JSON.stringify(runs())).not.toContain('Secret plans');
  });

  it('answers 202 also where the answer is kept, and 200 where the caller prefers to wait', async () => {
    await analyse({});
    await keepExample();

    const plain = await analyse({});
    const waiting = await analyse({}, { headers: { prefer: 'wait=10' } });

    expect(plain.status).toBe(202);
    expect(waiting.status).toBe(200);
    expect(runs()).toHaveLength(1);
  });

  it.each([
    ['domain', { domain: undefined }],
    ['domain', { domain: 'localhost' }],
    ['context', { context: undefined }],
    ['searchResults', { searchResults: Array.from({ length: 51 }, () => ({ title: 'T', url: 'https://a.example/' })) }],
    ['searchResults.0.url', { searchResults: [{ title: 'T', url: 'javascript:alert(1)' }] }],
    ['searchResults.0.title', { searchResults: [{ url: 'https://a.example/' }] }],
    ['refresh', { refresh: true }],
  ])('names the field %s', async (field, body) => {
    const answer = await analyse(body);

    expect(answer.status).toBe(422);
    expect(answer.body.details).toMatchObject([{ field }]);
  });
});
