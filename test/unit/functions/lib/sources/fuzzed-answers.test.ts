import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Adapter } from '../../../../../functions/lib/sources/adapter.ts';
import { SourceFailure } from '../../../../../functions/lib/sources/adapter.ts';
import { linkedinCompany } from '../../../../../functions/lib/sources/bright-data/linkedin-company.ts';
import { gdelt } from '../../../../../functions/lib/sources/gdelt.ts';
import { github } from '../../../../../functions/lib/sources/github.ts';
import { gleif } from '../../../../../functions/lib/sources/gleif.ts';
import { greenhouse } from '../../../../../functions/lib/sources/greenhouse.ts';
import { hackerNews } from '../../../../../functions/lib/sources/hacker-news.ts';
import { rdap } from '../../../../../functions/lib/sources/rdap.ts';
import { secEdgar } from '../../../../../functions/lib/sources/sec-edgar.ts';
import { serpapi } from '../../../../../functions/lib/sources/serpapi/index.ts';
import { serpapiJobs } from '../../../../../functions/lib/sources/serpapi/jobs.ts';
import { serpapiNews } from '../../../../../functions/lib/sources/serpapi/news.ts';
import { snov } from '../../../../../functions/lib/sources/snov/index.ts';
import { wikidata } from '../../../../../functions/lib/sources/wikidata/index.ts';
import { wikipedia } from '../../../../../functions/lib/sources/wikipedia.ts';
import { mockStorage } from './memory-storage.ts';
import { brokenQuotes, planned, question } from './questions.ts';
import { startVirtualWeb, type VirtualWeb } from './virtual-web.ts';
import { bindings, entity, labels, ownerRow } from './wikidata-answers.ts';

const storage = mockStorage();
const secrets = mockClient(SecretsManagerClient);
let web: VirtualWeb;
beforeAll(async () => {
  web = await startVirtualWeb();
  process.env.CONTACT_URL = 'https://orchestrator.example';
  process.env.SERPAPI_SECRET_ARN = 'arn:fuzz';
  process.env.SNOV_SECRET_ARN = 'arn:fuzz:snov';
  secrets
    .on(GetSecretValueCommand)
    .resolves({ SecretString: 'key' })
    .on(GetSecretValueCommand, { SecretId: 'arn:fuzz:snov' })
    .resolves({ SecretString: 'id:secret' });
});
afterAll(() => web.close());

/** Real answers, one per adapter, of which any part may be replaced. */
const samples: readonly [Adapter, string, unknown][] = [
  [wikidata, 'www.wikidata.org', { entities: { Q4242: entity, ...labels.entities } }],
  [
    wikipedia,
    'en.wikipedia.org',
    { type: 'standard', title: 'Acme', wikibase_item: 'Q4242', extract: 'Acme. Robots.', timestamp: 'x' },
  ],
  [
    rdap,
    'rdap.org',
    { objectClassName: 'domain', ldhName: 'acme.example', events: [{ eventAction: 'registration', eventDate: 'x' }] },
  ],
  [
    gleif,
    'api.gleif.org',
    {
      data: {
        id: 'x',
        attributes: {
          lei: ownerRow.lei,
          entity: { legalName: { name: 'Acme' }, headquartersAddress: { city: 'B' }, status: 'ACTIVE' },
        },
      },
    },
  ],
  [
    secEdgar,
    'data.sec.gov',
    {
      cik: '1',
      name: 'ACME',
      tickers: ['A'],
      addresses: { business: { city: 'B' } },
      filings: { recent: { form: ['8-K'], filingDate: ['2026-02-02'], items: ['5.02'], accessionNumber: ['1'] } },
    },
  ],
  [
    github,
    'api.github.com',
    { login: 'acme', blog: 'acme.example', html_url: 'https://github.com/acme', description: 'd' },
  ],
  [
    hackerNews,
    'hn.algolia.com',
    { hits: [{ objectID: '1', title: 't', url: 'https://acme.example', created_at: '2026-02-02' }] },
  ],
  [
    gdelt,
    'api.gdeltproject.org',
    {
      articles: [{ url: 'https://press.example/a', title: 'Acme Robotics', seendate: '20260202T000000Z', domain: 'x' }],
    },
  ],
  [
    greenhouse,
    'boards-api.greenhouse.io',
    {
      jobs: [
        {
          ...{ title: 'Engineer', location: { name: 'Berlin' }, departments: [{ name: 'Engineering' }] },
          ...{ absolute_url: 'https://acme.example/1', content: '&lt;p&gt;Kafka.&lt;/p&gt;' },
        },
      ],
      meta: { total: 1 },
    },
  ],
  [
    serpapi,
    'serpapi.com',
    {
      search_metadata: { status: 'Success' },
      knowledge_graph: { website: 'acme.example', title: 'Acme', profiles: [{ link: 'x' }] },
      organic_results: [{ title: 't', link: 'https://acme.example', snippet: 's' }],
    },
  ],
  [
    serpapiNews,
    'serpapi.com',
    {
      search_metadata: { status: 'Success', processed_at: '2026-02-26 01:30:00 UTC' },
      news_results: [{ title: 'Acme Robotics', link: 'https://press.example', date: '1 day ago', source: 'Press' }],
    },
  ],
  [
    serpapiJobs,
    'serpapi.com',
    {
      search_metadata: { status: 'Success' },
      jobs_results: [{ title: 'Cook', company_name: 'Acme Robotics', detected_extensions: { posted_at: '1 day ago' } }],
    },
  ],
  [
    snov,
    'api.snov.io',
    // One body for all three questions: token, start and result.
    {
      ...{ access_token: 'token', expires_in: 1, task_hash: 'f00d', status: 'completed' },
      data: { company_name: 'Acme', website: 'acme.example', size: '1-10', founded: '1998', city: 'Berlin' },
    },
  ],
];

const pageUrl = 'https://www.linkedin.com/company/acme';

describe('a damaged answer of the LinkedIn dataset', () => {
  // One body for all three questions: trigger, progress and snapshot.
  const sample = {
    ...{ snapshot_id: 's_1', status: 'ready', records: 1, errors: 0 },
    ...{ name: 'Acme', website: 'https://acme.example', about: 'Robots.', industries: 'Machinery' },
    ...{ company_size: '11-50 employees', founded: 1998, headquarters: 'Berlin' },
  };

  it('gives quotes that stand, or a typed failure', async () => {
    process.env.BRIGHT_DATA_SECRET_ARN = 'arn:fuzz';
    await fc.assert(
      fc.asyncProperty(fc.nat(14), fc.oneof(fc.jsonValue(), fc.constant('__cut__')), async (at, replacement) => {
        const text = JSON.stringify(damage(sample, at, replacement));
        web.serve('api.brightdata.com', { body: replacement === '__cut__' ? text.slice(0, at * 3) : text });
        const asked = question({ source: { ...planned('bright-data-linkedin'), url: pageUrl } });

        const started = await linkedinCompany.start(asked).catch((error: unknown) => error);
        const answer = await linkedinCompany.collect(asked, 's_1').catch((error: unknown) => error);

        for (const end of [started, answer]) {
          if (end instanceof Error) expect(end).toBeInstanceOf(SourceFailure);
        }
        if (answer !== null && !(answer instanceof Error)) expect(brokenQuotes(answer as never)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

/** Replaces the value at one place of a JSON tree. */
function damage(value: unknown, at: number, replacement: unknown): unknown {
  let seen = -1;
  const walk = (part: unknown): unknown => {
    seen += 1;
    if (seen === at) return replacement;
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, walk(inner)]));
  };
  return walk(value);
}

describe.each(samples.map(([adapter, host, sample]) => ({ id: adapter.id, adapter, host, sample })))(
  'a damaged answer of $id',
  ({ adapter, host, sample }) => {
    it('gives quotes that stand, or a typed failure', async () => {
      await fc.assert(
        fc.asyncProperty(fc.nat(60), fc.oneof(fc.jsonValue(), fc.constant('__cut__')), async (at, replacement) => {
          storage.reset();
          web.serve('query.wikidata.org', { body: bindings(ownerRow) });
          const text = JSON.stringify(damage(sample, at, replacement));
          web.serve(host, { body: replacement === '__cut__' ? text.slice(0, at * 3) : text });

          const answer = await adapter.ask(question()).catch((error: unknown) => error);

          if (answer instanceof Error) expect(answer).toBeInstanceOf(SourceFailure);
          else expect(brokenQuotes(answer as never)).toEqual([]);
        }),
        { numRuns: 60 },
      );
    });
  },
);
