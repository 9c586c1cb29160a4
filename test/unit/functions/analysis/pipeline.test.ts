import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler as analyzeSentiment } from '../../../../functions/analysis/analyze-sentiment.ts';
import { handler as detectIntent } from '../../../../functions/analysis/detect-intent.ts';
import { handler as extractEntities } from '../../../../functions/analysis/extract-entities.ts';
import { handler as processContent } from '../../../../functions/analysis/process-content.ts';
import { handler as runEngine } from '../../../../functions/analysis/run-engine.ts';
import { handler as scoreSources } from '../../../../functions/analysis/score-sources.ts';
import { handler as verifyClaims } from '../../../../functions/analysis/verify-claims.ts';
import type { Answer } from '../../../../functions/lib/company/answer.ts';
import { handler as structureProfile } from '../../../../functions/response/structure-profile.ts';
import { startBucket, type TestBucket } from '../bucket.ts';
import { acme, fact, page, run, sourceResult, text } from '../lib/analysis/fixtures.ts';
import { embeddedEngine } from '../lib/engines/entries.ts';
import { openTestTable } from '../table.ts';

let bucket: TestBucket;
let table: Awaited<ReturnType<typeof openTestTable>>;

beforeAll(async () => {
  process.env.AWS_MAX_ATTEMPTS = '1';
  table = await openTestTable();
  bucket = await startBucket();
});
afterAll(async () => {
  await bucket.close();
  await table.close();
});
beforeEach(() => {
  bucket.objects.clear();
  bucket.failWith(null);
  vi.spyOn(console, 'error').mockReturnValue();
  return () => vi.restoreAllMocks();
});

const home = page(
  '/',
  '<h1>The ladder platform for roofers</h1><p>Acme builds ladders for people who work at height.</p><p>Mail ann@acme.example.</p><h2>Our products</h2><h3>High Fox</h3><p>A ladder for roofs.</p>',
  '<title>Acme | Ladders</title>',
);
const article = text('Acme won an award for its great ladders this week, said the jury.');
const stated = [
  fact(home, 'founded', 2014, 'Acme builds ladders'),
  fact(
    home,
    'description',
    'Acme builds ladders for people who work at height.',
    'Acme builds ladders for people who work at height.',
  ),
];
const results = [
  sourceResult({
    documents: [{ id: home.id, key: 'documents/home.json', url: home.url }],
    factsKey: 'facts/home.json',
  }),
  sourceResult({
    id: 'news',
    sourceId: 'news',
    kind: 'news',
    documents: [
      { id: article.id, key: 'documents/article.json', url: article.url },
      { id: 'gone', key: 'documents/gone.json', url: article.url },
    ],
  }),
];
const base = { run, executionName: 'execution-1', company: acme };

function store(key: string, value: unknown): void {
  bucket.objects.set(`/documents/${key}`, Buffer.from(JSON.stringify(value)));
}

function stored(key: string): unknown {
  return JSON.parse(bucket.objects.get(`/documents/${key}`)?.toString() ?? 'null');
}

function storeSources(): void {
  store('documents/home.json', home);
  store('documents/article.json', article);
  store('facts/home.json', stated);
}

const invoke = (handler: unknown, event: unknown) =>
  (handler as (event: unknown, context: object) => Promise<Record<string, never>>)(event, {});

async function understand(contentKey: string) {
  const event = { ...base, contentKey, results };
  const [entities, sentiment, scores, intent] = await Promise.all(
    [extractEntities, analyzeSentiment, scoreSources, detectIntent].map((handler) => invoke(handler, event)),
  );
  return { entities, sentiment, scores, intent };
}

describe('the analysis, stage by stage', () => {
  it('turns stored documents into an answer in which every value has its quote', async () => {
    storeSources();

    const content = await invoke(processContent, { ...base, results });
    const understanding = await understand('runs/execution-1/content.json');
    const engine = await invoke(runEngine, {
      ...base,
      engine: 'embedded',
      step: 'all',
      contentKey: content.contentKey,
      understanding,
    });
    const claims = await invoke(verifyClaims, { ...base, contentKey: content.contentKey, ...engine });
    const analysis = { understanding, contentKey: content.contentKey, claims, engines: [engine] };
    const outcome = await invoke(structureProfile, {
      ...base,
      results,
      analysis,
      startedAt: '2026-11-01T08:00:00.000Z',
    });

    expect(content).toMatchObject({ documentCount: 2, dropped: { duplicates: 0, overBudget: 0 }, languages: ['en'] });
    expect(engine).toMatchObject({
      engine: 'embedded',
      effort: { costUsd: 0 },
      insightsKey: 'runs/execution-1/insights-embedded.json',
    });
    expect(claims).toMatchObject({ dropped: 1, droppedBy: { number_outside_quote: 1 }, sourceFactsDropped: 1 });
    expect(outcome).toEqual({ profileKey: 'runs/execution-1/profile.json', status: 'ready' });
    const { companyIntelligence, metadata } = stored('runs/execution-1/profile.json') as Answer;
    expect(companyIntelligence).toMatchObject({
      companyName: 'Acme',
      products: ['High Fox'],
      founded: null,
      sentiment: { label: 'positive', documents: 1 },
    });
    expect(companyIntelligence?.evidence['/products/0']?.[0]?.quote).toBe('High Fox');
    expect(metadata.engines).toEqual([
      embeddedEngine({ claims: expect.any(Number), dropped: 1, ms: expect.any(Number) }),
    ]);
  });

  it('lets no person and no page text into what states hand on', async () => {
    storeSources();
    store('facts/home.json', [fact(home, 'keyExecutives', { name: 'Ann Lee', title: 'CEO' }, 'Acme builds ladders')]);

    const content = await invoke(processContent, { ...base, results });
    const understanding = await understand(content.contentKey ?? '');

    expect(JSON.stringify([content, understanding])).not.toMatch(/Ann|ladder|ann@/);
    expect(JSON.stringify(stored('runs/execution-1/entities.json'))).toContain('Ann Lee, CEO');
    expect(JSON.stringify(stored('runs/execution-1/content.json'))).not.toContain('ann@acme.example');
  });

  it('gives an empty profile for empty content', async () => {
    const content = await invoke(processContent, { ...base, results: [] });
    const understanding = await understand(content.contentKey ?? '');
    const engine = await invoke(runEngine, {
      ...base,
      engine: 'embedded',
      step: 'all',
      contentKey: content.contentKey,
      understanding,
    });
    const claims = await invoke(verifyClaims, { ...base, contentKey: content.contentKey, ...engine });
    const analysis = { understanding, contentKey: content.contentKey, claims, engines: [engine] };
    await invoke(structureProfile, { ...base, results: [], analysis, startedAt: '2026-11-01T08:00:00.000Z' });

    expect(understanding.sentiment).toEqual({ score: null, label: null, documents: 0 });
    expect(claims).toMatchObject({ kept: 0, dropped: 0 });
    expect((stored('runs/execution-1/profile.json') as Answer).companyIntelligence?.evidence).toEqual({});
  });

  it('goes on when a branch of the analysis was lost, and says partial', async () => {
    storeSources();
    const { contentKey } = await invoke(processContent, { ...base, results });
    const understanding = { entities: null, sentiment: null, scores: null, intent: null };

    const engine = await invoke(runEngine, { ...base, engine: 'embedded', step: 'all', contentKey, understanding });
    const claims = await invoke(verifyClaims, { ...base, contentKey, ...engine });
    const lost = { engine: 'openai', step: 'extract', outcome: 'lost', error: 'States.Timeout', message: null };
    const analysis = { understanding, contentKey, claims, engines: [lost, engine] };
    const outcome = await invoke(structureProfile, {
      ...base,
      results,
      analysis,
      startedAt: '2026-11-01T08:00:00.000Z',
    });

    expect(outcome.status).toBe('partial');
  });

  it('drops and counts what an engine made up', async () => {
    storeSources();
    const { contentKey } = await invoke(processContent, { ...base, results });
    const invented = fact(home, 'customers', 'Initech', 'Acme builds ladders');
    store('insights.json', { engine: 'embedded', claims: [invented, 7], sections: [], unknowns: [] });

    const claims = await invoke(verifyClaims, {
      ...base,
      contentKey,
      insightsKey: 'insights.json',
      engine: 'embedded',
    });

    expect(claims).toMatchObject({ kept: 0, dropped: 2, droppedBy: { name_outside_quote: 1, malformed: 1 } });
  });

  it('asks for a retry when the store does not answer', async () => {
    bucket.failWith(503);

    await expect(invoke(processContent, { ...base, results })).rejects.toMatchObject({ name: 'TransientError' });
  });

  it('refuses an input that is not its own', async () => {
    await expect(invoke(runEngine, { ...base, engine: 'unknown' })).rejects.toMatchObject({
      name: 'InvalidInputError',
    });
  });
});
