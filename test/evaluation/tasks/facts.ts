import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { type Domain, parseDomain } from '../../../functions/lib/company/domain.ts';
import { valueKey } from '../../../functions/lib/company/fact-value.ts';
import { mergeFacts } from '../../../functions/lib/company/merge-facts.ts';
import {
  type FieldFact,
  type ProfileField,
  profileFieldSchema,
  profileFields,
} from '../../../functions/lib/company/profile.ts';
import { analyzeSources } from '../analyze-sources.ts';
import { agreement, countShared, percentiles, share, timed } from '../measures.ts';
import { isVerbatim, textsOf } from '../quote-rules.ts';
import { BadInput, readJson, readText } from '../rows.ts';

/** A value of null says that nobody can know; a list field holds a list. What is no field of a profile is ignored. */
const goldSchema = z.record(z.string(), z.object({ value: z.unknown() }));

interface Judged {
  readonly field: ProfileField;
  readonly right: number;
  readonly missing: number;
  readonly wrong: number;
  readonly wanted: number;
  readonly found: number;
}

/** Facts of saved sites against marked ones; `sites` holds a folder per company, named by its domain. */
export function evaluateFacts(sites: string) {
  const answers = foldersOf(sites).map((folder) => {
    const domain = parseDomain(folder) ?? (`${folder.toLowerCase()}.example` as Domain);
    const directory = join(sites, folder);
    const gold = readJson(join(directory, 'gold.json'), goldSchema);
    const source = { pages: readPages(directory, domain), searchResults: [] };
    const { result, ms } = timed(() => analyzeSources(domain, source).verified);
    const merged = mergeFacts([...result.claims, ...result.sourceFacts], new Map());
    const emitted = [...merged.values()].flatMap(({ facts }) => facts);
    const texts = textsOf(source);
    const verbatim = emitted.filter(({ evidence }) => evidence.every(({ quote }) => isVerbatim(quote, texts)));
    const judged = Object.entries(gold).flatMap(([key, { value }]) => {
      const field = profileFieldSchema.safeParse(key).data;
      if (field === undefined) return [];
      return judge(
        field,
        value,
        emitted.filter((fact) => fact.field === field),
      );
    });
    return { judged, emitted: emitted.length, verbatim: verbatim.length, ms };
  });
  const judged = answers.flatMap((answer) => answer.judged);
  const sum = (of: (answer: (typeof answers)[number]) => number) =>
    answers.reduce((total, each) => total + of(each), 0);
  return {
    n: answers.length,
    score: judged.reduce((total, { right, wrong }) => total + right - 2 * wrong, 0),
    byField: Object.fromEntries(
      [...Map.groupBy(judged, ({ field }) => field)].sort().map(([field, all]) => [field, total(all)]),
    ),
    emitted: sum((answer) => answer.emitted),
    verbatimShare: share(
      sum((answer) => answer.verbatim),
      sum((answer) => answer.emitted),
    ),
    time: percentiles(
      answers.map(({ ms }) => ms),
      'ms',
    ),
  };
}

function foldersOf(sites: string): string[] {
  try {
    const folders = readdirSync(sites, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    if (folders.length === 0) throw new BadInput(`${sites} holds no folder of a company.`);
    return folders.map(({ name }) => name).sort();
  } catch (cause) {
    if (cause instanceof BadInput) throw cause;
    throw new BadInput(`${sites} cannot be read: ${String(cause)}`, { cause });
  }
}

/** `about.html` is /about, `products/one.html` /products/one, and `index.html` the homepage, which comes first. */
function readPages(directory: string, domain: Domain) {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((file) => /\.html?$/.test(file));
  if (files.length === 0) throw new BadInput(`${directory} holds no page.`);
  return files
    .map((file) => ({ file, path: file.replace(/\.html?$/, '').replace(/(?:^|\/)(?:index|home|homepage)$/, '') }))
    .sort((left, right) => left.path.localeCompare(right.path))
    .map(({ file, path }) => ({ url: `https://${domain}/${path}`, html: readText(join(directory, file)) }));
}

function judge(field: ProfileField, value: unknown, emitted: readonly FieldFact[]): Judged {
  const wanted = (value === null ? [] : [value].flat()).map((item) => keyOf(field, item));
  const found = emitted.map((fact) => keyOf(field, fact.value));
  const right = countShared(wanted, found);
  const counts = { field, right, wanted: wanted.length, found: found.length };
  return {
    ...counts,
    missing: Math.max(0, wanted.length - Math.max(right, profileFields[field].many ? right : found.length)),
    wrong: found.length - right,
  };
}

function total(all: readonly Judged[]) {
  const of = (key: 'right' | 'missing' | 'wrong' | 'wanted' | 'found') => all.reduce((sum, each) => sum + each[key], 0);
  const counts = { right: of('right'), missing: of('missing'), wrong: of('wrong') };
  const isList = all.some(({ field }) => profileFields[field].many);
  return {
    ...counts,
    score: counts.right - 2 * counts.wrong,
    ...(isList ? { f1: agreement(counts.right, of('found'), of('wanted')).f1 } : {}),
  };
}

/** What makes a value the marked one: of a place its city, of money amount and currency, else what the product goes by. */
function keyOf(field: ProfileField, value: unknown): string {
  const part = (key: string) => String(Object(value)[key]);
  if (field === 'headquarters') return valueKey(field, String(value).split(',')[0]);
  if (field === 'hiring' && value === Object(value)) return part('openJobs');
  if ((field === 'fundingRounds' || field === 'revenue') && value === Object(value)) {
    return `${part('amount')} ${part('currency')}`;
  }
  return valueKey(field, value);
}
