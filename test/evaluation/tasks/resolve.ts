import * as z from 'zod';
import { createMemoryIndex } from '../../../functions/lib/lookup/memory-index.ts';
import { type AliasFinder, type NameResolution, resolveName } from '../../../functions/lib/lookup/resolve-name.ts';
import { mean, percentiles, share, timed } from '../measures.ts';
import { BadInput, readRows } from '../rows.ts';

const companySchema = z.object({
  domain: z.string().min(1),
  name: z.string().min(1),
  formerNames: z.array(z.string()).default([]),
});

const caseSchema = z.object({
  kind: z.string(),
  query: z.string(),
  website: z.string().optional(),
  /** The company meant; null where none is, or where `ambiguous` has all that may be meant. */
  expect: z.string().nullable(),
  ambiguous: z.array(z.string()).optional(),
});
type Case = z.infer<typeof caseSchema>;

interface Answered {
  readonly row: Case;
  readonly resolution: NameResolution;
  /** Place of the company meant among the matches from 1 on, Infinity where it is not among them. */
  readonly rank: number;
  readonly ms: number;
}

/** Reads the companies of a directory. Throws BadInput. */
export function readResolveDirectory(path: string) {
  return readRows(path, companySchema).map(({ row }) => row);
}

/** Reads the queries and what they mean. Throws BadInput. */
export function readResolveCases(path: string) {
  return readRows(path, caseSchema).map(({ row }) => row);
}

/** Names, domains and URLs resolved to companies of a directory, by the code that the lookup runs. Throws BadInput. */
export async function evaluateResolution(cases: string, directory = '') {
  if (directory === '') throw new BadInput('resolve takes --directory PATH too.');
  const companies = readResolveDirectory(directory);
  const rows = readResolveCases(cases);
  const { result: index, ms: buildMs } = timed(() => createMemoryIndex(companies));
  return {
    n: rows.length,
    companies: companies.length,
    indexBuildMs: Math.round(buildMs),
    ...(await measureResolution(rows, index)),
  };
}

/**
 * Resolves each row and measures. `matched` counts as a confident answer: for a row that means no
 * company it is a false accept; recall counts places in the list, whatever the confidence.
 */
export async function measureResolution(rows: readonly Case[], finder: AliasFinder) {
  const answers: Answered[] = [];
  for (const row of rows) {
    const startedAt = performance.now();
    const resolution = await resolveName(row.query, finder, row.website);
    const ms = performance.now() - startedAt;
    const place = resolution.matches.findIndex(({ domain }) => domain === row.expect);
    answers.push({ row, resolution, rank: place < 0 ? Number.POSITIVE_INFINITY : place + 1, ms });
  }
  const meant = answers.filter(({ row }) => row.expect !== null);
  const ambiguous = answers.filter(({ row }) => row.ambiguous !== undefined);
  const none = answers.filter(({ row }) => row.expect === null && row.ambiguous === undefined);
  const byKind = (group: readonly Answered[], measure: (of: readonly Answered[]) => object) =>
    Object.fromEntries([...Map.groupBy(group, ({ row }) => row.kind)].map(([kind, of]) => [kind, measure(of)]));
  return {
    overall: recalls(meant),
    kinds: { ...byKind(meant, recalls), ...byKind(none, (of) => ({ n: of.length, ...falseAccepts(of) })) },
    ambiguousRecall: share(ambiguous.filter(isToldAmbiguous).length, ambiguous.length),
    ...falseAccepts(none),
    time: percentiles(
      answers.map(({ ms }) => ms),
      'us',
    ),
    wrong: answers.filter((answer) => !isRight(answer)).map(describeWrong),
  };
}

function recalls(answers: readonly Answered[]) {
  return {
    n: answers.length,
    recallAt1: share(answers.filter(({ rank }) => rank === 1).length, answers.length),
    recallAt5: share(answers.filter(({ rank }) => rank <= 5).length, answers.length),
    mrr: mean(answers.map(({ rank }) => 1 / rank)),
    /** Answers that the product takes without asking back, and how many of those are wrong. */
    confident: share(answers.filter(({ resolution }) => resolution.outcome === 'matched').length, answers.length),
    confidentlyWrong: share(
      answers.filter(({ resolution, rank }) => resolution.outcome === 'matched' && rank !== 1).length,
      answers.length,
    ),
  };
}

function falseAccepts(answers: readonly Answered[]) {
  return {
    falseAcceptRate: share(answers.filter(({ resolution }) => resolution.outcome === 'matched').length, answers.length),
  };
}

function isToldAmbiguous({ row, resolution }: Answered): boolean {
  const told = resolution.matches.map(({ domain }) => domain);
  return resolution.outcome === 'ambiguous' && (row.ambiguous ?? []).every((domain) => told.includes(domain));
}

function isRight(answer: Answered): boolean {
  if (answer.row.ambiguous !== undefined) return isToldAmbiguous(answer);
  return answer.row.expect === null ? answer.resolution.outcome !== 'matched' : answer.rank === 1;
}

function describeWrong({ row, resolution, rank }: Answered) {
  const { kind, query, expect } = row;
  const best = resolution.matches[0];
  return {
    kind,
    query,
    expect,
    outcome: resolution.outcome,
    rank: Number.isFinite(rank) ? rank : null,
    best: best ?? null,
  };
}
