import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler } from '../../../../functions/api/start-batch.ts';
import { indexCompany } from '../../../../functions/lib/cache/company-index.ts';
import { lifetimeOf } from '../../../../functions/lib/cache/freshness.ts';
import { keepAnswer } from '../../../../functions/lib/cache/keep-answer.ts';
import { readRequest } from '../../../../functions/lib/enrichment/request.ts';
import { exampleAnswer } from '../examples.ts';
import { openTestTable } from '../table.ts';
import { callEndpoint, type TestCall } from './call.ts';

const stepFunctions = mockClient(SFNClient);
let table: { close(): Promise<void> };
let count = 0;

beforeAll(async () => {
  table = await openTestTable();
});
afterAll(async () => {
  await table.close();
});
beforeEach(() => {
  count += 1;
  stepFunctions.reset();
  stepFunctions.on(StartExecutionCommand).resolves({});
  vi.spyOn(console, 'info').mockReturnValue();
  vi.spyOn(console, 'error').mockReturnValue();
  return () => vi.restoreAllMocks();
});

const domainOf = (index: number) => `batch${count}-${index}.com`;
const start = (body: object, call: TestCall = {}) => callEndpoint(handler, { body, ...call });
const runs = () =>
  stepFunctions.commandCalls(StartExecutionCommand).map((call) => JSON.parse(call.args[0].input.input ?? ''));
async function indexNamed(domain: string, name: string): Promise<void> {
  const unknown = { description: null, industry: null, headquarters: null, employees: null, founded: null };
  await indexCompany({ ...unknown, domain, name, updatedAt: new Date().toISOString() }, {}, Date.now());
}

describe('POST /companies/enrichments', () => {
  it('gives every domain of a list a request of its own', async () => {
    const domains = Array.from({ length: 100 }, (_, index) => domainOf(index));

    const { status, body } = await start({ domains, userRole: 'SE' });

    expect(status).toBe(202);
    expect(body.items.map((item: { domain: string }) => item.domain)).toEqual(domains);
    expect(body.items).toEqual(
      body.items.map(({ domain, requestId }: { domain: string; requestId: string }) => ({
        domain,
        status: 'accepted',
        requestId: expect.stringMatching(/^req_[0-9a-z]{26}$/),
        statusEndpoint: `/analysis/status/${requestId}`,
      })),
    );
    expect(new Set(body.items.map((item: { requestId: string }) => item.requestId)).size).toBe(100);
    expect(runs()).toHaveLength(100);
    expect(runs().every((run) => run.userRole === 'solutions-engineer')).toBe(true);
    expect(await readRequest(body.items[99].requestId, 'client-1', Date.now())).toMatchObject({ domain: domains[99] });
  });

  it('lets an item say more than the call, and name a vendor', async () => {
    const vendorDomain = 'vendor.com';
    const items = [
      { domain: domainOf(1), userRole: 'CSM', intent: 'renewal', depth: 'deep' },
      { domain: domainOf(2), vendorDomain },
    ];

    await start({ items, intent: 'competitive' });

    const found = runs().sort((left, right) => left.domain.localeCompare(right.domain));
    expect(found).toMatchObject([
      { userRole: 'customer-success-manager', intent: 'renewal', depth: 'deep', kind: 'vendor-context' },
      { userRole: 'account-executive', intent: 'competitive', kind: 'customer-intelligence', vendorDomain },
    ]);
  });

  it('takes a name that means one company', async () => {
    await indexNamed(domainOf(1), `Quellhorst ${count} Motors`);

    const { body } = await start({ domains: [`Quellhorst ${count} Motors`] });

    expect(body.items).toMatchObject([{ domain: domainOf(1), status: 'accepted' }]);
  });

  it('shares one request among items that mean the same', async () => {
    const domain = domainOf(1);

    const { body } = await start({ domains: [domain, `https://www.${domain}/about`, domainOf(2), domain] });

    const ids = body.items.map((item: { requestId: string }) => item.requestId);
    expect(new Set(ids).size).toBe(2);
    expect([ids[1], ids[3]]).toEqual([ids[0], ids[0]]);
    expect(runs()).toHaveLength(2);
  });

  it('says of a kept answer that it is ready', async () => {
    await start({ domains: [domainOf(1)] });
    const { key } = runs()[0];
    const lifetime = lifetimeOf('ready', Date.now());
    await keepAnswer({ domain: domainOf(1), key, executionName: 'made', answer: exampleAnswer, lifetime });

    const { body } = await start({ domains: [domainOf(1)] });

    expect(body.items).toMatchObject([{ status: 'ready', statusEndpoint: expect.any(String) }]);
  });

  it('refuses an item that is not valid, and only that', async () => {
    const items = [{ domain: 'localhost' }, 7, { domain: domainOf(1), colour: 'red' }, { domain: domainOf(2) }, {}];

    const { status, body } = await start({ items });

    expect(status).toBe(202);
    expect(body.items).toMatchObject([
      { domain: 'localhost', status: 'rejected', error: { code: 'request.invalid', details: [{ field: 'domain' }] } },
      { domain: '', status: 'rejected', error: { code: 'request.invalid' } },
      { domain: domainOf(1), status: 'rejected', error: { details: [{ field: 'colour' }] } },
      { domain: domainOf(2), status: 'accepted' },
      { domain: '', status: 'rejected', error: { details: [{ field: 'domain' }] } },
    ]);
  });

  it('names the companies that an ambiguous name may mean', async () => {
    await indexNamed(domainOf(1), `Borvand ${count}`);
    await indexNamed(domainOf(2), `Borvand ${count}`);

    const { body } = await start({ domains: [`Borvand ${count}`, domainOf(3)] });

    expect(body.items).toMatchObject([
      { status: 'rejected', error: { code: 'company.ambiguous', candidates: [{ name: `Borvand ${count}` }, {}] } },
      { status: 'accepted' },
    ]);
  });

  it('hands back what could not be started, without a word of why', async () => {
    const secret = new Error('upstream said: secret');
    stepFunctions
      .on(StartExecutionCommand)
      .callsFake(async ({ input }) => (input.includes(domainOf(1)) ? Promise.reject(secret) : {}));

    const { body } = await start({ domains: [domainOf(1), domainOf(2)] });

    expect(body.items).toMatchObject([
      { status: 'rejected', error: { code: 'enrichment.start_failed', retryable: true } },
      { status: 'accepted' },
    ]);
    expect(JSON.stringify(body)).not.toContain('secret');
  });

  it('begins nothing more once the caller would be gone', async () => {
    let now = Date.now();
    vi.spyOn(Date, 'now').mockImplementation(() => now);
    stepFunctions.on(StartExecutionCommand).callsFake(async () => {
      now += 20_000;
      return {};
    });

    const { body } = await start({ domains: Array.from({ length: 20 }, (_, index) => domainOf(index)) });

    const late = body.items.filter((item: { status: string }) => item.status === 'rejected');
    expect(late.length).toBeGreaterThanOrEqual(12);
    expect(late[0].error).toMatchObject({ code: 'enrichment.start_failed', retryable: true });
  });

  it('replays the same results under one Idempotency-Key', async () => {
    const call = { headers: { 'Idempotency-Key': `key-${count}` } };

    const first = await start({ domains: [domainOf(1)] }, call);
    const second = await start({ domains: [domainOf(1)] }, call);

    expect(second.body).toEqual(first.body);
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect(runs()).toHaveLength(1);
  });

  it.each([
    ['neither items nor domains', {}, 'items'],
    ['no item', { items: [] }, 'items'],
    ['too many items', { items: Array.from({ length: 101 }, () => ({})) }, 'items'],
    ['too many of both', { items: [{}], domains: Array.from({ length: 100 }, () => 'a.com') }, 'items'],
    ['an unknown field', { domains: ['a.com'], colour: 'red' }, 'colour'],
    ['domains that are no list', { domains: 'a.com' }, 'domains'],
  ])('refuses a body with %s', async (_case, body, field) => {
    const answer = await start(body);

    expect(answer.status).toBe(422);
    expect(answer.body.details).toMatchObject([{ field }]);
  });

  it('answers 202 or names a field, whatever the items are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue({ maxDepth: 2 }), { minLength: 1, maxLength: 5 }), async (items) => {
        const { status, body } = await start({ items });

        expect(status).toBe(202);
        expect(body.items).toHaveLength(items.length);
        expect(body.items.every((item: { error?: { code: string } }) => item.error?.code !== 'internal')).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});
