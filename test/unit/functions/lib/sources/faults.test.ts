import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Domain } from '../../../../../functions/lib/company/domain.ts';
import type { Adapter } from '../../../../../functions/lib/sources/adapter.ts';
import { linkedinCompany } from '../../../../../functions/lib/sources/bright-data/linkedin-company.ts';
import { brightDataSearch } from '../../../../../functions/lib/sources/bright-data/search.ts';
import { gdelt } from '../../../../../functions/lib/sources/gdelt.ts';
import { github } from '../../../../../functions/lib/sources/github.ts';
import { gleif } from '../../../../../functions/lib/sources/gleif.ts';
import { greenhouse } from '../../../../../functions/lib/sources/greenhouse.ts';
import { hackerNews } from '../../../../../functions/lib/sources/hacker-news.ts';
import { lever } from '../../../../../functions/lib/sources/lever.ts';
import { rdap } from '../../../../../functions/lib/sources/rdap.ts';
import { settle } from '../../../../../functions/lib/sources/run-source.ts';
import { secEdgar } from '../../../../../functions/lib/sources/sec-edgar.ts';
import { serpapi } from '../../../../../functions/lib/sources/serpapi/index.ts';
import { serpapiJobs } from '../../../../../functions/lib/sources/serpapi/jobs.ts';
import { serpapiNews } from '../../../../../functions/lib/sources/serpapi/news.ts';
import { snov } from '../../../../../functions/lib/sources/snov/index.ts';
import { forgetToken } from '../../../../../functions/lib/sources/snov/token.ts';
import { wikidata } from '../../../../../functions/lib/sources/wikidata/index.ts';
import { wikipedia } from '../../../../../functions/lib/sources/wikipedia.ts';
import type { Misbehaviour } from '../../../../../local/sandbox/faults/kinds.ts';
import { storeHomepage } from './homepages.ts';
import { mockStorage } from './memory-storage.ts';
import { brokenQuotes, planned, question } from './questions.ts';
import { useSandbox } from './use-sandbox.ts';

const storage = mockStorage();
const sandbox = useSandbox();

interface Asked {
  readonly adapter: Adapter;
  readonly host: string;
  readonly domain: string;
  readonly name: string;
}
const asked = (adapter: Adapter, host: string, name = 'Brindlemark'): Asked => ({
  ...{ adapter, host, name, domain: `${name.toLowerCase()}.example` },
});
const table: readonly Asked[] = [
  asked(wikidata, 'query.wikidata.org'),
  asked(wikidata, 'www.wikidata.org'),
  asked(wikipedia, 'en.wikipedia.org'),
  asked(gdelt, 'api.gdeltproject.org'),
  asked(rdap, 'rdap.registry.example'),
  asked(gleif, 'api.gleif.org'),
  asked(secEdgar, 'data.sec.gov', 'Kestrelvane'),
  asked(greenhouse, 'boards-api.greenhouse.io'),
  asked(lever, 'api.lever.co', 'Fennmoor'),
  asked(github, 'api.github.com'),
  asked(hackerNews, 'hn.algolia.com'),
  asked(serpapi, 'serpapi.com'),
  asked(serpapiNews, 'serpapi.com'),
  asked(serpapiJobs, 'serpapi.com', 'Quillstead'),
  asked(brightDataSearch, 'api.brightdata.com'),
  asked(snov, 'api.snov.io', 'Brindlemark'),
];

/** What a source may end as under a fault: its reasons, or an outcome where that is all that is told. */
type Ending = readonly string[];
const endings: Partial<Readonly<Record<Misbehaviour, Ending>>> = {
  throttled: ['rate_limited'],
  'throttled-silently': ['rate_limited'],
  unauthorized: ['unauthorized', 'invalid_key'],
  'payment-required': ['http_402', 'quota_exhausted'],
  forbidden: ['forbidden'],
  'not-found': ['no_match', 'http_404', 'malformed'],
  error: ['http_500'],
  unavailable: ['http_503'],
  overloaded: ['http_529'],
  hangs: ['timeout', 'late'],
  slow: ['timeout', 'late'],
  malformed: ['malformed'],
  'plain-text': ['malformed'],
  html: ['malformed'],
  resets: ['connection_lost'],
  'no-such-name': ['no_such_domain', 'dns_failed'],
  'dns-fails': ['dns_failed'],
  'no-result': ['no_match'],
  'half-filled': ['matched', 'no_match', 'malformed'],
  'wrong-entity': ['no_match', 'malformed'],
  injection: ['matched'],
};

beforeAll(() => {
  process.env.CONTACT_URL = 'mailto:research@orchestrator.example';
  process.env.SERPAPI_SECRET_ARN = 'arn:sandbox';
  process.env.SNOV_SECRET_ARN = 'arn:snov';
  process.env.BRIGHT_DATA_SECRET_ARN = 'arn:bright-data';
  const { serpapi: key, snov: credentials, 'bright-data': token } = sandbox().providerKeys;
  mockClient(SecretsManagerClient)
    .on(GetSecretValueCommand, { SecretId: 'arn:sandbox' })
    .resolves({ SecretString: key })
    .on(GetSecretValueCommand, { SecretId: 'arn:snov' })
    .resolves({ SecretString: credentials })
    .on(GetSecretValueCommand, { SecretId: 'arn:bright-data' })
    .resolves({ SecretString: token });
});
beforeEach(() => {
  storage.reset();
  forgetToken();
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});
afterEach(() => {
  for (const { host } of table) sandbox().misbehave(host, null);
  vi.restoreAllMocks();
});
afterAll(() => {
  for (const name of ['SERPAPI', 'SNOV', 'BRIGHT_DATA']) delete process.env[`${name}_SECRET_ARN`];
});

async function ask({ adapter, domain, name }: Asked, patience = 8_000) {
  const { SERPAPI_SECRET_ARN: kept } = process.env;
  // Bright Data is asked for Google only where SerpApi has no key.
  if (adapter === brightDataSearch) delete process.env.SERPAPI_SECRET_ARN;
  // Lever's board is found by the homepage's link to it.
  const links = [{ url: 'https://jobs.lever.co/fennmoor', text: 'Open positions' }];
  const home = adapter === lever ? storeHomepage(storage, { links }) : null;
  const surroundings = { now: Date.now, pause: async () => undefined, cooldowns: new Map<string, number>() };
  const deadline = Date.now() + patience;
  const asking = question({ deadline, surroundings, about: { domain: domain as Domain, name, homeDocumentKey: home } });
  const answer = await settle(adapter.id, () => adapter.ask(asking));
  if (kept !== undefined) process.env.SERPAPI_SECRET_ARN = kept;
  return answer;
}

// Lever's answers name no company: the homepage's own link is all that ties its board.
const cannotTell = (row: Asked, fault: string) => row.adapter === lever && fault === 'wrong-entity';
const cases = Object.entries(endings).flatMap(([fault, ending]) =>
  table
    .filter((row) => !cannotTell(row, fault))
    .map((row) => [row.adapter.id, row.host, fault as Misbehaviour, ending, row] as const),
);

describe('every adapter under every fault of its provider, over real HTTP', () => {
  it.each(table.map((row) => [row.adapter.id, row.host, row] as const))(
    '%s of %s answers without one',
    async (_, __, row) => {
      expect((await ask(row)).outcome).toBe('matched');
    },
  );

  it.each(cases)('%s, when %s is %s, ends typed', async (_, host, fault, ending, row) => {
    sandbox().misbehave(host, fault, { delayMs: 900 });

    const answer = await ask(row, fault === 'hangs' || fault === 'slow' ? 600 : 8_000);

    const told = 'reason' in answer && answer.outcome === 'error' ? answer.reason : answer.outcome;
    expect(ending, JSON.stringify(answer).slice(0, 300)).toContain(told);
    if (answer.outcome !== 'error') expect(brokenQuotes(answer)).toEqual([]);
  });
});

describe('what only some providers do', () => {
  const named = (id: string) => table.find(({ adapter }) => adapter.id === id) ?? expect.fail(id);

  it.each(['error', 'unavailable', 'overloaded', 'resets'] as const)('is well again after one %s', async (fault) => {
    sandbox().misbehave('hn.algolia.com', fault, { times: 1 });

    expect((await ask(named('hacker-news'))).outcome).toBe('matched');
  });

  it.each([
    ['snov', 'hash-in-data', 'matched'],
    ['snov', 'error-object', 'no_match'],
    ['snov', 'error-list', 'quota_exhausted'],
    ['snov', 'never-ready', 'late'],
    ['serpapi', 'never-ready', 'search_pending'],
  ] as const)('%s plays %s, and ends as %s', async (id, fault, ending) => {
    const row = named(id);
    if (id === 'snov' && fault.startsWith('error')) await ask(row);
    sandbox().misbehave(row.host, fault);

    const answer = await ask(row, 1_500);

    expect(answer.outcome === 'error' ? answer.reason : answer.outcome).toBe(ending);
  });

  it.each([
    ['never-ready', null],
    ['error-rows', 'provider_error'],
    ['no-result', { outcome: 'matched' }],
  ] as const)('the LinkedIn dataset plays %s', async (fault, ending) => {
    const surroundings = { now: Date.now, pause: async () => undefined, cooldowns: new Map<string, number>() };
    const url = 'https://www.linkedin.com/company/brindlemark-robotics';
    const asking = question({
      ...{ surroundings, deadline: Date.now() + 8_000, source: { ...planned('bright-data-linkedin'), url } },
      about: { domain: 'brindlemark.example' as Domain, name: 'Brindlemark' },
    });
    const begun = await linkedinCompany.start(asking);
    const id = begun.outcome === 'started' ? begun.snapshotId : expect.fail(begun.reason);
    for (let polls = 0; polls < 12 && (await linkedinCompany.collect(asking, id)) === null; polls += 1);
    sandbox().misbehave('api.brightdata.com', fault);

    const answer = await linkedinCompany.collect(asking, id).catch((error: { reason: string }) => error.reason);

    if (typeof ending === 'object' && ending !== null) expect(answer).toMatchObject(ending);
    else expect(answer).toBe(ending);
  });

  it('fails for one company and answers for another', async () => {
    sandbox().misbehave('hn.algolia.com', 'error', { about: 'brindlemark.example' });

    const [failed, fine] = [await ask(named('hacker-news')), await ask(asked(hackerNews, '', 'Fennmoor'))];

    expect([failed.outcome, fine.outcome]).toEqual(['error', 'matched']);
  });
});
