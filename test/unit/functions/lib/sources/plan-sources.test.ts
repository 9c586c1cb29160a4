import { PutObjectCommand } from '@aws-sdk/client-s3';
import { DescribeSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readPage } from '../../../../../functions/lib/content/index.ts';
import { sourcePlanSchema } from '../../../../../functions/lib/sources/plan.ts';
import { planSources } from '../../../../../functions/lib/sources/plan-sources.ts';
import { getDocument, putDocument, putFacts } from '../../../../../functions/lib/storage/documents.ts';
import { type SmallWeb, servePages, startSmallWeb } from '../http/small-web.ts';
import { mockStorage } from './memory-storage.ts';
import { company, domain, run } from './questions.ts';

const storage = mockStorage();
const secrets = mockClient(SecretsManagerClient);
let web: SmallWeb;
beforeAll(async () => {
  web = await startSmallWeb();
});
beforeEach(() => {
  storage.reset();
  secrets.reset();
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => web.close());

const homepage = readPage(
  '<script type="application/ld+json">{"@type":"Organization","name":"Acme Robotics","founder":{"name":"Ada","jobTitle":"CEO"}}</script><a href="/team">Team</a><a href="/pricing">Pricing</a>',
  { url: 'https://acme.example/', sourceId: 'own-site', observedAt: '2026-03-01T12:00:00.000Z', purpose: 'home' },
);

describe('planSources', () => {
  it('plans pages that fill what the homepage leaves open first, and every keyless source', async () => {
    web.answer = servePages({});
    const { key } = await putDocument(domain, homepage);

    const plan = await planSources(run, { ...company, homeDocumentKey: key }, () => 1_000);

    expect(sourcePlanSchema.safeParse(plan).success).toBe(true);
    expect(plan.deadline).toBe(46_000);
    expect(plan.pages.map(({ id, purpose }) => [id, purpose])).toContainEqual([
      'own-site:acme.example/pricing',
      'pricing',
    ]);
    expect(plan.pages.at(-1)).toMatchObject({
      id: 'own-site:acme.example/team',
      sourceId: 'own-site',
      kind: 'official',
      name: 'Company page /team',
    });
    expect(plan.freeApis.map(({ id }) => id)).toContain('wikidata');
    expect(plan.publicData.map(({ id }) => id)).toContain('dns');
    expect(plan.social.map(({ id }) => id)).toContain('site-profiles');
  });

  it('plans no source whose secret was never filled, and no second search beside a first', async () => {
    for (const name of ['serpapi', 'snov', 'bright-data']) {
      vi.stubEnv(`${name.toUpperCase().replace('-', '_')}_SECRET_ARN`, `arn:${name}`);
    }
    const filled = { VersionIdsToStages: { v1: ['AWSCURRENT'] } };
    const about = { ...company, homepageUrl: null };
    const idsOf = (sources: readonly { readonly id: string }[]) => sources.map(({ id }) => id);
    secrets.on(DescribeSecretCommand).resolves({});
    secrets.on(DescribeSecretCommand, { SecretId: 'arn:bright-data' }).resolves(filled);
    const one = await planSources(run, about, () => 0);
    secrets.on(DescribeSecretCommand).resolves(filled);
    const remembered = await planSources(run, about, () => 60_000);
    const all = await planSources(run, about, () => 600_000);
    secrets.on(DescribeSecretCommand).rejects(new Error('down'));
    const unknown = await planSources(run, about, () => 1_200_000);

    expect(idsOf(one.paid)).toEqual(['bright-data-search', 'bright-data-unlocker', 'bright-data-linkedin']);
    expect(idsOf(remembered.paid)).toEqual(idsOf(one.paid));
    expect(all.skipped).toMatchObject([{ id: 'bright-data-search', outcome: 'skipped', reason: 'other_search' }]);
    expect(idsOf(unknown.paid)).toEqual(idsOf(all.paid));
  });

  it('skips paid sources without a key, and plans those with one', async () => {
    secrets.on(DescribeSecretCommand).resolves({ VersionIdsToStages: { v1: ['AWSCURRENT'] } });
    vi.stubEnv('SERPAPI_SECRET_ARN', '');
    const without = await planSources(run, { ...company, homepageUrl: null });
    vi.stubEnv('SERPAPI_SECRET_ARN', 'arn:aws:secretsmanager:eu-west-1:1:secret:serpapi');
    const withKey = await planSources({ ...run, depth: 'deep' }, { ...company, homepageUrl: null });

    expect(without.paid.map(({ id }) => id)).not.toContain('serpapi');
    expect(without.skipped.find(({ id }) => id === 'serpapi')).toMatchObject({ outcome: 'skipped', reason: 'no_key' });
    expect(withKey.paid.map(({ id }) => id)).toContain('serpapi');
    expect(withKey.pages).toEqual([]);
  });
});

describe('stored documents', () => {
  it('are given back as they were', async () => {
    const reference = await putDocument(domain, homepage);

    expect(reference).toEqual({
      id: homepage.id,
      key: `documents/acme.example/${homepage.id}.json`,
      url: homepage.url,
    });
    expect(await getDocument(reference.key)).toEqual(homepage);
  });

  it('have facts under a key of their source and content', async () => {
    const facts = [{ field: 'founded', value: 1999, confidence: 1, basis: 'stated', evidence: [] }] as never;

    const [first, again, none] = [
      await putFacts(domain, 'own-site:acme.example/a?b', facts),
      await putFacts(domain, 'own-site:acme.example/a?b', facts),
      await putFacts(domain, 'x', []),
    ];

    expect(first).toMatch(/^facts\/acme\.example\/own-site:acme\.example_a_b-[0-9a-f]{16}\.json$/);
    expect(again).toBe(first);
    expect(none).toBeNull();
    expect(storage.s3.commandCalls(PutObjectCommand)).toHaveLength(2);
  });
});
