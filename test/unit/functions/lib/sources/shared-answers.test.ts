import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler as callFreeApi } from '../../../../../functions/aggregation/call-free-api.ts';
import { handler as callSerpapi } from '../../../../../functions/aggregation/call-serpapi.ts';
import { handler as readPublicRecord } from '../../../../../functions/aggregation/read-public-record.ts';
import { handler as searchCompany } from '../../../../../functions/discovery/search-company.ts';
import type { Domain } from '../../../../../functions/lib/company/domain.ts';
import type { EnrichmentRun } from '../../../../../functions/lib/enrichment/run.ts';
import { mockStorage } from './memory-storage.ts';
import { company, planned, run } from './questions.ts';
import { useSandbox } from './use-sandbox.ts';

const storage = mockStorage();
const sandbox = useSandbox();
const domain = 'kestrelvane.example' as Domain;
const context = { getRemainingTimeInMillis: () => 20_000 } as never;
beforeAll(() => {
  vi.stubEnv('CONTACT_URL', 'https://orchestrator.example');
  vi.stubEnv('SERPAPI_SECRET_ARN', 'arn:shared-answers');
  mockClient(SecretsManagerClient)
    .on(GetSecretValueCommand)
    .callsFake(() => ({ SecretString: sandbox().providerKeys.serpapi }));
});
beforeEach(() => storage.reset());
afterAll(() => vi.unstubAllEnvs());

/** Asks every consumer of one run in turn and gives the requests that each upstream host saw, and the outcomes. */
async function enrich(changes: Partial<EnrichmentRun> = {}) {
  const before = sandbox().visits().length;
  const base = { run: { ...run, domain, ...changes }, executionName: 'execution-1' };
  const about = { ...company, domain, name: 'Kestrelvane' };
  const ask = (sourceId: string) => ({
    ...base,
    company: about,
    deadline: Date.now() + 15_000,
    source: planned(sourceId),
  });
  await searchCompany(base, context);
  const results = [
    ...(await Promise.all(['wikidata', 'wikipedia'].map((id) => callFreeApi(ask(id), context)))),
    ...(await Promise.all(['gleif', 'sec-edgar', 'rdap', 'dns'].map((id) => readPublicRecord(ask(id), context)))),
    await callSerpapi(ask('serpapi'), context),
  ];
  const hosts = Map.groupBy(sandbox().visits().slice(before), ({ host }) => host);
  return {
    counts: Object.fromEntries([...hosts].map(([host, visits]) => [host, visits.length])),
    results,
    costUsd: results.reduce((sum, result) => sum + ('costUsd' in result ? result.costUsd : 0), 0),
  };
}

describe('the consumers of one answer', () => {
  it('ask Wikidata once who owns the domain, and Google once for results and knowledge graph', async () => {
    const { counts, results, costUsd } = await enrich();

    expect(counts['query.wikidata.org']).toBe(1);
    expect(counts['serpapi.com']).toBe(1);
    expect(results.filter(({ outcome }) => outcome === 'matched')).toHaveLength(6);
    expect(costUsd).toBe(0.025);
  });

  it('ask nobody again for another role within the lifetime of the answers, and pay nothing', async () => {
    await enrich();

    const { counts, results, costUsd } = await enrich({ userRole: 'solutions-engineer', key: 'other' });

    expect(counts).toEqual({});
    expect(results.every(({ fromCache }) => fromCache)).toBe(true);
    expect(costUsd).toBe(0);
  });

  it('ask everybody once more where the caller wants fresh answers', async () => {
    await enrich();

    const { counts, results } = await enrich({ refresh: true });

    expect(counts).toMatchObject({ 'serpapi.com': 1, 'data.sec.gov': 3, 'www.wikidata.org': 2 });
    // Minutes old is fresh enough for what five consumers build on.
    expect(counts['query.wikidata.org'] ?? 0).toBeLessThanOrEqual(1);
    expect(results.some(({ fromCache }) => fromCache)).toBe(false);
  });
});
