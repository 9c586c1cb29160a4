import { describe, expect, it } from 'vitest';
import type { HistoryEvent } from '../../../local/stepfunctions/interpreter/history.ts';
import type { JsonObject } from '../../../local/stepfunctions/interpreter/json.ts';
import { company, plan, planned, resolution, sourceResult } from './answers.ts';
import { enrich, type Script } from './machine.ts';

const limit = 256 * 1024;
const hex = 'c0ffee'.repeat(6);

/** A source of realistic size: long paths, several documents each. */
function describeSource(index: number): JsonObject {
  const path = `products/enterprise/integrations/how-we-connect-to-everything-${index}?utm_source=navigation`;
  return {
    ...planned(`own-site:products-integrations-${index}`),
    name: `Integrations and connectors, page ${index} of the enterprise section`,
    url: `https://www.brightloom-international-holdings.example/en-gb/${path}`,
  };
}

function answerSource(source: JsonObject): JsonObject {
  const key = `documents/brightloom-international-holdings.example/${hex}.json`;
  const document = { id: hex, key, url: source.url ?? null };
  const fields = ['description', 'products', 'targetMarkets', 'customers', 'techStack', 'keyExecutives', 'recentNews'];
  return { ...sourceResult(source), fields, documents: [document, document, document] };
}

const forty: Script = () => {
  const sources = Array.from({ length: 40 }, (_, index) => describeSource(index));
  const groups = { pages: sources.slice(0, 30), freeApis: sources.slice(30, 34), publicData: sources.slice(34, 37) };
  return { ...plan, ...groups, social: sources.slice(37), paid: [], skipped: [] };
};

function findLargest(events: readonly HistoryEvent[]): { bytes: number; type: string; name: string } {
  const payloads = events.flatMap((event) =>
    Object.values(event).flatMap((details) => {
      if (typeof details !== 'object' || details === null) return [];
      const { name = '' } = details as { name?: string };
      const texts = ['input', 'output', 'parameters'].map((field) => (details as Record<string, unknown>)[field]);
      return texts
        .filter((text) => typeof text === 'string')
        .map((text) => ({ bytes: Buffer.byteLength(text), type: event.type, name }));
    }),
  );
  return payloads.reduce((largest, payload) => (payload.bytes > largest.bytes ? payload : largest));
}

describe('what travels between states', () => {
  it('stays far below the limit with forty sources of three documents each', async () => {
    const answer: Script = (payload) => answerSource(payload.source as JsonObject);
    const asking = { ScrapePage: answer, CallFreeApi: answer, ReadPublicRecord: answer, CollectSocialSignal: answer };
    const sources = Array.from({ length: 4 }, (_, index) => answerSource(describeSource(100 + index)));

    const { run } = await enrich({
      functions: {
        ...asking,
        PlanSources: forty,
        ResolveCompany: () => ({ ...resolution, company, sources }),
      },
    });

    expect(run.result.status).toBe('SUCCEEDED');
    expect(findLargest(run.events).bytes).toBeLessThan(limit / 2);
    expect(run.events.length).toBeLessThan(1000);
  });

  it('ends the run with a name of its own when it does not fit', async () => {
    const huge: Script = (payload) => ({ ...sourceResult(payload.source as JsonObject), reason: 'x'.repeat(limit) });

    const { run } = await enrich({ functions: { ScrapePage: huge } });

    expect(run.result).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  });
});
