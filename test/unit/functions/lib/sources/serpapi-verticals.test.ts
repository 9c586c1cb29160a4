import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Domain } from '../../../../../functions/lib/company/domain.ts';
import { surroundings } from '../../../../../functions/lib/sources/adapter.ts';
import { serpapiJobs } from '../../../../../functions/lib/sources/serpapi/jobs.ts';
import { serpapiNews } from '../../../../../functions/lib/sources/serpapi/news.ts';
import { resolveDate } from '../../../../../functions/lib/sources/serpapi/relative-date.ts';
import { brokenQuotes, factsOf, frozenSurroundings, outcomeOf, question, valuesOf } from './questions.ts';
import { useSandbox } from './use-sandbox.ts';
import { type Reply, startVirtualWeb, type VirtualWeb } from './virtual-web.ts';

const secrets = mockClient(SecretsManagerClient);
let secretNumber = 0;
beforeEach(() => {
  // A warm function remembers its secrets by their ARN.
  secretNumber += 1;
  process.env.SERPAPI_SECRET_ARN = `arn:aws:secretsmanager:eu-central-1:1:secret:verticals-${secretNumber}`;
  secrets.reset();
  secrets.on(GetSecretValueCommand).resolves({ SecretString: 'live-key' });
});
afterEach(() => {
  delete process.env.SERPAPI_SECRET_ARN;
});

const metadata = { id: '687a', status: 'Success', processed_at: '2026-02-26 01:30:00 UTC' };

describe('the news and the jobs of SerpApi', () => {
  let web: VirtualWeb;
  beforeAll(async () => {
    web = await startVirtualWeb();
  });
  afterAll(() => web.close());
  beforeEach(() => web.reset());
  const serve = (reply: Reply) => web.serve('serpapi.com', reply);

  it.each([serpapiNews, serpapiJobs])(
    '$id is skipped without a key, and keeps it out of what is stored',
    async (adapter) => {
      serve({
        body: {
          search_metadata: metadata,
          news_results: [{ title: 'Acme Robotics wins', link: 'https://press.example/w' }],
          jobs_results: [{ title: 'Cook', company_name: 'Acme Robotics' }],
        },
      });

      const answer = await adapter.ask(question());
      delete process.env.SERPAPI_SECRET_ARN;
      const keyless = await outcomeOf(adapter, question());

      expect(web.visits).toHaveLength(1);
      expect(web.visits[0]!.url.searchParams.get('api_key')).toBe('live-key');
      expect(answer).toMatchObject({ outcome: 'matched', costUsd: 0.025 });
      expect(JSON.stringify(answer)).not.toContain('live-key');
      expect(keyless).toBe('skipped: no_key');
    },
  );

  const endings: readonly [Reply, string][] = [
    [{ status: 401, body: { error: 'Invalid API key.' } }, 'failure: invalid_key'],
    [{ status: 403, body: {} }, 'failure: forbidden'],
    [{ status: 429, body: { error: 'Your account has run out of searches.' } }, 'failure: quota_exhausted'],
    [{ status: 429, body: { error: 'Throughput limit' } }, 'failure: rate_limited'],
    [{ status: 503, body: {} }, 'failure: http_503'],
    [{ body: { search_metadata: { status: 'Error' }, error: 'It broke.' } }, 'failure: provider_error'],
    [{ body: { search_metadata: { status: 'Queued' } } }, 'failure: search_pending'],
    [{ body: '<html>Bad gateway</html>' }, 'failure: malformed'],
    [{ body: '{"news_results":[{' }, 'failure: malformed'],
    [
      { body: { search_metadata: metadata, error: "Google hasn't returned any results for this query." } },
      'no_match: no_results',
    ],
    [{ body: { search_metadata: metadata } }, 'no_match: not_about_company'],
    [{ body: { search_metadata: metadata, news_results: 7, jobs_results: [7] } }, 'no_match: not_about_company'],
  ];
  it.each(endings)('both tell %j apart', async (reply, expected) => {
    serve(reply);

    expect(await outcomeOf(serpapiNews, question())).toBe(expected);
    expect(await outcomeOf(serpapiJobs, question({ surroundings: frozenSurroundings() }))).toBe(expected);
  });

  it('do not ask again when the plan is exhausted, however soon they may', async () => {
    serve({ status: 429, headers: { 'retry-after': '1' }, body: { error: 'Your account has run out of searches.' } });

    expect(await outcomeOf(serpapiNews, question())).toBe('failure: quota_exhausted');
    expect(web.visits).toHaveLength(1);
  });

  it('state news whose title names the company, dated from the time of the search', async () => {
    const row = (title: string, date: string | null, link = `https://press.example/${title.length}`) => ({
      ...{ position: 1, title, link, source: 'Press', date, snippet: 'Acme Robotics …', thumbnail: 'x' },
    });
    const news_results = [
      row('Acme Robotics wins', '3 hours ago'),
      row('A prize for  Acme Robotics', 'Nov 12, 2025'),
      { ...row('Acme Robotics opens a plant', '02/20/2026, 09:25 AM, +0000 UTC'), source: { name: 'Press' } },
      row('All about Acme Robotics', null),
      row('Acme Bakery wins', '1 hour ago'),
      row('Robots win', '1 hour ago'),
      { title: 'Acme Robotics without a link' },
    ];
    serve({ body: { search_metadata: metadata, news_results } });

    const answer = await serpapiNews.ask(question());

    expect(valuesOf(answer, 'recentNews')).toMatchObject([
      { title: 'Acme Robotics wins', publishedAt: '2026-02-25' },
      { title: 'Acme Robotics opens a plant', publishedAt: '2026-02-20' },
      { title: 'A prize for Acme Robotics', publishedAt: '2025-11-12' },
      { title: 'All about Acme Robotics', publishedAt: null },
    ]);
    expect(brokenQuotes(answer)).toEqual([]);
    expect(Object.fromEntries(web.visits[0]!.url.searchParams)).toMatchObject({ tbm: 'nws', q: '"Acme Robotics"' });
  });

  it('state that the employer of that very name hires, but not how much', async () => {
    const job = (title: string, company_name: string, posted_at: string, rest: object = {}) => ({
      ...{ title, company_name, location: 'Berlin', via: 'Board', job_id: 'x', extensions: [posted_at] },
      ...{ detected_extensions: { posted_at, schedule_type: 'Full-time' }, ...rest },
    });
    const jobs_results = [
      job('Sales Lead', 'Acme Robotics GmbH', '3 days ago', { description: 'You know Salesforce.' }),
      job('Robot Engineer', 'ACME Robotics', '30+ days ago', {
        job_highlights: [{ title: 'Qualifications', items: ['Python'] }],
      }),
      job('Old Hand', 'Acme Robotics', '4 months ago', { description: 'You know Terraform.' }),
      job('Baker', 'Acme', '1 day ago', { description: 'You know Kafka.' }),
    ];
    serve({ body: { search_metadata: metadata, jobs_results } });

    const answer = await serpapiJobs.ask(question());

    expect(valuesOf(answer, 'hiring')).toEqual([{ openJobs: null, teams: ['Sales'] }]);
    expect(valuesOf(answer, 'techStack').toSorted()).toEqual(['Python', 'Salesforce']);
    expect(factsOf(answer)[0]).toMatchObject({ confidence: 0.55 });
    expect(brokenQuotes(answer)).toEqual([]);
  });

  it('are surer of jobs that are applied for on the company’s own domain', async () => {
    const job = { title: 'Cook', company_name: 'Acme Robotics' };
    const links = [{ link: 'https://jobs.example/1' }, { link: 'https://www.acme.example/jobs/1' }];
    serve({ body: { search_metadata: { status: 'Success' }, jobs_results: [{ ...job, apply_options: links }] } });

    expect(factsOf(await serpapiJobs.ask(question()))[0]).toMatchObject({ confidence: 0.75 });
  });
});

describe('SerpApi’s news and jobs in the sandbox', () => {
  const sandbox = useSandbox();
  beforeEach(() => {
    secrets.on(GetSecretValueCommand).resolves({ SecretString: sandbox().providerKeys.serpapi });
  });
  const asked = (domain: string, name: string) =>
    question({
      deadline: Date.now() + 10_000,
      surroundings: { ...surroundings, cooldowns: new Map() },
      about: { domain: domain as Domain, name },
    });

  it('give the press on a company', async () => {
    const answer = await serpapiNews.ask(asked('brindlemark.example', 'Brindlemark'));

    expect(valuesOf(answer, 'recentNews')).toMatchObject([
      { title: 'Brindlemark raises 48 million euros for its cold-store robots' },
      { title: 'Ganderloft Labs goes to Brindlemark' },
      { title: 'Brindlemark opens a service hub in Poznan' },
    ]);
    expect(brokenQuotes(answer)).toEqual([]);
    expect(await outcomeOf(serpapiNews, asked('nobody.example', 'Nobody Ltd'))).toBe('no_match: no_results');
  });

  it('give a company’s positions, not those of a namesake', async () => {
    const answer = await serpapiJobs.ask(asked('quillstead.example', 'Quillstead'));

    expect(valuesOf(answer, 'hiring')).toEqual([{ openJobs: null, teams: ['Customer Success'] }]);
    expect(valuesOf(answer, 'techStack')).not.toContain('Kubernetes');
    expect(valuesOf(answer, 'techStack')).toContain('PostgreSQL');
    expect(brokenQuotes(answer)).toEqual([]);
    expect(await outcomeOf(serpapiJobs, asked('parchwell.example', 'Parchwell'))).toBe('no_match: no_results');
  });

  it('refuse a wrong key', async () => {
    secrets.on(GetSecretValueCommand).resolves({ SecretString: 'wrong' });

    expect(await outcomeOf(serpapiNews, asked('brindlemark.example', 'Brindlemark'))).toBe('failure: invalid_key');
  });
});

describe('resolving a date as Google shows it', () => {
  const searchedAt = Date.parse('2026-03-01T01:30:00Z');

  it.each([
    ['last week', '2026-02'],
    ['last month', '2026-02'],
    ['last quarter', '2025'],
    ['last year', '2025'],
    ['45 minutes ago', '2026-03-01'],
    ['45 mins ago', '2026-03-01'],
    ['2 hours ago', '2026-02-28'],
    ['2h ago', '2026-02-28'],
    ['a day ago', '2026-02-28'],
    ['1 day ago', '2026-02-28'],
    ['yesterday', '2026-02-28'],
    ['Today', '2026-03-01'],
    ['2 weeks ago', '2026-02'],
    ['3 months ago', '2025-11'],
    ['1 year ago', '2025'],
    ['Nov 12, 2025', '2025-11-12'],
    ['12 Nov 2025', '2025-11-12'],
    ['2025-11-12', '2025-11-12'],
    ['11/12/2025, 09:25 AM, +0200 UTC', '2025-11-12'],
    ['13/12/2025', '2025-12-13'],
    ['30+ days ago', null],
    ['3 moons ago', null],
    ['soon', null],
    ['', null],
  ])('reads %j as %j', (text, expected) => {
    expect(resolveDate(text, searchedAt)).toBe(expected);
  });

  it('gives a partial date or nothing for any text', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 9999 }), (text, count) => {
        const dates = [resolveDate(text, searchedAt), resolveDate(`${count} days ago`, searchedAt)];

        for (const date of dates) if (date !== null) expect(date).toMatch(/^\d{4}(-\d{2}(-\d{2})?)?$/);
      }),
    );
  });
});
