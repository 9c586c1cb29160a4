import { valueKey } from '../../../functions/lib/company/fact-value.ts';
import { mergeFacts } from '../../../functions/lib/company/merge-facts.ts';
import {
  type FieldFact,
  type ProfileField,
  profileFieldSchema,
  profileFields,
} from '../../../functions/lib/company/profile.ts';
import { analyzeSources } from '../analyze-sources.ts';
import { readLabelledSites } from '../labelled-sites.ts';
import { agreement, countShared, percentiles, share, timed } from '../measures.ts';
import { isVerbatim, textsOf } from '../quote-rules.ts';

interface Judged {
  readonly field: ProfileField;
  readonly right: number;
  readonly missing: number;
  readonly wrong: number;
  readonly wanted: number;
  readonly found: number;
  readonly mistakes: { readonly missing: readonly string[]; readonly wrong: readonly string[] };
}

/** Facts of saved sites against marked ones; see `readLabelledSites` for what the paths name. */
export function evaluateFacts(sites: string, pages?: string) {
  const answers = readLabelledSites(sites, pages).map(({ domain, gold, pages }) => {
    const source = { pages, searchResults: [] };
    const { result, ms } = timed(() => analyzeSources(domain, source).verified);
    const merged = mergeFacts([...result.claims, ...result.sourceFacts], new Map());
    const emitted = [...merged.values()].flatMap(({ facts }) => facts);
    const texts = textsOf(source);
    const verbatim = emitted.filter(({ evidence }) => evidence.every(({ quote }) => isVerbatim(quote, texts)));
    const judged = Object.entries(gold).flatMap(([key, { value }]) => {
      const field = profileFieldSchema.safeParse(key).data;
      const facts = emitted.filter((fact) => fact.field === field);
      return field === undefined ? [] : judge(field, value, facts);
    });
    return { domain, judged, emitted: emitted.length, verbatim: verbatim.length, ms };
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
    rightOfEmitted: share(count(judged, 'right'), count(judged, 'found')),
    foundOfKnowable: share(count(judged, 'right'), count(judged, 'wanted')),
    mistakes: answers.flatMap(({ domain, judged }) =>
      judged
        .filter(({ mistakes }) => mistakes.missing.length + mistakes.wrong.length > 0)
        .map(({ field, mistakes }) => ({ domain, field, ...mistakes })),
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

function judge(field: ProfileField, value: unknown, emitted: readonly FieldFact[]): Judged {
  const wanted = (value === null ? [] : [value].flat()).map((item) => keyOf(field, item));
  const found = emitted.map((fact) => keyOf(field, fact.value));
  const right = countShared(wanted, found);
  return {
    ...{ field, right, wanted: wanted.length, found: found.length },
    missing: Math.max(0, wanted.length - Math.max(right, profileFields[field].many ? right : found.length)),
    wrong: found.length - right,
    mistakes: { missing: withoutShared(wanted, found), wrong: withoutShared(found, wanted) },
  };
}

/** What is left of a multiset when what it shares with another is taken away. */
function withoutShared(left: readonly string[], right: readonly string[]): string[] {
  const rest = [...right];
  return left.filter((item) => {
    const at = rest.indexOf(item);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}

function count(all: readonly Judged[], key: 'right' | 'missing' | 'wrong' | 'wanted' | 'found'): number {
  return all.reduce((sum, each) => sum + each[key], 0);
}

function total(all: readonly Judged[]) {
  const counts = { right: count(all, 'right'), missing: count(all, 'missing'), wrong: count(all, 'wrong') };
  const isList = all.some(({ field }) => profileFields[field].many);
  return {
    ...counts,
    score: counts.right - 2 * counts.wrong,
    ...(isList ? { f1: agreement(counts.right, count(all, 'found'), count(all, 'wanted')).f1 } : {}),
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
