import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Exchange, Reply } from '../../../../../functions/lib/api/event.ts';
import { idempotent } from '../../../../../functions/lib/api/idempotency.ts';
import { IntelligenceError } from '../../../../../functions/lib/errors.ts';
import { createTestClock, openTestTable, type TestClock } from '../../table.ts';

let table: { close(): Promise<void> };
let clock: TestClock;
let count = 0;

beforeAll(async () => {
  table = await openTestTable();
});
afterAll(async () => {
  await table.close();
});
beforeEach(() => {
  clock = createTestClock();
  count += 1;
});

const exchange = (body: unknown = { a: 1 }, facts: Partial<Exchange<unknown>> & { readonly key?: string } = {}) => {
  const { key = `key-${count}`, ...rest } = facts;
  const base = {
    exchangeId: 'x',
    route: 'POST /things',
    clientId: 'client-1',
    parameters: {},
    query: {},
    contacts: false,
  };
  return { ...base, headers: { 'idempotency-key': key }, body, ...rest };
};

function counting(reply: (call: number) => Reply | Promise<Reply> = (call) => ({ status: 202, body: { call } })) {
  const ids: string[] = [];
  const work = async (_: Exchange<unknown>, requestId: string) => {
    ids.push(requestId);
    return reply(ids.length);
  };
  return { ids, work };
}

describe('an idempotent endpoint', () => {
  it('does the work once for the same key and body, and gives the same answer and status', async () => {
    const { ids, work } = counting();
    const call = idempotent(clock, work);

    const [first, second] = [await call(exchange()), await call(exchange())];

    expect(ids).toHaveLength(1);
    expect(second).toEqual({ ...first, headers: { 'idempotency-replayed': 'true' } });
  });

  it('works each time without a key', async () => {
    const { ids, work } = counting();
    const call = idempotent(clock, work);

    await call(exchange({}, { headers: {} }));
    await call(exchange({}, { headers: {} }));

    expect(new Set(ids).size).toBe(2);
  });

  it('keeps the keys of clients apart, and takes a quoted key for the bare one', async () => {
    const { ids, work } = counting();
    const call = idempotent(clock, work);

    await call(exchange());
    await call(exchange({ a: 1 }, { clientId: 'client-2' }));
    const quoted = await call(exchange({ a: 1 }, { key: `"key-${count}"` }));

    expect(ids).toHaveLength(2);
    expect(quoted.headers).toEqual({ 'idempotency-replayed': 'true' });
  });

  it.each([
    ['another body', { body: { a: 2 } }],
    ['another path', { parameters: { domain: 'other.com' } }],
    ['another route', { route: 'POST /others' }],
  ])('refuses the key for %s, naming the header', async (_, facts) => {
    const call = idempotent(clock, counting().work);
    await call(exchange());

    await expect(call(exchange({ a: 1 }, facts))).rejects.toMatchObject({
      code: 'request.key_reused',
      details: [{ field: 'Idempotency-Key' }],
    });
  });

  it('leaves the key free after a failure', async () => {
    const { ids, work } = counting((call) => {
      if (call === 1) throw new IntelligenceError('request.invalid', 'no');
      return { status: 202, body: null };
    });
    const call = idempotent(clock, work);

    await expect(call(exchange())).rejects.toThrow('no');
    const second = await call(exchange());

    expect(second.status).toBe(202);
    expect(ids).toHaveLength(2);
  });

  it('says that the first call is still at work, and takes over from one that died', async () => {
    const { promise: never } = Promise.withResolvers<Reply>();
    const { ids, work } = counting((call) => (call === 1 ? never : { status: 202, body: null }));
    const call = idempotent(clock, work);
    void call(exchange());
    await expect.poll(() => ids.length).toBe(1);

    await expect(call(exchange())).rejects.toMatchObject({ code: 'request.in_progress', retryable: true });
    clock.advance(36_000);
    const taken = await call(exchange());

    expect(taken.status).toBe(202);
  });

  it('answers a call that is at work by what is known of its request', async () => {
    const { promise: never } = Promise.withResolvers<Reply>();
    const { ids, work } = counting(() => never);
    const call = idempotent(clock, work, async (_, requestId, status) => ({
      status: 202,
      body: { requestId, status },
    }));
    void call(exchange());
    await expect.poll(() => ids.length).toBe(1);

    const second = await call(exchange());

    expect(second.body).toEqual({ requestId: ids[0], status: null });
  });

  it('gives up on a call at work of whose request nothing is known', async () => {
    const { promise: never } = Promise.withResolvers<Reply>();
    const { ids, work } = counting(() => never);
    const call = idempotent(clock, work, async () => null);
    void call(exchange());
    await expect.poll(() => ids.length).toBe(1);

    await expect(call(exchange())).rejects.toMatchObject({ code: 'request.in_progress' });
  });

  it('works anew where the first answer is gone, and after a day', async () => {
    const { ids, work } = counting();
    const gone = idempotent(clock, work, async () => null);
    await gone(exchange());

    await gone(exchange());
    const kept = idempotent(clock, work);
    await kept(exchange({}, { key: `day-${count}` }));
    clock.advance(25 * 3600 * 1000);
    await kept(exchange({}, { key: `day-${count}` }));

    expect(ids).toHaveLength(4);
  });

  it('refuses whatever is no key, and never fails otherwise', async () => {
    const call = idempotent(clock, counting().work);

    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1, maxLength: 300, unit: 'binary' }), async (key) => {
        const isKey = /^"?[\x21\x23-\x7e]{1,255}"?$/.test(key);
        const answer = await call(exchange({ a: 1 }, { key: `${key}` })).catch((error: unknown) => error);
        if (isKey) expect(answer).toHaveProperty('status', 202);
        else expect(answer).toMatchObject({ code: 'request.malformed', details: [{ field: 'Idempotency-Key' }] });
      }),
      { numRuns: 30 },
    );
  });
});
