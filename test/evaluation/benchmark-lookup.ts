import { parseArgs } from 'node:util';
import type { NamedCompany } from '../../functions/lib/lookup/aliases.ts';
import { createMemoryIndex } from '../../functions/lib/lookup/memory-index.ts';
import { readName } from '../../functions/lib/lookup/name-forms.ts';
import { resolveName } from '../../functions/lib/lookup/resolve-name.ts';
import { typingCost } from '../../functions/lib/lookup/typing.ts';
import { createRandom, inventCompanies, mistype } from './invented-companies.ts';
import { openLookupTable } from './lookup-table.ts';
import { percentiles, timed } from './measures.ts';
import { measureResolution, readResolveCases, readResolveDirectory } from './tasks/resolve.ts';

/**
 * Measures lookup at size: `--companies N` (100,000) of which `--directory FILE` are real and the rest
 * invented, against a linear scan; then, with `--cases FILE`, `--sample N` (400) rows through DynamoDB
 * on this machine and the same rows in memory. Prints one JSON object.
 */
const { values } = parseArgs({
  options: {
    companies: { type: 'string', default: '100000' },
    sample: { type: 'string', default: '400' },
    directory: { type: 'string' },
    cases: { type: 'string' },
  },
});

const real = values.directory === undefined ? [] : readResolveDirectory(values.directory);
const known = [...real, ...inventCompanies(Math.max(0, Number(values.companies) - real.length))];
const heapBefore = process.memoryUsage().heapUsed;
const { result: index, ms: indexBuildMs } = timed(() => createMemoryIndex(known));
const queries = chooseQueries(known, 2_000);
const times = await timeQueries(queries);
const scans = queries.slice(0, 20).map((query) => timed(() => scan(query, known)).ms);
const inMemory = percentiles(times, 'us');
const linear = percentiles(scans, 'us');

console.log(
  JSON.stringify(
    {
      companies: known.length,
      indexBuildMs: Math.round(indexBuildMs),
      indexHeapMegabytes: Math.round((process.memoryUsage().heapUsed - heapBefore) / 2 ** 20),
      inMemory,
      linearScan: linear,
      fasterThanScan: Math.round(linear.p50 / inMemory.p50),
      ...(values.cases === undefined ? {} : { table: await compareWithTable(values.cases, Number(values.sample)) }),
    },
    null,
    2,
  ),
);

/** Half of the names as they are, half with one slip. */
function chooseQueries(companies: readonly NamedCompany[], count: number): string[] {
  const random = createRandom(7);
  return Array.from({ length: count }, (_, index) => {
    const name = companies[random(companies.length)]?.name ?? '';
    return index % 2 === 0 ? name : mistype(name, random);
  });
}

async function timeQueries(asked: readonly string[]): Promise<number[]> {
  const measured: number[] = [];
  for (const query of asked) {
    const startedAt = performance.now();
    await resolveName(query, index);
    measured.push(performance.now() - startedAt);
  }
  return measured;
}

/** What looking at every name would cost. */
function scan(query: string, companies: readonly NamedCompany[]): string | undefined {
  const { bare } = readName(query);
  const costs = companies.map(({ domain, name }) => ({ domain, cost: typingCost(bare, readName(name).bare, 2) }));
  return costs.sort((left, right) => left.cost - right.cost)[0]?.domain;
}

async function compareWithTable(cases: string, sample: number) {
  const rows = readResolveCases(cases);
  const step = Math.max(1, Math.floor(rows.length / sample));
  const chosen = rows.filter((_, place) => place % step === 0);
  const wanted = new Set(chosen.flatMap(({ expect, ambiguous }) => [expect, ...(ambiguous ?? [])]));
  const companies = real.filter(({ domain }, place) => wanted.has(domain) || place % 4 === 0);
  const table = await openLookupTable();
  try {
    const startedAt = performance.now();
    const written = await table.fill(companies);
    const fillMs = performance.now() - startedAt;
    const fromTable = await measureResolution(chosen, table.finder);
    const fromMemory = await measureResolution(chosen, createMemoryIndex(companies));
    return {
      n: chosen.length,
      companies: companies.length,
      fillMs: Math.round(fillMs),
      ...written,
      reads: table.reads(),
      table: { ...fromTable, wrong: fromTable.wrong.length },
      memory: { ...fromMemory, wrong: fromMemory.wrong.length },
    };
  } finally {
    await table.close();
  }
}
