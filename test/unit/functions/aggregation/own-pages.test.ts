import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { handler as planSources } from '../../../../functions/aggregation/plan-sources.ts';
import { handler as scrapePage } from '../../../../functions/aggregation/scrape-page.ts';
import { handler as fetchBasicInfo } from '../../../../functions/discovery/fetch-basic-info.ts';
import { handler as validateDomain } from '../../../../functions/discovery/validate-domain.ts';
import { sourceResultSchema } from '../../../../functions/lib/sources/outcome.ts';
import type { PlannedSource, SourcePlan } from '../../../../functions/lib/sources/plan.ts';
import { getDocument } from '../../../../functions/lib/storage/documents.ts';
import { type SmallWeb, servePages, startSmallWeb } from '../lib/http/small-web.ts';
import { mockStorage } from '../lib/sources/memory-storage.ts';
import { company, run } from '../lib/sources/questions.ts';

const storage = mockStorage();
let web: SmallWeb;
beforeAll(async () => {
  web = await startSmallWeb();
  web.answer = servePages({
    '/sitemap.xml': { body: '<urlset><url><loc>https://acme.example/about</loc></url></urlset>' },
    '/': '<title>Acme Robotics</title><h1>Robots</h1>',
    '/about': '<h1>About</h1><p>Founded by robots.</p>',
  });
});
beforeEach(() => {
  storage.reset();
  storage.dynamodb.on(GetItemCommand).resolves({});
  storage.dynamodb.on(PutItemCommand).resolves({});
});
afterAll(() => web.close());

const context = { getRemainingTimeInMillis: () => 20_000 } as never;
const input = { run, executionName: 'execution-1', company };

describe('the pages of the own site', () => {
  it('are planned and read, and their documents stored', async () => {
    const { pages, deadline }: SourcePlan = await planSources(input, context);
    const source = pages[0] as PlannedSource;
    const result = await scrapePage({ ...input, deadline, source }, context);

    expect(pages.map(({ url }) => url)).toEqual(['https://acme.example/about']);
    expect(sourceResultSchema.safeParse(result).success).toBe(true);
    expect(result).toMatchObject({
      id: source.id,
      outcome: 'matched',
      documents: [{ url: 'https://acme.example/about' }],
    });
    expect((await getDocument(result.documents[0]?.key ?? '')).purpose).toBe('about');
  });

  it('are not visited again for another role within a day, unless a refresh asks for it', async () => {
    storage.reset();
    const enrich = async (changes: Partial<typeof run>) => {
      web.asked.length = 0;
      const asking = { ...input, run: { ...run, ...changes } };
      await validateDomain(asking, context);
      await fetchBasicInfo(asking, context);
      const { pages, deadline }: SourcePlan = await planSources(asking, context);
      const results = await Promise.all(pages.map((source) => scrapePage({ ...asking, deadline, source }, context)));
      return { visits: web.asked.length, outcomes: results.map(({ outcome, fromCache }) => [outcome, fromCache]) };
    };
    await enrich({});

    const again = await enrich({ userRole: 'solutions-engineer', key: 'other' });
    const refreshed = await enrich({ refresh: true });

    expect(again).toEqual({ visits: 0, outcomes: [['matched', true]] });
    expect(refreshed.visits).toBeGreaterThan(2);
    expect(refreshed.outcomes).toEqual([['matched', false]]);
  });

  it('keep rows apart whose addresses only differ behind 200 characters', async () => {
    const long = `/about/${'x'.repeat(220)}`;
    const paths = [`${long}1`, `${long}2`];
    storage.reset();
    const { answer } = web;
    web.answer = servePages({
      '/sitemap.xml': {
        body: `<urlset>${paths.map((path) => `<url><loc>https://acme.example${path}</loc></url>`).join('')}</urlset>`,
      },
    });

    const { pages }: SourcePlan = await planSources(input, context);

    web.answer = answer;
    expect(pages.map(({ id }) => id.length)).toEqual([200, 200]);
    expect(new Set(pages.map(({ id }) => id)).size).toBe(2);
  });

  it('are not asked after the deadline', async () => {
    const source = {
      id: 'own-site:x',
      sourceId: 'own-site',
      name: 'x',
      kind: 'official',
      url: 'https://acme.example/x',
      purpose: 'other',
    };

    const result = await scrapePage({ ...input, deadline: Date.now() - 1, source }, context);

    expect(result).toMatchObject({ outcome: 'not_run', reason: 'late' });
  });
});
