import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyFact } from '../../../../../functions/lib/analysis/claims/verify-fact.ts';
import type { Domain } from '../../../../../functions/lib/company/domain.ts';
import { surroundings } from '../../../../../functions/lib/sources/adapter.ts';
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
import { question } from './questions.ts';

const storage = mockStorage();
let sandbox: Sandbox;
let leave: () => void;
beforeAll(async () => {
  sandbox = await startSandbox();
  leave = joinVirtualInternet(sandbox.network);
  process.env.SERPAPI_SECRET_ARN = 'arn:verified:serpapi';
  process.env.SNOV_SECRET_ARN = 'arn:verified:snov';
  mockClient(SecretsManagerClient)
    .on(GetSecretValueCommand, { SecretId: 'arn:verified:serpapi' })
    .resolves({ SecretString: sandbox.providerKeys.serpapi })
    .on(GetSecretValueCommand, { SecretId: 'arn:verified:snov' })
    .resolves({ SecretString: sandbox.providerKeys.snov });
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

    if (answer.outcome !== 'matched') throw new Error(`expected a match, got ${JSON.stringify(answer)}`);
    const documents = new Map(answer.documents.map((document) => [document.id, document]));
    const verdicts = answer.facts.map((fact) => ({ fact, ...verifyFact(fact, documents, 'source') }));
    expect(verdicts.filter(({ reason }) => reason !== null)).toEqual([]);
    expect(answer.facts.length).toBeGreaterThan(0);
  });
});
