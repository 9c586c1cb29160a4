import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler as customer } from '../../../../functions/api/front-end-customer-intelligence.ts';
import { handler as lookup } from '../../../../functions/api/front-end-lookup.ts';
import { handler as search } from '../../../../functions/api/front-end-search.ts';
import { handler as status } from '../../../../functions/api/front-end-status.ts';
import { handler as vendor } from '../../../../functions/api/front-end-vendor-context.ts';
import { indexCompany } from '../../../../functions/lib/cache/company-index.ts';
import { keepDiscovery } from '../../../../functions/lib/cache/discovery.ts';
import { lifetimeOf } from '../../../../functions/lib/cache/freshness.ts';
import { keepAnswer } from '../../../../functions/lib/cache/keep-answer.ts';
import type { Answer } from '../../../../functions/lib/company/answer.ts';
import { profileFields } from '../../../../functions/lib/company/profile.ts';
import { endEnrichment } from '../../../../functions/lib/enrichment/end.ts';
import { describeFailure, type FailedState, recordFailure } from '../../../../functions/lib/enrichment/failure.ts';
import { exampleAnswer } from '../examples.ts';
import { openTestTable } from '../table.ts';
import { callEndpoint } from './call.ts';

const stepFunctions = mockClient(SFNClient);
const lambda = vi.fn<typeof fetch>();
let table: { close(): Promise<void> };
let count = 0;
let domain = '';
let name = '';

beforeAll(async () => {
  table = await openTestTable();
  Object.assign(process.env, {
    BASIC_INFO_FUNCTION_NAME: 'fetch-basic-info',
    FIND_BY_NAME_FUNCTION_NAME: 'find-by-name',
    SEARCH_PAGES_FUNCTION_NAME: 'search-pages',
  });
});
afterAll(async () => {
  await table.close();
});
beforeEach(async () => {
  count += 1;
  // One that resembles none of the tests before.
  name = `${'BCDFGHJKLM'[count % 10]}${'aeiou'[count % 5]}${'bcdfghjklm'[Math.floor(count / 10)]}ozz`.repeat(2);
  domain = `${name.toLowerCase()}.com`;
  await indexNamed(domain, `${name} Inc.`);
  stepFunctions.reset();
  stepFunctions.on(StartExecutionCommand).resolves({});
  vi.spyOn(console, 'info').mockReturnValue();
  vi.spyOn(console, 'error').mockReturnValue();
  lambda.mockReset();
  vi.stubGlobal('fetch', lambda);
  return () => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  };
});

async function indexNamed(at: string, called: string): Promise<void> {
  const unknown = { description: null, industry: 'Robotics', founded: null };
  const known = { headquarters: 'Trondheim', employees: 120, updatedAt: new Date().toISOString() };
  await indexCompany({ ...unknown, ...known, domain: at, name: called }, {}, Date.now());
}
const runs = () =>
  stepFunctions.commandCalls(StartExecutionCommand).map(({ args }) => ({
    name: args[0].input.name ?? '',
    ...JSON.parse(args[0].input.input ?? ''),
  }));
/** Every field of a profile is there in an answer, unknown or not. */
const whole = {
  ...exampleAnswer,
  companyIntelligence: {
    ...Object.fromEntries(Object.entries(profileFields).map(([field, { many }]) => [field, many ? [] : null])),
    ...exampleAnswer.companyIntelligence,
  },
} as Answer;
async function finish(answer: Answer = whole): Promise<void> {
  const run = runs().at(-1);
  await keepAnswer({
    domain: run.domain,
    key: run.key,
    executionName: run.name,
    answer,
    lifetime: lifetimeOf('ready', Date.now()),
  });
  await endEnrichment({ executionName: run.name, key: run.key, domain: run.domain }, Date.now());
}
const poll = (requestId: string, clientId = 'client-1') =>
  callEndpoint(status, { parameters: { requestId }, clientId });
const resolution = (outcome: 'ambiguous' | 'parked', candidates: object[] = []) =>
  ({ ...exampleAnswer, companyIntelligence: null, resolution: { outcome, candidates, reasons: [] } }) as Answer;

describe('POST /vendor/context', () => {
  it('starts by name and says where to poll; what else is sent is let pass', async () => {
    const { status: code, body } = await callEndpoint(vendor, {
      body: { companyName: name, context: 'Renewal', enhanced: true },
    });

    expect(code).toBe(202);
    expect(body).toEqual({
      status: 'processing',
      requestId: expect.stringMatching(/^req_/),
      statusEndpoint: `/workflows/${body.requestId}/status`,
      workflow: { type: 'vendor-context', steps: expect.arrayContaining(['discovery']) },
    });
    expect(runs()).toMatchObject([{ domain, intent: 'renewal', userRole: 'account-executive' }]);
  });

  it('answers with the finished analysis when there is one', async () => {
    await callEndpoint(vendor, { body: { companyName: domain, context: { any: 'thing' } } });
    await finish();

    const {
      status: code,
      body,
      headers,
    } = await callEndpoint(vendor, {
      body: { companyName: `https://www.${domain}/` },
      headers: { prefer: 'wait=3' },
    });

    expect(code).toBe(200);
    expect(headers['preference-applied']).toBe('wait=3');
    expect(body).toMatchObject({
      status: 'completed',
      cached: true,
      generatedAt: exampleAnswer.metadata.generatedAt,
      requestId: expect.stringMatching(/^req_/),
      metrics: {
        processingTimeMs: expect.any(Number),
        datasetsCollected: expect.any(Number),
        totalCost: expect.any(Number),
      },
    });
    expect(Object.keys(body.data.analysis)).toEqual(
      expect.arrayContaining([...vendorFields, ...customerFields, 'last_updated', 'data_quality']),
    );
    expect(body.data.analysis).toMatchObject({
      products: ['Lifter', 'Sorter'],
      relevantDecisionMakers: ['Ada Berg, CEO'],
      recommendedApproach: 'Acme makes robots.',
      companySize: '120 employees',
      data_quality: exampleAnswer.metadata.dataQuality,
    });
  });

  it('gives the candidates of a name that several companies bear', async () => {
    await indexNamed(`other-${domain}`, `${name} Inc.`);

    const { status: code, body } = await callEndpoint(vendor, { body: { companyName: name } });

    expect(code).toBe(409);
    expect(body).toMatchObject({
      code: 'company.ambiguous',
      error: expect.any(String),
      details: [{ field: 'companyName' }],
    });
    expect(body.candidates.map((candidate: { domain: string }) => candidate.domain).sort()).toEqual(
      [domain, `other-${domain}`].sort(),
    );
  });

  it('answers 404 for a name that nobody bears', async () => {
    await keepDiscovery({ name: 'zzyzx unheard of' }, [], Date.now());

    const { status: code, body } = await callEndpoint(vendor, { body: { companyName: 'Zzyzx Unheard Of' } });

    expect(code).toBe(404);
    expect(body).toMatchObject({ code: 'company.unknown', details: [{ field: 'companyName' }] });
  });

  it.each([
    ['ambiguous' as const, 409, 'company.ambiguous'],
    ['parked' as const, 404, 'company.unknown'],
  ])('answers an enrichment that ended %s without a company', async (outcome, code, problem) => {
    await callEndpoint(vendor, { body: { companyName: domain } });
    await finish(
      resolution(outcome, [{ name: 'Other', domain: 'other.com', description: null, matchScore: 0.5, matchedOn: [] }]),
    );

    const { status: answered, body } = await callEndpoint(vendor, { body: { companyName: domain } });

    expect(answered).toBe(code);
    expect(body).toMatchObject({ code: problem, candidates: [{ domain: 'other.com' }] });
  });

  it.each([[{}], [{ companyName: '' }], [{ companyName: 7 }], [{ companyName: '10.0.0.1' }]])(
    'refuses %j by its field',
    async (body) => {
      const answer = await callEndpoint(vendor, { body });

      expect(answer.status).toBe(422);
      expect(answer.body.details).toMatchObject([{ field: 'companyName' }]);
    },
  );

  it('repeats what was answered under the same Idempotency-Key', async () => {
    const call = { body: { companyName: domain }, headers: { 'idempotency-key': `key-${count}` } };
    const first = await callEndpoint(vendor, call);

    const second = await callEndpoint(vendor, call);

    expect(second.body).toEqual(first.body);
    expect(second.headers['idempotency-replayed']).toBe('true');
  });
});

describe('POST /customer/intelligence', () => {
  it('starts the prospect as the vendor sees it', async () => {
    await indexNamed(`vendor-${domain}`, 'Vendorly');

    const { status: code, body } = await callEndpoint(customer, {
      body: { prospectCompany: name, vendorCompany: `vendor-${domain}`, extra: 1 },
    });

    expect(code).toBe(202);
    expect(body.workflow.type).toBe('customer-intelligence');
    expect(runs()).toMatchObject([{ domain, vendorDomain: `vendor-${domain}`, kind: 'customer-intelligence' }]);
  });

  it.each([undefined, null, ' '])('tells of the prospect alone without a vendor (%j)', async (vendorCompany) => {
    await callEndpoint(customer, { body: { prospectCompany: name, vendorCompany } });

    expect(runs()).toMatchObject([{ domain, vendorDomain: null, kind: 'vendor-context' }]);
  });

  it('refuses a vendor that is the prospect', async () => {
    const { status: code, body } = await callEndpoint(customer, {
      body: { prospectCompany: name, vendorCompany: domain },
    });

    expect(code).toBe(422);
    expect(body.details).toMatchObject([{ field: 'vendorCompany' }]);
  });
});

describe('GET /workflows/{requestId}/status', () => {
  it('says RUNNING, then SUCCEEDED with the analysis', async () => {
    const { body: started } = await callEndpoint(vendor, { body: { companyName: domain } });
    const running = await poll(started.requestId);
    await finish();

    const done = await poll(started.requestId);

    expect(running.body).toMatchObject({ status: 'RUNNING', requestId: started.requestId });
    expect(running.headers['retry-after']).toBe('1');
    expect(done.status).toBe(200);
    expect(done.body).toMatchObject({
      status: 'SUCCEEDED',
      data: { analysis: { products: expect.any(Array) } },
      metrics: {},
    });
    expect(done.body.output).toBeUndefined();
  });

  it.each<[FailedState, string]>([
    ['FAILED', 'FAILED'],
    ['ABORTED', 'ABORTED'],
    ['TIMED_OUT', 'TIMED_OUT'],
  ])('says why an execution is %s', async (state, shown) => {
    const { body: started } = await callEndpoint(vendor, { body: { companyName: domain } });
    const { name: executionName, key } = runs().at(-1);
    const subject = { executionName, key, domain, stateMachineArn: process.env.STANDARD_STATE_MACHINE_ARN ?? '' };
    await recordFailure(subject, describeFailure(state), Date.now());

    const { body } = await poll(started.requestId);

    expect(body).toMatchObject({ status: shown, error: expect.stringContaining('The enrichment') });
  });

  it('fails with the candidates where the enrichment met several companies', async () => {
    const { body: started } = await callEndpoint(vendor, { body: { companyName: domain } });
    await finish(
      resolution('ambiguous', [
        { name: 'Other', domain: 'other.com', description: null, matchScore: 0.5, matchedOn: [] },
      ]),
    );

    const { body } = await poll(started.requestId);

    expect(body).toMatchObject({ status: 'FAILED', code: 'company.ambiguous', candidates: [{ domain: 'other.com' }] });
  });

  it('knows nothing of another client’s request', async () => {
    const { body: started } = await callEndpoint(vendor, { body: { companyName: domain } });

    const { status: code, body } = await poll(started.requestId, 'client-2');

    expect(code).toBe(404);
    expect(body.error).toEqual(expect.any(String));
  });
});

describe('GET /companies/lookup', () => {
  it('lists companies as the search box shows them', async () => {
    const { status: code, body } = await callEndpoint(lookup, { query: { query: name, limit: '1' } });

    expect(code).toBe(200);
    expect(body).toEqual({
      data: {
        companies: [
          {
            name: `${name} Inc.`,
            domain,
            industry: 'Robotics',
            headquarters: 'Trondheim',
            location: 'Trondheim',
            employees: 120,
            size: '120 employees',
            sources: ['company-index'],
            matchScore: expect.any(Number),
            matchedOn: expect.any(Array),
          },
        ],
        total: expect.any(Number),
        query: name,
        cached: true,
        generatedAt: expect.stringMatching(/Z$/),
      },
      requestId: expect.any(String),
      message: expect.any(String),
    });
  });

  it.each([
    [{}, 'query'],
    [{ query: 'acme', limit: '0' }, 'limit'],
    [{ query: 'acme', limit: 'many' }, 'limit'],
    [{ query: 'x'.repeat(3000) }, 'query'],
  ])('refuses %j by its field', async (query, field) => {
    const { status: code, body } = await callEndpoint(lookup, { query });

    expect(code).toBe(422);
    expect(body.details).toMatchObject([{ field }]);
  });
});

describe('GET /company/{domain}/search', () => {
  const shown = {
    sources: [
      {
        source: 'Press',
        outcome: 'matched',
        reason: null,
        ms: 12,
        pages: [{ url: 'https://press.com/a', title: 'A', snippet: 's' }],
      },
      { source: 'Google', outcome: 'skipped', reason: 'no_key', ms: 0, pages: [] },
    ],
  };

  it('shows what each source knows of the company by its name', async () => {
    lambda.mockImplementation(async () => new Response(JSON.stringify(shown)));

    const { status: code, body } = await callEndpoint(search, { parameters: { domain } });

    expect(code).toBe(200);
    expect(body).toMatchObject({
      queries: [`${name} Inc.`],
      totalResults: 1,
      searchTime: expect.any(Number),
      requestId: expect.any(String),
      results: [
        {
          query: `${name} Inc.`,
          totalResults: 1,
          searchTime: 12,
          results: [{ url: 'https://press.com/a', title: 'A', snippet: 's', sourceDomain: 'press.com' }],
        },
        { totalResults: 0, results: [] },
      ],
    });
    expect(JSON.parse(String(lambda.mock.calls[0]?.[1]?.body))).toMatchObject({ domain, name: `${name} Inc.` });
  });

  it('answers 503 where the search breaks', async () => {
    lambda.mockImplementation(async () => new Response('{}', { headers: { 'x-amz-function-error': 'Unhandled' } }));

    const { status: code, body } = await callEndpoint(search, { parameters: { domain } });

    expect(code).toBe(503);
    expect(body).toMatchObject({ code: 'search.unavailable', retryable: true, error: expect.any(String) });
  });
});

const vendorFields = [
  ...[
    'industry',
    'products',
    'targetMarkets',
    'competitors',
    'valuePropositions',
    'positioningStrategy',
    'pricingModel',
  ],
  ...['companySize', 'marketPresence', 'recentNews', 'keyExecutives', 'businessChallenges', 'growthIndicators'],
  ...['techStack', 'partnerships'],
];
const customerFields = [
  ...['industry', 'companySize', 'description', 'relevantDecisionMakers', 'techStackRelevance', 'businessChallenges'],
  ...['buyingSignals', 'competitiveUsage', 'growthIndicators', 'recommendedApproach', 'keyValueProps'],
  ...['potentialPainPoints', 'bestContactStrategy'],
];
