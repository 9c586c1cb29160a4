import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readSecretKey } from '../../../../../functions/lib/sources/secret.ts';
import {
  readCount,
  readMoney,
  readPerson,
  readYear,
} from '../../../../../functions/lib/sources/serpapi/display-values.ts';
import { serpapi } from '../../../../../functions/lib/sources/serpapi/index.ts';
import { brokenQuotes, now, outcomeOf, question, valuesOf } from './questions.ts';
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
  process.env.SERPAPI_SECRET_ARN = `arn:aws:secretsmanager:eu-central-1:1:secret:serpapi-${secretNumber}`;
  secrets.reset();
  secrets.on(GetSecretValueCommand).resolves({ SecretString: 'live-key' });
});
afterEach(() => {
  delete process.env.SERPAPI_SECRET_ARN;
});

const metadata = { id: '687a', status: 'Success', created_at: '2026-03-01 12:00:00 UTC' };
const graph = {
  title: 'Acme Robotics',
  type: 'Robotics company',
  website: 'http://www.acme.example/',
  description: 'Acme Robotics makes robots.',
  founded: 'September 1, 1998, Berlin, Germany',
  headquarters: 'Berlin, Germany',
  ceo: 'Jane Roe (Mar 2020–)',
  number_of_employees: '1,450 (2025)',
  revenue: '€250 million (2024)',
  profiles: [
    { name: 'LinkedIn', link: 'https://www.linkedin.com/company/acme-robotics' },
    { name: 'Somewhere', link: 'https://somewhere.example/acme' },
  ],
  subsidiaries: 7,
};
const organic = [
  { position: 1, title: 'Acme | Robots', link: 'https://www.acme.example/', snippet: 'Robots for all.', sitelinks: {} },
  { position: 2, title: 'Acme Bakery', link: 'https://acme-bakery.example/', snippet: 'Bread.' },
  { position: 3, link: 'https://broken.example/' },
];
const serve = (reply: Reply) => web.serve('serpapi.com', reply);
const costOf = async () => {
  const failure = await serpapi.ask(question()).then(
    (answer) => answer,
    (error) => error,
  );
  return failure.costUsd;
};

describe('the SerpApi adapter', () => {
  it('states the knowledge graph whose website is the domain, and keeps results on the domain only', async () => {
    serve({ body: { search_metadata: metadata, knowledge_graph: graph, organic_results: organic } });

    const answer = await serpapi.ask(question());

    expect(valuesOf(answer, 'companyName')).toEqual(['Acme Robotics']);
    expect(valuesOf(answer, 'founded')).toEqual([1998]);
    expect(valuesOf(answer, 'employees')).toEqual([1450]);
    expect(valuesOf(answer, 'revenue')).toEqual([{ amount: 250_000_000, currency: 'EUR', period: '2024' }]);
    expect(valuesOf(answer, 'keyExecutives')).toEqual([{ name: 'Jane Roe', title: 'CEO' }]);
    expect(valuesOf(answer, 'headquarters')).toEqual(['Berlin, Germany']);
    expect(valuesOf(answer, 'socialProfiles')).toEqual([
      { network: 'linkedin', url: 'https://www.linkedin.com/company/acme-robotics' },
    ]);
    expect(answer).toMatchObject({ costUsd: 0.025 });
    expect(JSON.stringify(answer)).not.toContain('Bakery');
    expect(brokenQuotes(answer)).toEqual([]);
  });

  it('sends the key and keeps it out of everything that is stored', async () => {
    serve({ body: { search_metadata: metadata, knowledge_graph: graph, organic_results: organic } });

    const answer = await serpapi.ask(question());

    expect(web.visits[0]?.url.searchParams.get('api_key')).toBe('live-key');
    expect(web.visits[0]?.url.searchParams.get('q')).toBe('Acme Robotics');
    expect(JSON.stringify(answer)).not.toContain('live-key');
  });

  it('ignores the knowledge graph of a namesake', async () => {
    const namesake = { ...graph, website: 'https://acme-bakery.example/' };
    serve({ body: { search_metadata: metadata, knowledge_graph: namesake, organic_results: organic } });
    const withResults = await serpapi.ask(question());
    expect(withResults).toMatchObject({
      outcome: 'matched',
      facts: [],
      documents: [{ url: 'https://www.acme.example/' }],
    });

    serve({ body: { search_metadata: metadata, knowledge_graph: namesake, organic_results: 'none' } });
    expect(await outcomeOf(serpapi, question())).toBe('no_match: not_about_company');
  });

  it('takes "no results", which comes as an error with 200, for an answer that was paid', async () => {
    serve({ body: { search_metadata: metadata, error: "Google hasn't returned any results for this query." } });

    expect(await serpapi.ask(question())).toEqual({ outcome: 'no_match', reason: 'no_results', costUsd: 0.025 });
  });

  it.each([
    [{ status: 401, body: { error: 'Invalid API key.' } }, 'failure: invalid_key'],
    [{ status: 403, body: {} }, 'failure: forbidden'],
    [{ status: 429, body: { error: 'Your account has run out of searches.' } }, 'failure: quota_exhausted'],
    [{ status: 429, body: { error: 'Throughput limit' } }, 'failure: rate_limited'],
    [{ status: 410, body: {} }, 'failure: http_410'],
    [{ status: 500, body: {} }, 'failure: http_500'],
    [{ body: { search_metadata: { status: 'Error' }, error: 'It broke.' } }, 'failure: provider_error'],
    [{ body: { search_metadata: { status: 'Error' } } }, 'failure: provider_error'],
    [{ body: { search_metadata: { status: 'Processing' } } }, 'failure: search_pending'],
    [{ body: { organic_results: [] } }, 'failure: malformed'],
    [{ body: [] }, 'failure: malformed'],
    [{ body: '<html>Bad gateway</html>' }, 'failure: malformed'],
  ])('tells %j apart', async (reply, expected) => {
    serve(reply);

    expect(await outcomeOf(serpapi, question())).toBe(expected);
  });

  it('counts what may have been charged although it cannot be read', async () => {
    serve({ body: '{"cut":' });
    expect(await costOf()).toBe(0.025);

    serve({ body: { search_metadata: { status: 'Error' }, error: 'It broke.' } });
    expect(await costOf()).toBe(0);

    serve({ status: 500 });
    expect(await costOf()).toBe(0);
  });

  it.each(['', '  ', 'placeholder', 'REPLACE_ME', '<your key>', '{"apiKey": ""}', '{"other": 1}', '{broken'])(
    'is skipped while the secret is %j',
    async (SecretString) => {
      secrets.on(GetSecretValueCommand).resolves({ SecretString });

      expect(await outcomeOf(serpapi, question())).toBe('skipped: no_key');
      expect(web.visits).toEqual([]);
    },
  );

  it('is skipped without a secret, and while the secret has no value', async () => {
    secrets.on(GetSecretValueCommand).rejects(new ResourceNotFoundException({ message: 'x', $metadata: {} }));
    expect(await outcomeOf(serpapi, question())).toBe('skipped: no_key');

    delete process.env.SERPAPI_SECRET_ARN;
    expect(await outcomeOf(serpapi, question())).toBe('skipped: no_key');
  });

  it('says that its secret cannot be read', async () => {
    secrets.on(GetSecretValueCommand).rejects(new Error('denied'));

    expect(await outcomeOf(serpapi, question())).toBe('failure: secret_unavailable');
  });
});

describe('reading a secret', () => {
  it('keeps it for minutes and picks up a rotated key afterwards', async () => {
    secrets
      .on(GetSecretValueCommand)
      .resolvesOnce({ SecretString: '{"apiKey": "first"}' })
      .resolves({ SecretString: 'second' });

    const keys = [now, now + 299_000, now + 301_000].map((at) => () => readSecretKey('SERPAPI_SECRET_ARN', at));

    expect(await keys[0]!()).toBe('first');
    expect(await keys[1]!()).toBe('first');
    expect(await keys[2]!()).toBe('second');
  });

  it('takes a binary secret for none', async () => {
    secrets.on(GetSecretValueCommand).resolves({});

    expect(await readSecretKey('SERPAPI_SECRET_ARN', now)).toBeNull();
  });
});

describe('reading display values', () => {
  it.each([
    ['September 1, 1998, Menlo Park, CA', 1998],
    ['1998 or 1999', null],
    ['long ago', null],
  ])('finds the year in %j', (text, year) => {
    expect(readYear(text)).toBe(year);
  });

  it.each([
    ['10,500 (2023)', 10_500],
    ['about 8,500+', 8_500],
    ['350 employees', 350],
    ['1.2k', 1_200],
    ['51-200', null],
    ['0', null],
    ['many', null],
  ])('finds the count in %j', (text, count) => {
    expect(readCount(text)).toBe(count);
  });

  it.each([
    ['US$ 7.06 billion (2023)', { amount: 7_060_000_000, currency: 'USD', period: '2023' }],
    ['1.2 billion EUR', { amount: 1_200_000_000, currency: 'EUR', period: null }],
    ['£12,500', { amount: 12_500, currency: 'GBP', period: null }],
    ['GBP 3 million (FY 2024)', { amount: 3_000_000, currency: 'GBP', period: '2024' }],
    ['$4.2B', { amount: 4_200_000_000, currency: 'USD', period: null }],
    ['€12,5 Mio.', { amount: 12_500_000, currency: 'EUR', period: null }],
    ['3 Mrd. CHF (2025)', { amount: 3_000_000_000, currency: 'CHF', period: '2025' }],
    ['$10M-$50M', null],
    ['12 million LOL', null],
    ['7 billion', null],
    ['undisclosed', null],
  ])('finds the amount in %j', (text, amount) => {
    expect(readMoney(text)).toEqual(amount);
  });

  it.each([
    ['Jane Roe (Mar 2020–)', 'Jane Roe'],
    ['Jane Roe, John Doe', null],
    ['(vacant)', null],
  ])('finds the person in %j', (text, name) => {
    expect(readPerson(text)).toBe(name);
  });
});
