import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Domain } from '../../../../../functions/lib/company/domain.ts';
import { surroundings } from '../../../../../functions/lib/sources/adapter.ts';
import { linkedinCompany } from '../../../../../functions/lib/sources/bright-data/linkedin-company.ts';
import { brightDataSearch } from '../../../../../functions/lib/sources/bright-data/search.ts';
import { dns } from '../../../../../functions/lib/sources/dns.ts';
import { gdelt } from '../../../../../functions/lib/sources/gdelt.ts';
import { github } from '../../../../../functions/lib/sources/github.ts';
import { gleif } from '../../../../../functions/lib/sources/gleif.ts';
import { greenhouse } from '../../../../../functions/lib/sources/greenhouse.ts';
import { hackerNews } from '../../../../../functions/lib/sources/hacker-news.ts';
import { lever } from '../../../../../functions/lib/sources/lever.ts';
import { rdap } from '../../../../../functions/lib/sources/rdap.ts';
import { secEdgar } from '../../../../../functions/lib/sources/sec-edgar.ts';
import { serpapi } from '../../../../../functions/lib/sources/serpapi/index.ts';
import { serpapiJobs } from '../../../../../functions/lib/sources/serpapi/jobs.ts';
import { serpapiNews } from '../../../../../functions/lib/sources/serpapi/news.ts';
import { snov } from '../../../../../functions/lib/sources/snov/index.ts';
import { wikidata } from '../../../../../functions/lib/sources/wikidata/index.ts';
import { wikipedia } from '../../../../../functions/lib/sources/wikipedia.ts';
import { joinVirtualInternet } from '../../../../../local/network/join.ts';
import { type Sandbox, startSandbox } from '../../../../../local/sandbox/index.ts';
import { mockStorage } from './memory-storage.ts';
import { brokenQuotes, planned, question, valuesOf } from './questions.ts';

const adapters = [
  dns,
  wikidata,
  wikipedia,
  gdelt,
  rdap,
  gleif,
  secEdgar,
  greenhouse,
  lever,
  github,
  hackerNews,
  serpapi,
  serpapiNews,
  serpapiJobs,
  snov,
  brightDataSearch,
];
let sandbox: Sandbox;
let leave: () => void;
beforeAll(async () => {
  mockStorage();
  sandbox = await startSandbox();
  leave = joinVirtualInternet(sandbox.network);
  process.env.CONTACT_URL = 'mailto:research@orchestrator.example';
  process.env.SERPAPI_SECRET_ARN = 'arn:sandbox';
  process.env.SNOV_SECRET_ARN = 'arn:snov';
  process.env.BRIGHT_DATA_SECRET_ARN = 'arn:bright-data';
  const { serpapi: key, snov: credentials, 'bright-data': token } = sandbox.providerKeys;
  mockClient(SecretsManagerClient)
    .on(GetSecretValueCommand, { SecretId: 'arn:sandbox' })
    .resolves({ SecretString: key })
    .on(GetSecretValueCommand, { SecretId: 'arn:snov' })
    .resolves({ SecretString: credentials })
    .on(GetSecretValueCommand, { SecretId: 'arn:bright-data' })
    .resolves({ SecretString: token });
});
afterAll(async () => {
  leave();
  await sandbox.close();
});

const asked = (domain: string, name: string) =>
  question({
    deadline: Date.now() + 10_000,
    surroundings: { ...surroundings, pause: async () => undefined },
    about: { domain: domain as Domain, name },
  });

describe('the adapters against the providers’ stand-ins', () => {
  it.each(adapters)('$id answers for every company, with quotes that stand', async (adapter) => {
    for (const { domain } of sandbox.companies()) {
      const answer = await adapter.ask(asked(domain, domain.split('.')[0] ?? ''));

      expect(brokenQuotes(answer), domain).toEqual([]);
    }
  });

  it('agree on a company that they all know', async () => {
    const company = asked('brindlemark.example', 'Brindlemark');

    const founded = await Promise.all(
      [wikidata, serpapi].map(async (adapter) => valuesOf(await adapter.ask(company), 'founded')),
    );

    expect(founded).toEqual([[2014], [2014]]);
  });

  it('search Google over Bright Data where SerpApi has no key', async () => {
    const { SERPAPI_SECRET_ARN: kept } = process.env;
    delete process.env.SERPAPI_SECRET_ARN;

    const answer = await brightDataSearch.ask(asked('brindlemark.example', 'Brindlemark'));

    process.env.SERPAPI_SECRET_ARN = kept;
    expect(valuesOf(answer, 'description')).toHaveLength(1);
    expect(brokenQuotes(answer)).toEqual([]);
  });
});

describe('the LinkedIn dataset against its stand-in', () => {
  const about = (domain: string, slug: string) => ({
    ...asked(domain, slug),
    source: { ...planned('bright-data-linkedin'), url: `https://www.linkedin.com/company/${slug}` },
  });
  /** Asks until it is ready; how often, and the answer. */
  const collect = async (domain: string, slug: string) => {
    const started = await linkedinCompany.start(about(domain, slug));
    if (started.outcome !== 'started') throw new Error(`expected a start, got ${JSON.stringify(started)}`);
    for (let polls = 1; polls < 20; polls += 1) {
      const answer = await linkedinCompany.collect(about(domain, slug), started.snapshotId);
      if (answer !== null) return { polls, answer };
    }
    throw new Error('never ready');
  };

  it.each([
    ['brindlemark.example', 'brindlemark-robotics', 2, 2014],
    ['kestrelvane.example', 'kestrelvane', 2, 2009],
    ['parchwell.example', 'parchwell', 10, 2008],
  ])('is collected for %s', async (domain, slug, expected, founded) => {
    const { polls, answer } = await collect(domain, slug);

    expect(polls).toBe(expected);
    expect(valuesOf(answer, 'founded')).toEqual([founded]);
    expect(brokenQuotes(answer)).toEqual([]);
  });

  it('knows no page that is not there, and nothing of a company by another’s page', async () => {
    expect((await collect('brindlemark.example', 'nobody')).answer).toMatchObject({ reason: 'unknown_profile' });
    expect((await collect('brindlemark.example', 'kestrelvane')).answer).toMatchObject({ reason: 'not_about_company' });
  });

  it('refuses a token that is not the account’s', async () => {
    process.env.BRIGHT_DATA_SECRET_ARN = 'arn:snov';

    const failure = await linkedinCompany.start(about('brindlemark.example', 'x')).catch((error: unknown) => error);

    process.env.BRIGHT_DATA_SECRET_ARN = 'arn:bright-data';
    expect(failure).toMatchObject({ reason: 'invalid_key' });
  });
});
