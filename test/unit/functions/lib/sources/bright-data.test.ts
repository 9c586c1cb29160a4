import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SourceFailure } from '../../../../../functions/lib/sources/adapter.ts';
import { linkedinCompany } from '../../../../../functions/lib/sources/bright-data/linkedin-company.ts';
import { brightDataSearch } from '../../../../../functions/lib/sources/bright-data/search.ts';
import { brokenQuotes, outcomeOf, planned, question, valuesOf } from './questions.ts';
import { type Reply, startVirtualWeb, type VirtualWeb } from './virtual-web.ts';

const secrets = mockClient(SecretsManagerClient);
let web: VirtualWeb;
let secretNumber = 0;
beforeAll(async () => {
  web = await startVirtualWeb();
});
afterAll(() => web.close());
beforeEach(() => {
  web.reset();
  // A warm function remembers its secrets by their ARN.
  secretNumber += 1;
  process.env.BRIGHT_DATA_SECRET_ARN = `arn:aws:secretsmanager:eu-central-1:1:secret:bright-data-${secretNumber}`;
  secrets.reset();
  secrets.on(GetSecretValueCommand).resolves({ SecretString: 'token-1' });
});
afterEach(() => {
  delete process.env.BRIGHT_DATA_SECRET_ARN;
  delete process.env.SERPAPI_SECRET_ARN;
});

const serve = (reply: Reply | ((url: URL, request: IncomingMessage) => Reply)) =>
  web.serve('api.brightdata.com', reply);
const failureOf = async (work: Promise<unknown>) => {
  const error = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof SourceFailure)) throw new Error(`expected a failure, got ${JSON.stringify(error)}`);
  return { reason: error.reason, costUsd: error.costUsd };
};
const refusals = [
  [401, 'invalid_key'],
  [402, 'quota_exhausted'],
  [403, 'forbidden'],
  [429, 'rate_limited'],
  [503, 'http_503'],
] as const;

describe('the search over Bright Data', () => {
  const organic = [
    { link: 'https://www.acme.example/', title: 'Acme Robotics', description: 'Acme makes robots.', rank: 1 },
    { link: 'https://www.acme.example/about', title: 'About', description: 'Who we are.', rank: 2 },
    { link: 'https://acme-bakery.example/', title: 'Acme Bakery', description: 'Bread.', rank: 3 },
    { title: 'Broken' },
  ];
  const results = (rows: unknown) => ({ general: { query: 'Acme Robotics', search_engine: 'google' }, organic: rows });

  it('keeps the results on the domain, and describes the company by its homepage', async () => {
    serve({ body: results(organic) });

    const answer = await brightDataSearch.ask(question());

    expect(answer).toMatchObject({
      outcome: 'matched',
      costUsd: 0.0015,
      documents: [{ url: 'https://www.acme.example/' }, { url: 'https://www.acme.example/about' }],
    });
    expect(valuesOf(answer, 'description')).toEqual(['Acme makes robots.']);
    expect(brokenQuotes(answer)).toEqual([]);
  });

  it('posts one Google search to the zone that stands beside the key', async () => {
    secrets.on(GetSecretValueCommand).resolves({ SecretString: '{"apiKey":"token-2","serpZone":"serp_eu"}' });
    const bodies: Promise<string>[] = [];
    serve((_url, request) => {
      bodies.push(text(request));
      return { body: results(organic) };
    });

    await brightDataSearch.ask(question());

    const sent = JSON.parse((await bodies[0]) ?? '');
    expect(sent).toMatchObject({ zone: 'serp_eu', format: 'raw', method: 'GET' });
    expect(sent.url).toBe('https://www.google.com/search?q=Acme+Robotics&hl=en&gl=us&brd_json=1');
    expect(web.visits.map(({ url, headers }) => [url.pathname, headers.authorization])).toEqual([
      ['/request', 'Bearer token-2'],
    ]);
  });

  it('takes no cut snippet for a description', async () => {
    serve({ body: results([{ ...organic[0], description: 'Acme makes robots that …' }]) });

    expect(valuesOf(await brightDataSearch.ask(question()), 'description')).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['results about others only', results([organic[2]]), 'no_match: not_about_company'],
    ['no results', results([]), 'no_match: not_about_company'],
    ['no list', { general: {} }, 'no_match: not_about_company'],
    ['an error page', '<html>blocked</html>', 'failure: malformed'],
    ['something else', { error: 'no' }, 'failure: malformed'],
  ])('ends with an outcome for %s', async (_what, body, expected) => {
    serve({ body });

    expect(await outcomeOf(brightDataSearch, question())).toBe(expected);
  });

  it.each([...refusals, [400, 'http_400'] as const])('tells status %i apart: %s', async (status, reason) => {
    serve({ status });

    expect(await failureOf(brightDataSearch.ask(question()))).toEqual({ reason, costUsd: 0 });
    expect(web.visits).toHaveLength(1);
  });

  it('is skipped without a key', async () => {
    delete process.env.BRIGHT_DATA_SECRET_ARN;

    expect(await outcomeOf(brightDataSearch, question())).toBe('skipped: no_key');
    expect(web.visits).toEqual([]);
  });
});

const url = 'https://www.linkedin.com/company/acme';
const asked = () => question({ source: { ...planned('bright-data-linkedin'), url } });

describe('starting the LinkedIn dataset', () => {
  it('triggers a collection of the one page, errors included', async () => {
    const bodies: Promise<string>[] = [];
    serve((_url, request) => {
      bodies.push(text(request));
      return { body: { snapshot_id: 's_m4x7enmven8djfqak' } };
    });

    const started = await linkedinCompany.start(asked());

    expect(started).toEqual({ outcome: 'started', snapshotId: 's_m4x7enmven8djfqak', costUsd: 0.0015 });
    expect(JSON.parse((await bodies[0]) ?? '')).toEqual([{ url }]);
    expect(web.visits[0]!.url.pathname + web.visits[0]!.url.search).toBe(
      '/datasets/v3/trigger?dataset_id=gd_l1vikfnt1wgvvqz95w&format=json&include_errors=true',
    );
    expect(web.visits[0]!.headers).toMatchObject({
      authorization: 'Bearer token-1',
      'content-type': 'application/json',
    });
  });

  it.each([...refusals, [400, 'http_400'] as const])(
    'asks once, and tells status %i apart: %s',
    async (status, reason) => {
      serve({ status, body: 'You have too many running jobs for this dataset' });

      expect(await failureOf(linkedinCompany.start(asked()))).toEqual({ reason, costUsd: 0 });
      expect(web.visits).toHaveLength(1);
    },
  );

  it.each<[string, Reply, string]>([
    ['a lost connection', { status: 0 }, 'connection_lost'],
    ['a cut answer', { body: '{"snapshot_id":' }, 'malformed'],
    ['an id that is none', { body: { snapshot_id: '../s' } }, 'malformed'],
  ])('counts what may have begun as bought: %s', async (_what, reply, reason) => {
    serve(reply);

    expect(await failureOf(linkedinCompany.start(asked()))).toEqual({ reason, costUsd: 0.0015 });
  });

  it('needs a page and a key', async () => {
    expect(await linkedinCompany.start(question())).toMatchObject({ outcome: 'no_match', reason: 'no_profile' });
    delete process.env.BRIGHT_DATA_SECRET_ARN;
    expect(await linkedinCompany.start(asked())).toEqual({ outcome: 'skipped', reason: 'no_key' });
    expect(await linkedinCompany.collect(asked(), 's_1')).toEqual({ outcome: 'skipped', reason: 'no_key' });
  });
});

const record = {
  ...{ id: 'acme', name: 'Acme Robotics', country_code: 'DE', followers: 8120, employees_in_linkedin: 297 },
  ...{ about: 'Acme makes robots.', specialties: 'robots', company_size: '201-500 employees' },
  ...{ organization_type: 'Privately Held', industries: 'Machinery', website: 'https://www.acme.example/en' },
  ...{ founded: 1998, headquarters: 'Berlin, Germany', similar: [{ title: 'Rival' }], stock_info: [], url },
  employees: [{ title: 'Jane Roe', link: 'https://www.linkedin.com/in/jane' }],
  updates: [{ text: 'Jane Roe joins' }],
};

describe('collecting the LinkedIn dataset', () => {
  const ready: Reply = { body: { snapshot_id: 's_1', dataset_id: 'gd_1', status: 'ready', records: 1, errors: 0 } };
  const serveSnapshot = (snapshot: Reply, progress: Reply = ready) =>
    serve(({ pathname }) => (pathname.includes('/progress/') ? progress : snapshot));
  const collect = () => linkedinCompany.collect(asked(), 's_1');

  it('states firmographics, and keeps nothing about people', async () => {
    serveSnapshot({ body: [record] });

    const answer = await collect();

    if (answer === null) throw new Error('not ready');
    expect(answer).toMatchObject({ outcome: 'matched', costUsd: 0.0015, documents: [{ url }] });
    expect(valuesOf(answer, 'companyName')).toEqual(['Acme Robotics']);
    expect(valuesOf(answer, 'description')).toEqual(['Acme makes robots.']);
    expect(valuesOf(answer, 'industry')).toEqual(['Machinery']);
    expect(valuesOf(answer, 'companySize')).toEqual(['201-500 employees']);
    expect(valuesOf(answer, 'founded')).toEqual([1998]);
    expect(valuesOf(answer, 'headquarters')).toEqual(['Berlin, Germany']);
    expect(valuesOf(answer, 'employees')).toEqual([]);
    expect(brokenQuotes(answer)).toEqual([]);
    expect(JSON.stringify(answer)).not.toMatch(/Jane|Rival|token-1/);
    expect(web.visits.map((visit) => visit.url.pathname + visit.url.search)).toEqual([
      '/datasets/v3/progress/s_1',
      '/datasets/v3/snapshot/s_1?format=json',
    ]);
  });

  it('reads a single record as well as a list', async () => {
    serveSnapshot({ body: record });

    expect(await collect()).toMatchObject({ outcome: 'matched' });
  });

  it.each<[string, Reply]>([
    ['it starts', { body: { snapshot_id: 's_1', status: 'starting' } }],
    ['it runs', { body: { snapshot_id: 's_1', status: 'running' } }],
    ['it is in a state that nobody documented', { body: { snapshot_id: 's_1', status: 'digesting' } }],
    ['progress says 202', { status: 202, body: { status: 'running' } }],
  ])('waits while %s, without asking for the snapshot', async (_what, progress) => {
    serveSnapshot({ body: [record] }, progress);

    expect(await collect()).toBeNull();
    expect(web.visits).toHaveLength(1);
  });

  it.each<[string, Reply]>([
    ['202', { status: 202, body: { status: 'running', message: 'Snapshot is not ready yet, try again in 10s' } }],
    ['409', { status: 409, body: 'Snapshot is not ready' }],
    ['200 and a message', { body: { status: 'building', message: 'Snapshot is building' } }],
  ])('waits where the snapshot is not ready after all: %s', async (_what, snapshot) => {
    serveSnapshot(snapshot);

    expect(await collect()).toBeNull();
  });

  it.each<[string, Reply, string]>([
    ['no row', { body: [] }, 'unknown_profile'],
    [
      'a page that does not exist',
      { body: [{ input: { url }, error: 'Dead page', error_code: 'dead_page' }] },
      'unknown_profile',
    ],
    ['another company', { body: [{ ...record, website: 'https://acme-bakery.example' }] }, 'not_about_company'],
    ['a page without website', { body: [{ ...record, website: null }] }, 'not_about_company'],
  ])('knows nothing of the company: %s', async (_what, snapshot, reason) => {
    serveSnapshot(snapshot);

    expect(await collect()).toMatchObject({ outcome: 'no_match', reason });
  });

  it.each<[string, Reply, Reply, string, number]>([
    [
      'failed with 200',
      ready,
      { body: [{ input: {}, error: 'Crawl failed', error_code: 'crawl_error' }] },
      'provider_error',
      0,
    ],
    ['an error without a code', ready, { body: [{ input: {}, error: 'Crawl failed' }] }, 'provider_error', 0],
    ['expired', ready, { status: 400, body: 'Snapshot is empty' }, 'snapshot_gone', 0],
    ['gone', ready, { status: 404, body: 'Snapshot does not exist' }, 'snapshot_gone', 0],
    ['teapot', ready, { status: 418 }, 'http_418', 0],
    ['cut', ready, { body: '[{"name":' }, 'malformed', 0],
    ['a number', ready, { body: [7] }, 'malformed', 0],
    ['a row of something else', ready, { body: [{ title: 'x' }] }, 'malformed', 0.0015],
    ['a collection that failed', { body: { status: 'failed', error_message: 'x' } }, {}, 'provider_error', 0],
    ['no such snapshot', { status: 404, body: 'Snapshot does not exist' }, {}, 'snapshot_gone', 0],
    ['progress without state', { body: { snapshot_id: 's_1' } }, {}, 'malformed', 0],
    ['progress as a page', { body: '<html>' }, {}, 'malformed', 0],
  ])('fails with a reason: %s', async (_what, progress, snapshot, reason, costUsd) => {
    serveSnapshot(snapshot, progress);

    expect(await failureOf(collect())).toEqual({ reason, costUsd });
  });

  it.each([
    ['10,001+ employees', ['10,001+ employees']],
    ['1,001-5,000 employees', ['1,001-5,000 employees']],
    ['11-500 employees', []],
    ['many', []],
    [null, []],
  ])('reads the size %s as %j', async (company_size, expected) => {
    serveSnapshot({ body: [{ ...record, company_size }] });

    const answer = await collect();

    if (answer === null) throw new Error('not ready');
    expect(valuesOf(answer, 'companySize')).toEqual(expected);
  });
});
