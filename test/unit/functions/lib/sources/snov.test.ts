import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Domain } from '../../../../../functions/lib/company/domain.ts';
import { SourceFailure, surroundings } from '../../../../../functions/lib/sources/adapter.ts';
import { readClientCredentials } from '../../../../../functions/lib/sources/secret.ts';
import { snov } from '../../../../../functions/lib/sources/snov/index.ts';
import { brokenQuotes, frozenSurroundings, now, outcomeOf, question, valuesOf } from './questions.ts';
import { useSandbox } from './use-sandbox.ts';
import { type Reply, startVirtualWeb, type VirtualWeb } from './virtual-web.ts';

const secrets = mockClient(SecretsManagerClient);
let secretNumber = 0;
beforeEach(() => {
  // A warm function remembers its secrets by their ARN and its token by the credentials.
  secretNumber += 1;
  process.env.SNOV_SECRET_ARN = `arn:aws:secretsmanager:eu-central-1:1:secret:snov-${secretNumber}`;
  secrets.reset();
  secrets.on(GetSecretValueCommand).resolves({ SecretString: `client-${secretNumber}:s3cret:with-colon` });
});
afterEach(() => {
  delete process.env.SNOV_SECRET_ARN;
});

const data = {
  company_name: 'Acme Robotics',
  website: 'https://www.acme.example',
  ...{ city: 'Berlin', country: 'Germany', state: null, industry: 'Machinery', size: '201-500', founded: '1998' },
  hq_phone: '+49 30 5550100',
  emails: ['jane@acme.example'],
};
const completed = { body: { status: 'completed', data, meta: { domain: 'acme.example' }, links: {} } };
const inProgress = { body: { status: 'in_progress', data: [], meta: {}, links: {} } };
const started = { body: { meta: { task_hash: 'f00d' }, links: { result: 'https://elsewhere.example/result' } } };
const granted = { body: { access_token: 'token-1', token_type: 'Bearer', expires_in: 3600 } };

describe('the Snov.io adapter', () => {
  let web: VirtualWeb;
  beforeAll(async () => {
    web = await startVirtualWeb();
  });
  afterAll(() => web.close());
  beforeEach(() => web.reset());

  interface Script {
    readonly token?: Reply;
    readonly start?: Reply;
    readonly results?: readonly Reply[];
  }
  const serve = ({ token = granted, start = started, results = [completed] }: Script = {}) => {
    let polls = 0;
    web.serve('api.snov.io', ({ pathname }) => {
      if (pathname === '/v1/oauth/access_token') return token;
      if (pathname === '/v2/domain-search/start') return start;
      polls += 1;
      return results[Math.min(polls, results.length) - 1] ?? {};
    });
  };
  const asked = () => web.visits.map(({ url }) => url.pathname.split('/').at(-1));
  const failureOf = async () => {
    const error = await snov.ask(question({ deadline: now + 60_000 })).catch((thrown: unknown) => thrown);
    if (!(error instanceof SourceFailure)) throw new Error(`expected a failure, got ${JSON.stringify(error)}`);
    return { reason: error.reason, costUsd: error.costUsd };
  };

  it('states firmographics, and keeps neither people nor secrets', async () => {
    serve();

    const answer = await snov.ask(question());

    expect(valuesOf(answer, 'companyName')).toEqual(['Acme Robotics']);
    expect(valuesOf(answer, 'industry')).toEqual(['Machinery']);
    expect(valuesOf(answer, 'companySize')).toEqual(['201-500 employees']);
    expect(valuesOf(answer, 'founded')).toEqual([1998]);
    expect(valuesOf(answer, 'headquarters')).toEqual(['Berlin, Germany']);
    expect(answer).toMatchObject({ costUsd: 0.039 });
    expect(brokenQuotes(answer)).toEqual([]);
    expect(JSON.stringify(answer)).not.toMatch(/jane|5550100|token-1|s3cret/);
    expect(web.visits.slice(1).map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-1',
    ]);
  });

  it.each([
    ['meta', { meta: { task_hash: 'f00d' }, links: {} }],
    ['data', { success: true, data: { task_hash: 'f00d' } }],
    ['the top', { task_hash: 'f00d', meta: [] }],
  ])('finds the hash of the search in %s, and asks no address that an answer names', async (_place, body) => {
    serve({ start: { body } });

    expect(await outcomeOf(snov, question())).toBe('matched');
    expect(web.visits.at(-1)!.url.href).toBe('https://api.snov.io/v2/domain-search/result/f00d');
  });

  it('asks for the result once a second until it is there', async () => {
    serve({ results: [inProgress, inProgress, completed] });
    const patient = frozenSurroundings();

    expect(await outcomeOf(snov, question({ surroundings: patient, deadline: now + 60_000 }))).toBe('matched');
    expect(patient.pauses).toEqual([1_000, 1_000]);
  });

  it('gives up after ten seconds, or at the deadline, with what was charged', async () => {
    serve({ results: [inProgress] });
    const patient = frozenSurroundings();
    const hurried = frozenSurroundings();

    expect(await outcomeOf(snov, question({ surroundings: patient, deadline: now + 60_000 }))).toBe('failure: late');
    expect(await outcomeOf(snov, question({ surroundings: hurried, deadline: now + 3_000 }))).toBe('failure: late');

    expect(patient.pauses).toHaveLength(9);
    expect(hurried.pauses).toHaveLength(2);
    expect(await failureOf()).toEqual({ reason: 'late', costUsd: 0.039 });
  });

  it('keeps its token until it is about to expire', async () => {
    serve();
    const clock = frozenSurroundings();
    const ask = () => outcomeOf(snov, question({ surroundings: clock, deadline: now + 100_000_000 }));

    await ask();
    await ask();
    const beforeExpiry = asked().filter((part) => part === 'access_token').length;
    clock.advance(3_550_000);
    await ask();

    expect(beforeExpiry).toBe(1);
    expect(asked().filter((part) => part === 'access_token')).toHaveLength(2);
  });

  it('asks for another token once one was refused, and when the credentials change', async () => {
    serve({ start: { status: 401, body: { success: false, errors: ['expired'] } } });
    const refused = await outcomeOf(snov, question());
    serve();
    const again = await outcomeOf(snov, question());
    process.env.SNOV_SECRET_ARN = `${process.env.SNOV_SECRET_ARN}-rotated`;
    secrets.on(GetSecretValueCommand).resolves({ SecretString: 'client:rotated' });
    await outcomeOf(snov, question());

    expect([refused, again]).toEqual(['failure: unauthorized', 'matched']);
    expect(asked().filter((part) => part === 'access_token')).toHaveLength(3);
  });

  it.each<[string, Script, { reason: string; costUsd: number }]>([
    ['the server fails', { start: { status: 500 } }, { reason: 'http_500', costUsd: 0 }],
    ['the connection is lost', { start: { status: 0 } }, { reason: 'connection_lost', costUsd: 0.039 }],
    ['it is throttled', { start: { status: 429 } }, { reason: 'rate_limited', costUsd: 0 }],
    ['the answer is cut', { start: { body: '{"meta":' } }, { reason: 'malformed', costUsd: 0.039 }],
    ['there is no hash', { start: { body: { meta: {} } } }, { reason: 'malformed', costUsd: 0.039 }],
    ['the hash is none', { start: { body: { task_hash: '../../x' } } }, { reason: 'malformed', costUsd: 0.039 }],
  ])('never starts a search twice: %s', async (_case, script, expected) => {
    serve(script);

    expect(await failureOf()).toEqual(expected);
    expect(asked().filter((part) => part === 'start')).toHaveLength(1);
  });

  const listed = (text: string) => ({ success: false, errors: [text] });
  it.each<[Script, string, number]>([
    [{ start: { status: 402, body: {} } }, 'quota_exhausted', 0],
    [{ start: { body: listed('Not enough credits on your balance') } }, 'quota_exhausted', 0],
    [{ start: { status: 422, body: listed('The domain field is required.') } }, 'provider_error', 0],
    [{ start: { status: 422, body: '<html>' } }, 'http_422', 0],
    [{ start: { body: { errors: { code: 500, title: 'Server error', source: '' } } } }, 'provider_error', 0],
    [{ start: { status: 403, body: {} } }, 'forbidden', 0],
    [{ token: { status: 401, body: { error: 'invalid_client' } } }, 'invalid_key', 0],
    [{ token: { status: 400, body: { error: 'invalid_request' } } }, 'invalid_key', 0],
    [{ token: { status: 503 } }, 'http_503', 0],
    [{ token: { body: { message: 'no' } } }, 'malformed', 0],
    [{ token: { body: '<html>' } }, 'malformed', 0],
    [{ results: [{ status: 500 }] }, 'http_500', 0.039],
    [{ results: [{ body: '{"status":"comp' }] }, 'malformed', 0.039],
    [{ results: [{ body: '[]' }] }, 'malformed', 0.039],
    [{ results: [{ body: { status: 'unheard-of' } }] }, 'malformed', 0.039],
    [{ results: [{ body: listed('Something went wrong') }] }, 'provider_error', 0.039],
  ])('tells %j apart', async (script, reason, costUsd) => {
    serve(script);

    expect(await failureOf()).toEqual({ reason, costUsd });
  });

  const unknown = { errors: { code: 404, title: 'Sorry, but url or entity not found', source: '' } };
  it.each<[Script, number]>([
    [{ start: { status: 404, body: unknown } }, 0],
    [{ start: { body: unknown } }, 0],
    [{ results: [{ status: 404, body: '<html>' }] }, 0.039],
    [{ results: [{ body: { status: 'completed', data: {} } }] }, 0.039],
    [{ results: [{ body: { status: 'completed', data: [] } }] }, 0.039],
    [{ results: [{ body: { status: 'completed', data: null } }] }, 0.039],
    [
      { results: [{ body: { status: 'completed', data: { ...data, website: 'https://acme-bakery.example' } } }] },
      0.039,
    ],
  ])('takes %j for not knowing the domain', async (script, costUsd) => {
    serve(script);

    expect(await snov.ask(question())).toEqual({ outcome: 'no_match', reason: 'unknown_domain', costUsd });
  });

  it.each([
    [{ size: '150-700' }, 'companySize', []],
    [{ size: '10,001+' }, 'companySize', ['10,001+ employees']],
    [{ size: 340 }, 'companySize', ['201-500 employees']],
    [{ size: 'big' }, 'companySize', []],
    [{ founded: 1998 }, 'founded', [1998]],
    [{ founded: 'c. 1998' }, 'founded', []],
    [{ city: null, state: 7, country: null }, 'headquarters', []],
  ] as const)('reads %j', async (change, field, expected) => {
    serve({ results: [{ body: { status: 'completed', data: [{ ...data, website: null, ...change }] } }] });

    const answer = await snov.ask(question());

    expect(valuesOf(answer, field)).toEqual(expected);
    expect(brokenQuotes(answer)).toEqual([]);
  });

  it.each(['', 'placeholder', 'no-colon', ':', 'id:', 'id:REPLACE_ME', '{"clientId":"a"}', '{"clientId":1}', '{x'])(
    'is skipped while the secret is %j',
    async (SecretString) => {
      secrets.on(GetSecretValueCommand).resolves({ SecretString });

      expect(await outcomeOf(snov, question())).toBe('skipped: no_key');
      expect(web.visits).toEqual([]);
    },
  );

  it('reads its credentials from JSON or from a pair', async () => {
    expect(await readClientCredentials('SNOV_SECRET_ARN', now)).toEqual({
      clientId: `client-${secretNumber}`,
      clientSecret: 's3cret:with-colon',
    });
    secrets.on(GetSecretValueCommand).resolves({ SecretString: ' {"clientId":" a ","clientSecret":"b"} ' });
    expect(await readClientCredentials('SNOV_SECRET_ARN', now + 600_000)).toEqual({ clientId: 'a', clientSecret: 'b' });
  });
});

describe('Snov.io in the sandbox', () => {
  const sandbox = useSandbox();
  beforeEach(() => {
    secrets.on(GetSecretValueCommand).resolves({ SecretString: sandbox().providerKeys.snov });
  });
  const asked = (domain: string) =>
    question({
      deadline: Date.now() + 10_000,
      surroundings: { ...surroundings, cooldowns: new Map(), pause: async () => undefined },
      about: { domain: domain as Domain },
    });

  it('tells what it knows of a company, after a moment', async () => {
    const answer = await snov.ask(asked('brindlemark.example'));

    expect(valuesOf(answer, 'headquarters')).toEqual(['Eindhoven, Netherlands']);
    expect(valuesOf(answer, 'companySize')).toEqual(['201-500 employees']);
    expect(brokenQuotes(answer)).toEqual([]);
    expect(
      sandbox()
        .visits()
        .map(({ path }) => path.replace(/[\da-f]{32}/, 'hash')),
    ).toEqual([
      '/v1/oauth/access_token',
      '/v2/domain-search/start',
      '/v2/domain-search/result/hash',
      '/v2/domain-search/result/hash',
    ]);
  });

  it('does not know every company, and refuses strangers', async () => {
    expect(await outcomeOf(snov, asked('parchwell.example'))).toBe('no_match: unknown_domain');

    process.env.SNOV_SECRET_ARN = 'arn:wrong';
    secrets.on(GetSecretValueCommand).resolves({ SecretString: 'stranger:secret' });
    expect(await outcomeOf(snov, asked('brindlemark.example'))).toBe('failure: invalid_key');
  });

  it('refuses a start without a domain, an unknown search, and who has no token', async () => {
    const [client_id = '', client_secret = ''] = sandbox().providerKeys.snov.split(':');
    const form = { grant_type: 'client_credentials', client_id, client_secret };
    const body = new URLSearchParams(form);
    const granted = await fetch('https://api.snov.io/v1/oauth/access_token', { method: 'POST', body });
    const { access_token }: { access_token: string } = JSON.parse(await granted.text());
    const headers = { authorization: `Bearer ${access_token}` };

    const empty = await fetch('https://api.snov.io/v2/domain-search/start', { method: 'POST', headers });
    const missing = await fetch('https://api.snov.io/v2/domain-search/result/00', { headers });
    const stranger = await fetch('https://api.snov.io/v2/domain-search/result/00');

    expect([empty.status, missing.status, stranger.status]).toEqual([422, 404, 401]);
    expect(await missing.json()).toMatchObject({ errors: { code: 404 } });
  });

  it.each([
    ['malformed', 'failure: malformed'],
    ['unavailable', 'failure: http_503'],
    ['forbidden', 'failure: forbidden'],
  ] as const)('survives that it is %s', async (misbehaviour, expected) => {
    sandbox().misbehave('api.snov.io', misbehaviour);

    expect(await outcomeOf(snov, asked('kestrelvane.example'))).toBe(expected);

    sandbox().misbehave('api.snov.io', null);
  });
});
