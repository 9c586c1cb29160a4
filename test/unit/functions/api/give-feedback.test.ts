import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler } from '../../../../functions/api/give-feedback.ts';
import { lifetimeOf } from '../../../../functions/lib/cache/freshness.ts';
import { keepAnswer } from '../../../../functions/lib/cache/keep-answer.ts';
import { createRequestId, keepRequest } from '../../../../functions/lib/enrichment/request.ts';
import { queryRows } from '../../../../functions/lib/enrichment/table.ts';
import { exampleAnswer } from '../examples.ts';
import { captureMetrics } from '../metrics.ts';
import { openTestTable, testStart } from '../table.ts';
import { callEndpoint, type TestCall } from './call.ts';

let table: { close(): Promise<void> };
let count = 0;
let domain = '';
let requestId = '';
let captured: ReturnType<typeof captureMetrics>;

beforeAll(async () => {
  table = await openTestTable();
});
afterAll(async () => {
  await table.close();
});
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: testStart });
  vi.spyOn(console, 'info').mockReturnValue();
  captured = captureMetrics();
  count += 1;
  domain = `judged${count}.com`;
  requestId = createRequestId(testStart);
  await keepRequest(
    {
      requestId,
      clientId: 'client-1',
      executionName: 'made',
      key: 'key',
      domain,
      kind: 'vendor-context',
      depth: 'standard',
      minConfidence: null,
      fromCache: false,
    },
    testStart,
  );
  const lifetime = lifetimeOf('ready', testStart);
  await keepAnswer({ domain, key: 'key', executionName: 'made', answer: exampleAnswer, lifetime });
  return () => {
    vi.useRealTimers();
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  };
});

const give = (body: object, call: TestCall = {}) => callEndpoint(handler, { parameters: { requestId }, body, ...call });
const stored = async () =>
  (await queryRows(`COMPANY#${domain}`, 50, testStart)).filter((row) => row.sk?.S?.startsWith('FEEDBACK#'));
const accuracies = () =>
  captured
    .metrics()
    .filter(({ name }) => name === 'Accuracy')
    .map(({ value, dimensions }) => [value, dimensions]);

describe('POST /analysis/{requestId}/feedback', () => {
  it('keeps a verdict about a field, and measures the field and the sources behind it', async () => {
    const answer = await give({ field: 'products', verdict: 'outdated', comment: 'They sold that line.' });

    expect(answer).toMatchObject({ status: 201, body: { requestId, field: 'products', verdict: 'outdated' } });
    expect(await stored()).toMatchObject([
      {
        requestId: { S: requestId },
        clientId: { S: 'client-1' },
        field: { S: 'products' },
        verdict: { S: 'outdated' },
        comment: { S: 'They sold that line.' },
        sourceIds: { S: '["own-site"]' },
        expiresAt: { N: String(testStart / 1000 + 400 * 24 * 3600) },
      },
    ]);
    expect(accuracies()).toEqual([
      [0, { Field: 'products' }],
      [0, { Source: 'own-site' }],
    ]);
  });

  it.each([
    ['/products/1', 'products'],
    ['/socialProfiles/x', 'socialProfiles'],
    ['/brief/sections/0', 'brief'],
    ['brief', 'brief'],
    ['headquarters', 'headquarters'],
  ])('takes %s for a part of the answer, of the field %s', async (field, dimension) => {
    const { status } = await give({ field, verdict: 'right' });

    expect(status).toBe(201);
    expect(accuracies()).toEqual([
      [1, { Field: dimension }],
      [1, { Source: 'own-site' }],
    ]);
  });

  it('measures a field without evidence by itself, and the answer as a whole', async () => {
    await give({ field: 'pricingModel', verdict: 'wrong' });
    await give({ verdict: 'right' });

    expect(accuracies()).toEqual([
      [0, { Field: 'pricingModel' }],
      [1, { Field: 'answer' }],
    ]);
    expect(await stored()).toHaveLength(2);
  });

  it('takes whoever can be told by it out of the comment', async () => {
    const comment = 'Ask Maria Kowalska, maria.kowalska@acme.example or +1 415-555-2671.';

    await give({ field: 'keyExecutives', verdict: 'wrong', comment });

    const kept = (await stored())[0]?.comment?.S ?? '';
    expect(kept).toContain('Ask ');
    for (const person of ['maria', 'Kowalska', '555-2671']) expect(kept).not.toContain(person);
  });

  it('puts a later verdict about the same part in place of the earlier one, and measures a change only', async () => {
    await give({ field: 'products', verdict: 'wrong' });
    await give({ field: 'products', verdict: 'wrong', comment: 'Really.' });
    await give({ field: 'products', verdict: 'right' });

    expect(await stored()).toMatchObject([{ verdict: { S: 'right' } }]);
    expect(accuracies().map(([value]) => value)).toEqual([0, 0, 1, 1]);
  });

  it('takes a call once per Idempotency-Key', async () => {
    const call = { headers: { 'Idempotency-Key': `feedback-${count}` } };

    const first = await give({ verdict: 'wrong' }, call);
    const second = await give({ verdict: 'wrong' }, call);

    expect(second.body).toEqual(first.body);
    expect(captured.metrics().filter(({ name }) => name === 'FeedbackGiven')).toHaveLength(1);
  });

  it.each([
    ['a field that the answer does not have', { field: 'shoeSize', verdict: 'right' }, 'field'],
    ['an item that is not there', { field: '/products/9', verdict: 'right' }, 'field'],
    ['what is no field', { field: 'evidence', verdict: 'right' }, 'field'],
    ['an inherited member', { field: 'constructor', verdict: 'right' }, 'field'],
    ['an unknown verdict', { verdict: 'meh' }, 'verdict'],
    ['no verdict', {}, 'verdict'],
    ['an unknown member', { verdict: 'right', stars: 5 }, 'stars'],
  ])('refuses %s', async (_case, body, field) => {
    const answer = await give(body);

    expect(answer).toMatchObject({ status: 422, body: { details: [{ field }] } });
    expect(await stored()).toEqual([]);
  });

  it.each([
    ['an unknown request', { parameters: { requestId: 'req_00000000000000000000000000' } }],
    ["another client's", { clientId: 'client-2' }],
  ])('answers 404 for %s', async (_case, call) => {
    const answer = await give({ verdict: 'right' }, call);

    expect(answer).toMatchObject({ status: 404, body: { code: 'request.not_found' } });
  });

  it('says that there is nothing to judge where the answer is gone', async () => {
    vi.setSystemTime(testStart + 3 * 24 * 3600_000);

    const answer = await give({ verdict: 'right' });

    expect(answer).toMatchObject({ status: 409, body: { code: 'enrichment.no_answer', retryable: true } });
  });

  it('never measures by what a caller wrote', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1, maxLength: 40 }), async (field) => {
        await give({ field, verdict: 'wrong' });

        const measured = accuracies().map(([, dimensions]) => (dimensions as { Field?: string }).Field);
        const known = [undefined, ...Object.keys(exampleAnswer.companyIntelligence ?? {})];
        expect(measured.filter((name) => !known.includes(name))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
