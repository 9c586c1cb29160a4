import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMemoryIndex } from '../../../../../functions/lib/lookup/memory-index.ts';
import { resolveName } from '../../../../../functions/lib/lookup/resolve-name.ts';
import { createRandom, inventCompanies, mistype } from '../../../../evaluation/invented-companies.ts';
import { openLookupTable } from '../../../../evaluation/lookup-table.ts';

const companies = inventCompanies(150);
let table: Awaited<ReturnType<typeof openLookupTable>>;

beforeAll(async () => {
  table = await openLookupTable();
  await table.fill(companies);
});
afterAll(() => table.close());

describe('the index in the table', () => {
  it('answers as the index in memory does, within a bounded number of reads', async () => {
    const random = createRandom(3);
    const memory = createMemoryIndex(companies);
    const queries = companies.slice(0, 60).flatMap(({ domain, name }) => [name, mistype(name, random), domain]);

    for (const query of queries) {
      expect(await resolveName(query, table.finder)).toEqual(await resolveName(query, memory));
    }
    expect(table.reads().mostKeys).toBeLessThanOrEqual(25);
  });
});

describe('the index in memory', () => {
  it('finds at least 97 of 100 names with one slip among thousands, at a fraction of a millisecond each', async () => {
    const many = inventCompanies(5_000, 9);
    const random = createRandom(11);
    const index = createMemoryIndex(many);
    const asked = many.slice(0, 400).map(({ domain, name }) => ({ domain, query: mistype(name, random) }));

    const startedAt = performance.now();
    const resolved = await Promise.all(asked.map(({ query }) => resolveName(query, index)));
    const ms = performance.now() - startedAt;

    const found = resolved.filter(({ matches }, place) =>
      matches.slice(0, 5).some(({ domain }) => domain === asked[place]?.domain),
    );
    expect(found.length / asked.length).toBeGreaterThanOrEqual(0.97);
    expect(ms / asked.length).toBeLessThan(5);
  });
});
