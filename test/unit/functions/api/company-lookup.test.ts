import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler } from '../../../../functions/api/company-lookup.ts';
import { indexCompany } from '../../../../functions/lib/cache/company-index.ts';
import { deleteRow } from '../../../../functions/lib/enrichment/table.ts';
import { openTestTable, testStart } from '../table.ts';
import { callEndpoint } from './call.ts';

const lambda = vi.fn<typeof fetch>();
let table: { close(): Promise<void> };
let count = 0;
let domain = '';

beforeAll(async () => {
  table = await openTestTable();
  process.env.BASIC_INFO_FUNCTION_NAME = 'fetch-basic-info';
  process.env.FIND_BY_NAME_FUNCTION_NAME = 'find-by-name';
});
afterAll(async () => {
  await table.close();
});
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: testStart });
  vi.spyOn(console, 'info').mockReturnValue();
  vi.spyOn(console, 'warn').mockReturnValue();
  count += 1;
  // One that resembles none of the tests before.
  domain = `${String.fromCharCode(96 + count).repeat(5)}acme.com`;
  lambda.mockReset();
  vi.stubGlobal('fetch', lambda);
  site(seen);
  return () => {
    vi.useRealTimers();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  };
});

const seen = {
  status: 'fetched',
  name: 'Acme',
  description: 'Robots.',
  headquarters: null,
  founded: 1999,
  employees: null,
  finalUrl: 'https://acme.com/',
  documentKey: 'documents/acme',
  parkedReason: null,
};
function site(payload: unknown, functionError?: string): void {
  const headers = functionError === undefined ? {} : { 'x-amz-function-error': functionError };
  lambda.mockImplementation(async () => new Response(JSON.stringify(payload), { headers }));
}
const look = (query = domain) => callEndpoint(handler, { parameters: { domain: query } });
const invocations = () =>
  lambda.mock.calls.map(([url, init]) => ({
    name: decodeURIComponent(String(url).split('/').at(-2) ?? ''),
    payload: JSON.parse(String(init?.body)),
    headers: new Headers(init?.headers),
    signal: init?.signal,
  }));
const indexed = {
  name: 'Acme Robotics, Inc.',
  description: null,
  industry: 'Robotics',
  headquarters: 'Trondheim',
  employees: 120,
  founded: null,
  updatedAt: new Date(testStart - 3600_000).toISOString(),
};

describe('GET /company/{domain}/lookup', () => {
  it('answers from the index, leaving out what is unknown', async () => {
    await indexCompany({ ...indexed, domain }, {}, testStart);

    const { status, body, headers } = await look(`https://www.${domain}/about`);

    expect(status).toBe(200);
    expect(body).toEqual({
      companies: [
        {
          domain,
          name: 'Acme Robotics, Inc.',
          industry: 'Robotics',
          headquarters: 'Trondheim',
          employees: 120,
          matchScore: 1,
          matchedOn: ['domain'],
          freshness: { state: 'fresh', ageSeconds: 3600, refreshAfter: expect.any(String) },
          sources: ['company-index'],
        },
      ],
      cached: true,
      requestId: headers['x-request-id'],
    });
    expect(invocations()).toHaveLength(0);
  });

  it('looks at the homepage of a domain it does not know', async () => {
    const { body } = await look();

    expect(invocations()[0]?.payload).toEqual({ domain, deadline: testStart + 1500 });
    expect(invocations()[0]?.name).toBe('fetch-basic-info');
    expect(body).toMatchObject({
      companies: [{ domain, name: 'Acme', founded: 1999, sources: ['own-site'] }],
      cached: false,
    });
  });

  it('looks once an hour', async () => {
    await look();
    const again = await look();
    vi.setSystemTime(testStart + 3600_000);
    await look();

    expect(again.body).toMatchObject({ cached: true, companies: [{ name: 'Acme' }] });
    expect(invocations()).toHaveLength(2);
  });

  it.each([
    ['unreachable', { status: 'unreachable' }],
    ['blocked', { status: 'blocked' }],
    ['parked', { parkedReason: 'for sale' }],
    ['nameless', { name: null }],
  ])('answers an empty list for a site that is %s, and remembers that for minutes', async (_, facts) => {
    site({ ...seen, ...facts });

    const first = await look();
    const again = await look();
    vi.setSystemTime(testStart + 300_000);
    await look();

    expect(first.body).toMatchObject({ companies: [], cached: false });
    expect(again.body).toMatchObject({ companies: [], cached: true });
    expect(invocations()).toHaveLength(2);
  });

  it('answers an empty list when the look breaks or takes too long, and tries again next time', async () => {
    site({ errorMessage: 'boom' }, 'Unhandled');
    const broken = await look();
    lambda.mockRejectedValue(Object.assign(new Error('aborted'), { name: 'AbortError' }));
    const late = await look();
    lambda.mockRejectedValue('a string');
    await look();
    lambda.mockImplementation(async () => new Response('{}', { status: 429 }));
    await look();

    expect([broken.status, late.status]).toEqual([200, 200]);
    expect([broken.body.companies, late.body.companies]).toEqual([[], []]);
    expect(invocations()).toHaveLength(4);
  });

  it('gives the look a deadline, and signs it', async () => {
    await look();

    expect(invocations()[0]?.signal).toBeInstanceOf(AbortSignal);
    expect(invocations()[0]?.headers.get('authorization')).toMatch(
      /^AWS4-HMAC-SHA256 .*\/us-east-1\/lambda\/aws4_request/,
    );
  });

  it('finds a company by its name, however written, and scores how well it fits', async () => {
    const name = `Nordlysverket ${count}`;
    await indexCompany(
      { ...indexed, domain, name: `${name} AS` },
      { formerNames: [`Bergvik Maskin ${count}`] },
      testStart,
    );
    const queries = [`${name} AS`, name, name.replace(' ', ''), `Nordlysvreket ${count}`, `Bergvik Maskin ${count}`];

    const answers = await Promise.all(queries.map((query) => look(encodeURIComponent(query))));

    expect(
      answers.map(({ body }) => body.companies.map((found: object) => ({ ...found, freshness: 0 }))),
    ).toMatchObject([
      [{ domain, matchScore: 1, matchedOn: ['name'], sources: ['company-index'] }],
      [{ domain, matchScore: 0.978, matchedOn: ['name', 'legal_form'] }],
      [{ domain, matchedOn: ['name', 'spacing'] }],
      [{ domain, matchScore: expect.closeTo(0.84, 1), matchedOn: ['name', 'typo'] }],
      [{ domain, matchScore: 0.97, matchedOn: ['former_name'] }],
    ]);
    expect(invocations()).toHaveLength(0);
  });

  it('asks who is called so for a name it does not know, once an hour', async () => {
    const name = `Halvering ${count}`;
    const hit = { domain, name, otherNames: [`Old Halvering ${count}`], description: 'Food.', source: 'wikidata' };
    site({ isComplete: true, companies: [hit] });

    const first = await look(name);
    const again = await look(name);

    expect(invocations()[0]?.payload).toEqual({ name, deadline: testStart + 1500 });
    expect(invocations()[0]?.name).toBe('find-by-name');
    expect(first.body).toMatchObject({
      companies: [{ domain, name, description: 'Food.', matchScore: 1, matchedOn: ['name'], sources: ['wikidata'] }],
      cached: false,
    });
    expect(again.body).toMatchObject({ companies: [{ domain }], cached: true });
    expect(invocations()).toHaveLength(1);
  });

  it('answers an empty list for a name that nobody knows, and remembers that for minutes', async () => {
    site({ isComplete: true, companies: [] });

    const { status, body } = await look('Nobody%20Knows%20Us');
    await look('Nobody%20Knows%20Us');
    vi.setSystemTime(testStart + 300_000);
    await look('Nobody%20Knows%20Us');

    expect(status).toBe(200);
    expect(body).toMatchObject({ companies: [], cached: false });
    expect(invocations()).toHaveLength(2);
  });

  it('tries again when not everybody could be asked', async () => {
    site({ isComplete: false, companies: [] });

    await look('Nobody%20Answers');
    await look('Nobody%20Answers');

    expect(invocations()).toHaveLength(2);
  });

  it.each(['http://', '!', 'a', 'https://https//', '127.0.0.1'])('asks nobody about %s', async (query) => {
    const { status, body } = await look(encodeURIComponent(query));

    expect(status).toBe(200);
    expect(body.companies).toEqual([]);
    expect(invocations()).toHaveLength(0);
  });

  it('shows what an unknown domain resembles when nothing stands on it', async () => {
    await indexCompany({ ...indexed, domain: 'brindlewharf.com', name: 'Brindlewharf' }, {}, testStart);
    site({ ...seen, status: 'unreachable' });

    const { body } = await look('brindelwharf.com');

    expect(body.companies).toMatchObject([{ domain: 'brindlewharf.com', matchedOn: ['name', 'typo'] }]);
  });

  it('leaves out a company whose names outlived it', async () => {
    await indexCompany({ ...indexed, domain, name: `Ghostly ${count}` }, {}, testStart);
    await deleteRow({ pk: `COMPANY#${domain}`, sk: 'COMPANY' });
    site({ isComplete: true, companies: [] });

    const { body } = await look(`Ghostly ${count}`);

    expect(body.companies).toEqual([]);
  });

  it.each([
    ['nothing', ' '],
    ['3,000 letters', 'a'.repeat(3000)],
  ])('refuses %s and names the field', async (_, query) => {
    const { status, body } = await look(query);

    expect(status).toBe(422);
    expect(body.details).toMatchObject([{ field: 'domain' }]);
  });
});
