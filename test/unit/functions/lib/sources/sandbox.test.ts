import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Domain } from '../../../../../functions/lib/company/domain.ts';
import { surroundings } from '../../../../../functions/lib/sources/adapter.ts';
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
import { brokenQuotes, question, valuesOf } from './questions.ts';

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
  const { serpapi: key, snov: credentials } = sandbox.providerKeys;
  mockClient(SecretsManagerClient)
    .on(GetSecretValueCommand, { SecretId: 'arn:sandbox' })
    .resolves({ SecretString: key })
    .on(GetSecretValueCommand, { SecretId: 'arn:snov' })
    .resolves({ SecretString: credentials });
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
});
