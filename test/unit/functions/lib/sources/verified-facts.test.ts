import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyFact } from '../../../../../functions/lib/analysis/claims/verify-fact.ts';
import type { Domain } from '../../../../../functions/lib/company/domain.ts';
import { type SourceAnswer, surroundings } from '../../../../../functions/lib/sources/adapter.ts';
import { linkedinCompany } from '../../../../../functions/lib/sources/bright-data/linkedin-company.ts';
import { gdelt } from '../../../../../functions/lib/sources/gdelt.ts';
import { greenhouse } from '../../../../../functions/lib/sources/greenhouse.ts';
import { lever } from '../../../../../functions/lib/sources/lever.ts';
import { serpapiJobs } from '../../../../../functions/lib/sources/serpapi/jobs.ts';
import { serpapiNews } from '../../../../../functions/lib/sources/serpapi/news.ts';
import { snov } from '../../../../../functions/lib/sources/snov/index.ts';
import { joinVirtualInternet } from '../../../../../local/network/join.ts';
import { type Sandbox, startSandbox } from '../../../../../local/sandbox/index.ts';
import { storeHomepage } from './homepages.ts';
import { mockStorage } from './memory-storage.ts';
import { planned, question } from './questions.ts';

const storage = mockStorage();
let sandbox: Sandbox;
let leave: () => void;
beforeAll(async () => {
  sandbox = await startSandbox();
  leave = joinVirtualInternet(sandbox.network);
  process.env.SERPAPI_SECRET_ARN = 'arn:verified:serpapi';
  process.env.SNOV_SECRET_ARN = 'arn:verified:snov';
  process.env.BRIGHT_DATA_SECRET_ARN = 'arn:verified:bright-data';
  mockClient(SecretsManagerClient)
    .on(GetSecretValueCommand, { SecretId: 'arn:verified:serpapi' })
    .resolves({ SecretString: sandbox.providerKeys.serpapi })
    .on(GetSecretValueCommand, { SecretId: 'arn:verified:snov' })
    .resolves({ SecretString: sandbox.providerKeys.snov })
    .on(GetSecretValueCommand, { SecretId: 'arn:verified:bright-data' })
    .resolves({ SecretString: sandbox.providerKeys['bright-data'] });
});
afterAll(async () => {
  leave();
  await sandbox.close();
});

describe('the facts of news, jobs and firmographics', () => {
  it.each([
    [gdelt, 'brindlemark.example', 'Brindlemark'],
    [greenhouse, 'brindlemark.example', 'Brindlemark'],
    [greenhouse, 'kestrelvane.example', 'Kestrelvane'],
    [lever, 'fennmoor.example', 'Fennmoor'],
    [serpapiNews, 'brindlemark.example', 'Brindlemark'],
    [serpapiJobs, 'quillstead.example', 'Quillstead'],
    [snov, 'kestrelvane.example', 'Kestrelvane'],
  ] as const)('stand before the verifier: $id of %s', async (adapter, domain, name) => {
    const links = [{ url: `https://${domain}/careers`, text: 'Careers' }];
    const homeDocumentKey = storeHomepage(storage, { links });

    const answer = await adapter.ask(
      question({
        deadline: Date.now() + 10_000,
        surroundings: { ...surroundings, cooldowns: new Map(), pause: async () => undefined },
        about: { domain: domain as Domain, name, homeDocumentKey },
      }),
    );

    expectVerified(answer);
  });

  it.each([
    ['brindlemark.example', 'brindlemark-robotics'],
    ['kestrelvane.example', 'kestrelvane'],
  ])('stand before the verifier: the LinkedIn page of %s', async (domain, slug) => {
    const source = { ...planned(linkedinCompany.id), url: `https://www.linkedin.com/company/${slug}` };
    const asked = question({
      source,
      deadline: Date.now() + 10_000,
      surroundings,
      about: { domain: domain as Domain },
    });
    const started = await linkedinCompany.start(asked);
    const collect = () => linkedinCompany.collect(asked, started.outcome === 'started' ? started.snapshotId : '');

    const answer = (await collect()) ?? (await collect());

    if (answer === null) throw new Error('not ready');
    expectVerified(answer);
  });
});

/** Every fact of the answer holds, and there are some. */
function expectVerified(answer: SourceAnswer): void {
  if (answer.outcome !== 'matched') throw new Error(`expected a match, got ${JSON.stringify(answer)}`);
  const documents = new Map(answer.documents.map((document) => [document.id, document]));
  const verdicts = answer.facts.map((fact) => ({ fact, ...verifyFact(fact, documents, 'source') }));
  expect(verdicts.filter(({ reason }) => reason !== null)).toEqual([]);
  expect(answer.facts.length).toBeGreaterThan(0);
}
