import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler } from '../../../../functions/api/company-history.ts';
import type { CompanyIntelligence } from '../../../../functions/lib/company/answer.ts';
import { parseDomain } from '../../../../functions/lib/company/domain.ts';
import { keepProfile, type ProfileToKeep } from '../../../../functions/lib/history/keep-profile.ts';
import { exampleAnswer, exampleIntelligence } from '../examples.ts';
import { openTestTable, testStart } from '../table.ts';
import { callEndpoint, type TestCall } from './call.ts';

let table: { close(): Promise<void> };
let count = 0;
let domain: ProfileToKeep['domain'];

beforeAll(async () => {
  table = await openTestTable();
});
afterAll(async () => {
  await table.close();
});
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: testStart + 100 * hour });
  vi.spyOn(console, 'info').mockReturnValue();
  count += 1;
  domain = parseDomain(`history${count}.com`) as ProfileToKeep['domain'];
  return () => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  };
});

const hour = 3600_000;
const timeOf = (hours: number) => new Date(testStart + hours * hour).toISOString();
interface Run {
  readonly status?: 'ready' | 'partial';
  readonly depth?: 'standard' | 'deep';
  readonly executionName?: string;
}
async function enrich(hours: number, facts: object, { status = 'ready', depth = 'standard', executionName }: Run = {}) {
  const companyIntelligence = { ...exampleIntelligence, ...facts } as CompanyIntelligence;
  const metadata = { ...exampleAnswer.metadata, status, generatedAt: timeOf(hours) };
  await keepProfile(
    { domain, depth, executionName: executionName ?? `at-${hours}`, answer: { companyIntelligence, metadata } },
    testStart + hours * hour,
  );
}
const ask = (query: Record<string, string> = {}, call: TestCall = {}) =>
  callEndpoint(handler, { parameters: { domain }, query, ...call });

describe('GET /company/{domain}/history', () => {
  it('gives the versions, latest first, with what changed and what backs it', async () => {
    await enrich(0, {});
    await enrich(24, { headquarters: 'Oslo', products: ['Lifter', 'Picker'] });

    const { status, body } = await ask();

    expect(status).toBe(200);
    expect(body).toMatchObject({
      domain,
      nextCursor: null,
      versions: [
        {
          generatedAt: timeOf(24),
          confirmedAt: timeOf(24),
          status: 'ready',
          dataQuality: { overall: 0.8 },
          profile: { headquarters: 'Oslo', companyName: 'Acme Robotics Inc.' },
          changes: [
            { field: 'products', kind: 'removed', old: 'Sorter', new: null },
            { field: 'products', kind: 'added', old: null, new: 'Picker' },
            { field: 'headquarters', kind: 'changed', old: 'Trondheim', new: 'Oslo' },
          ],
        },
        { generatedAt: timeOf(0), changes: [], profile: { headquarters: 'Trondheim' } },
      ],
    });
    expect(Object.keys(body.versions[1].evidence)).toContain('/headquarters');
    expect(Object.keys(body.versions[1].evidence)).not.toContain('/brief/sections/0');
    expect(body.versions[1].profile).not.toHaveProperty('brief');
  });

  it('confirms a version instead of keeping it again', async () => {
    await enrich(0, {});
    await enrich(5, {});
    await enrich(5, {});

    const { body } = await ask();

    expect(body.versions).toMatchObject([{ generatedAt: timeOf(0), confirmedAt: timeOf(5) }]);
  });

  it('takes what a lost source could not see for still so', async () => {
    await enrich(0, {});
    await enrich(1, { headquarters: null, products: ['Picker'] }, { status: 'partial' });
    await enrich(2, { products: ['Lifter', 'Sorter', 'Picker'] });

    const { body } = await ask();

    expect(body.versions).toMatchObject([
      { generatedAt: timeOf(1), status: 'partial', changes: [{ kind: 'added', new: 'Picker' }] },
      { generatedAt: timeOf(0) },
    ]);
    expect(body.versions[0].changes).toHaveLength(1);
    expect(body.versions[0].profile.headquarters).toBeNull();
  });

  it('does not let a standard look take away what a deep one saw', async () => {
    await enrich(0, { products: ['Lifter', 'Sorter', 'Deep'] }, { depth: 'deep' });
    await enrich(1, {});

    const { body } = await ask();

    expect(body.versions).toHaveLength(1);
  });

  it('changes nothing when an execution is repeated or comes late', async () => {
    await enrich(0, {}, { executionName: 'one' });
    await enrich(3, { employees: 130 }, { executionName: 'two' });
    await enrich(4, { employees: 140 }, { executionName: 'two' });
    await enrich(2, { employees: 150 }, { executionName: 'late' });

    const { body } = await ask();

    expect(body.versions.map(({ profile }: { profile: { employees: number } }) => profile.employees)).toEqual([
      130, 120,
    ]);
  });

  it('gives page after page', async () => {
    for (let hours = 0; hours < 5; hours += 1) await enrich(hours, { employees: 100 + hours });

    const first = await ask({ limit: '2' });
    const second = await ask({ limit: '2', cursor: first.body.nextCursor });
    const third = await ask({ limit: '2', cursor: second.body.nextCursor });

    const employees = [first, second, third].map(({ body }) =>
      body.versions.map(({ profile }: { profile: { employees: number } }) => profile.employees),
    );
    expect(employees).toEqual([[104, 103], [102, 101], [100]]);
    expect(third.body.nextCursor).toBeNull();
  });

  it('answers 304 to who has it already, until something changes', async () => {
    await enrich(0, {});
    const { headers } = await ask();
    const known = { headers: { 'if-none-match': headers.etag ?? '' } };

    const same = await ask({}, known);
    await enrich(1, { employees: 7 });
    const changed = await ask({}, known);

    expect([same.status, changed.status]).toEqual([304, 200]);
  });

  it('is empty for a company that nobody enriched, and forgets after a year', async () => {
    await enrich(0, {});
    vi.setSystemTime(testStart + 366 * 24 * hour);

    const { status, body } = await ask();

    expect(status).toBe(200);
    expect(body).toEqual({ domain, versions: [], nextCursor: null });
  });

  it.each([
    [{ limit: '0' }, 'limit'],
    [{ limit: '51' }, 'limit'],
    [{ limit: 'all' }, 'limit'],
    [{ cursor: 'nonsense' }, 'cursor'],
    [{ cursor: '' }, 'cursor'],
  ] as [Record<string, string>, string][])('refuses %j', async (query, field) => {
    const answer = await ask(query);

    expect(answer).toMatchObject({ status: 422, body: { details: [{ field }] } });
  });

  it('refuses what is no domain', async () => {
    const answer = await ask({}, { parameters: { domain: 'nobody' } });

    expect(answer).toMatchObject({ status: 422, body: { details: [{ field: 'domain' }] } });
  });
});
