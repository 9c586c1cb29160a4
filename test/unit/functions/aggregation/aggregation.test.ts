import { GetObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler as callBrightData } from '../../../../functions/aggregation/call-bright-data.ts';
import { handler as callFreeApi } from '../../../../functions/aggregation/call-free-api.ts';
import { handler as callSerpapi } from '../../../../functions/aggregation/call-serpapi.ts';
import { handler as callSnov } from '../../../../functions/aggregation/call-snov.ts';
import { handler as collectSocialSignal } from '../../../../functions/aggregation/collect-social-signal.ts';
import { handler as findGaps } from '../../../../functions/aggregation/find-gaps.ts';
import { handler as readPublicRecord } from '../../../../functions/aggregation/read-public-record.ts';
import { handler as scrapePage } from '../../../../functions/aggregation/scrape-page.ts';
import { sourceCatalog } from '../../../../functions/lib/sources/catalog.ts';
import { unasked } from '../../../../functions/lib/sources/run-source.ts';
import { mockStorage } from '../lib/sources/memory-storage.ts';
import { company, planned, run } from '../lib/sources/questions.ts';
import { startVirtualWeb, type VirtualWeb } from '../lib/sources/virtual-web.ts';
import { bindings, entity, labels, ownerRow } from '../lib/sources/wikidata-answers.ts';

const storage = mockStorage();
let web: VirtualWeb;
beforeAll(async () => {
  web = await startVirtualWeb();
});
afterAll(() => web.close());
beforeEach(() => {
  web.reset();
  storage.reset();
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => vi.restoreAllMocks());

const context = { getRemainingTimeInMillis: () => 20_000 } as never;
const input = (sourceId: string) => ({
  ...{ run, executionName: 'execution-1', company },
  ...{ deadline: Date.now() + 10_000, source: planned(sourceId) },
});
const handlers = {
  'own-site': scrapePage,
  'free-api': callFreeApi,
  'public-data': readPublicRecord,
  social: collectSocialSignal,
  serpapi: callSerpapi,
  snov: callSnov,
  bright: callBrightData,
};

describe('the functions that ask one source', () => {
  it.each(sourceCatalog.map(({ id, group }) => ({ id, group })))(
    'answer for $id of the group $group',
    async ({ id, group }) => {
      const caller = group === 'paid' ? (id.split('-')[0] as 'serpapi' | 'snov' | 'bright') : group;

      const result = await handlers[caller](input(id), context);

      expect(result).toMatchObject({ id, sourceId: id });
      expect(result).not.toMatchObject({ reason: 'unknown_source' });
    },
  );

  it('hand on a real result over the wire', async () => {
    web.serve('query.wikidata.org', { body: bindings(ownerRow) });
    web.serve('www.wikidata.org', ({ pathname }) => ({
      body: pathname === '/w/api.php' ? labels : { entities: { Q4242: entity } },
    }));

    const result = await callFreeApi(input('wikidata'), context);

    expect(result).toMatchObject({ outcome: 'matched', fields: expect.arrayContaining(['founded', 'employees']) });
  });

  it('refuse an input that is not theirs', async () => {
    await expect(callFreeApi({ run }, context)).rejects.toMatchObject({ name: 'InvalidInputError' });
  });
});

describe('finding the gaps of a run', () => {
  const fact = {
    field: 'founded',
    value: 1998,
    confidence: 0.8,
    basis: 'stated',
    evidence: [{ sourceId: 'wikidata', documentId: 'd', url: 'u', quote: 'q', observedAt: '2026-03-01T00:00:00.000Z' }],
  };
  const matched = (factsKey: string | null) => ({ ...unasked(planned('wikidata'), 'matched', null), factsKey });
  const gapsInput = (keys: readonly (string | null)[], maxCostUsd: number | null = null) => ({
    ...{ run: { ...run, maxCostUsd }, executionName: 'execution-1', company },
    ...{ results: keys.map(matched), paid: [planned('serpapi')], pages: [] },
  });

  it('reads the facts of all sources', async () => {
    storage.objects.set('facts/a.json', JSON.stringify([fact]));

    const gaps = await findGaps(gapsInput(['facts/a.json', 'facts/a.json', null]), context);

    expect(gaps.openFields).not.toContain('founded');
    expect(gaps.paidSources).toEqual([planned('serpapi')]);
  });

  it('keeps to the caller’s budget', async () => {
    const gaps = await findGaps(gapsInput([], 0.001), context);

    expect(gaps).toMatchObject({ paidSources: [], notAsked: [{ reason: 'budget' }] });
  });

  it('takes lost or broken facts for open fields', async () => {
    storage.objects.set('facts/broken.json', '[{"field":"founded"}]');

    const gaps = await findGaps(gapsInput(['facts/broken.json', 'facts/gone.json']), context);

    expect(gaps.openFields).toContain('founded');
  });

  it('lets the state machine retry when the store is down', async () => {
    storage.s3.on(GetObjectCommand).rejects(new Error('down'));

    await expect(findGaps(gapsInput(['facts/a.json']), context)).rejects.toMatchObject({ name: 'TransientError' });
  });
});
