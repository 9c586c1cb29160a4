import * as z from 'zod';
import { executiveSchema, type FieldFact, type ProfileField } from '../../../company/profile.ts';
import type { Statement } from '../../insights.ts';
import { countWords } from '../sentences.ts';
import { each, type Known, listing, quoting, single, statement } from './known.ts';

const economicBuyers = /\b(?:C[EF]O|chief (?:executive|financial)|president|managing director|owner|founder)\b/i;
/** A quote of so many words says more than the label that was read from it. */
const tellingWords = 6;

/** What the company is: its own words, then the figures in one sentence. */
export function snapshot(known: Known): Statement[] {
  return [...single(known, 'description', (value) => value), ...figures(known)];
}

/** What it sells, and to whom. */
export function offering(known: Known): Statement[] {
  return [
    ...listing(known, 'products', (values) => `Sells: ${values}.`),
    ...listing(known, 'targetMarkets', (values) => `Sells to: ${lower(values)}.`),
    ...listing(known, 'customers', (values) => `Named customers: ${values}.`, 8),
    ...each(known, 'positioningStrategy', 1),
    ...each(known, 'valuePropositions', 2),
  ];
}

/** How it charges. */
export function pricing(known: Known): Statement[] {
  const [fact] = known.facts('pricingModel');
  const quote = fact?.evidence[0]?.quote ?? '';
  if (fact === undefined) return [];
  const label = statement(`Charges: ${lower(String(fact.value))}.`, [fact]);
  return /^\p{Lu}/u.test(quote) && countWords(quote) >= tellingWords && quote.length <= 200
    ? [label, statement(quote, [fact], 'stated')]
    : [label];
}

/** Aims that the company states, and the growth it counts; how it wants to be seen is no aim. */
export function objectives(known: Known): Statement[] {
  return [...quoting(known, 'objective', 2), ...each(known, 'growthIndicators', 2)];
}

/** Figures that the company itself counts, which a purchase may have to move. */
export function metrics(known: Known): Statement[] {
  const told = [...each(known, 'growthIndicators', 3), ...each(known, 'marketPresence', 1)];
  return told.filter(({ text }) => /\d/.test(text)).map((item) => ({ ...item, basis: 'derived' }));
}

/** Who holds which public role. */
export function stakeholders(known: Known, wanted: RegExp = /./): Statement[] {
  return executives(known)
    .filter(({ title }) => wanted.test(title))
    .slice(0, 6)
    .map(({ name, title, fact }) => statement(`${name}, ${title}.`, [fact]));
}

/** Who could sign, going by the public role alone. */
export function buyers(known: Known): Statement[] {
  return executives(known)
    .filter(({ title }) => economicBuyers.test(title))
    .slice(0, 2)
    .map(({ name, title, fact }) => statement(`${name}, ${title}.`, [fact], 'derived'));
}

/** By source: how a system came to be known. */
const sightings: readonly (readonly [sourceIds: RegExp, wording: string])[] = [
  [/^(?:greenhouse|lever|serpapi-jobs)/, 'Named in job adverts'],
  [/^dns$/, 'Seen in DNS records'],
  [/^github$/, 'Seen in public code'],
  [/^own-site/, "Named on the company's pages"],
];

/** Systems in use, one statement for each way in which they were seen. */
export function systems(known: Known): Statement[] {
  const groups = Map.groupBy(distinctByValue(known.facts('techStack')), (fact) => sightingOf(fact));
  return [...groups].map(([wording, facts]) => {
    const shown = facts.slice(0, 8).map((fact) => ({ ...fact, evidence: seenAs(fact, wording) }));
    return statement(`${wording}: ${shown.map((fact) => String(fact.value)).join(', ')}.`, shown);
  });
}

/** Products and services in use, which a new one stands beside or against. */
export function productsInUse(known: Known, wording: (values: string) => string, most = 6): Statement[] {
  const shown = productFacts(known).slice(0, most);
  return shown.length === 0 ? [] : [statement(wording(shown.map((fact) => String(fact.value)).join(', ')), shown)];
}

/** What is bought and run: languages are skills, and names on the internet are plumbing. */
function productFacts(known: Known): FieldFact[] {
  return distinctByValue(known.facts('techStack')).filter(
    (fact) => !languages.test(String(fact.value)) && !plumbing.test(String(fact.value)),
  );
}

/** Names and routes on the internet, which nobody sells against and few integrate with. */
const plumbing = /\bDNS\b|\bRoute 53\b|\bSearch Console\b|^(?:Cloudflare|Akamai|Fastly)$/;

const languages =
  /^(?:Python|TypeScript|JavaScript|Go|Golang|Rust|C|C\+\+|C#|Java|Kotlin|Swift|Scala|Elixir|Erlang|Ruby|PHP|Perl|R|Haskell|Clojure|Dart|Lua|Julia|Shell|HTML|CSS|SQL)$/i;

/** Security and compliance in the company's own words. */
export function compliance(known: Known): Statement[] {
  return [...new Map(known.facts('complianceBadges').map((fact) => [fact.evidence[0]?.quote, fact])).values()]
    .slice(0, 4)
    .map((fact) => statement(fact.evidence[0]?.quote ?? '', [fact], 'stated'));
}

/** Security and compliance, and what is said of the data itself. */
export function dataSensitivity(known: Known): Statement[] {
  const stated = compliance(known);
  return [...stated, ...quoting(known, 'data').filter(({ text }) => !stated.some((one) => one.text === text))];
}

/** Open roles, and what they say about skills in the house. */
export function hiring(known: Known): Statement[] {
  return known
    .facts('hiring')
    .slice(0, 1)
    .flatMap((fact) => {
      const { openJobs, teams } = z
        .object({ openJobs: z.number().nullable(), teams: z.array(z.string()) })
        .parse(fact.value);
      const where = teams.length === 0 ? '' : ` in ${teams.join(', ')}`;
      if (openJobs === null && where === '') return [statement(adverts(fact), [fact])];
      const jobs = openJobs === null ? 'Hiring' : `${openJobs} open ${openJobs === 1 ? 'job' : 'jobs'}`;
      return [statement(`${jobs}${where}.`, [fact])];
    });
}

/** The titles of the adverts where a job board's records are the evidence, else the company's sentence. */
function adverts({ evidence }: FieldFact): string {
  const titles = evidence.flatMap(({ quote }) => /"title"\s*:\s*"([^"\\]+)"/.exec(quote)?.[1] ?? []);
  return titles.length > 0 ? `Open jobs: ${[...new Set(titles)].slice(0, 3).join(', ')}.` : (evidence[0]?.quote ?? '');
}

/** Open roles and the languages that public code and adverts show. */
export function capability(known: Known): Statement[] {
  return [...hiring(known), ...systems(known).filter(({ text }) => /^Seen in public code|^Named in job/.test(text))];
}

/** Figures of size and reach. */
export function scale(known: Known): Statement[] {
  return [
    ...single(known, 'employees', (value) => `Employees: ${value}.`),
    ...each(known, 'growthIndicators', 3),
    ...each(known, 'marketPresence', 1),
  ];
}

/** Partners named as such. */
export function partners(known: Known): Statement[] {
  return listing(known, 'partnerships', (values) => `Partners: ${values}.`);
}

function figures(known: Known): Statement[] {
  const parts = (['founded', 'headquarters', 'employees', 'industry'] as const).flatMap((field) => {
    const [fact] = known.facts(field);
    return fact === undefined ? [] : [{ fact, text: figureWords[field](String(fact.value)) }];
  });
  if (parts.length === 0) return [];
  const text = parts.map((part) => part.text).join(', ');
  return [
    statement(
      `${text.charAt(0).toUpperCase()}${text.slice(1)}.`,
      parts.map(({ fact }) => fact),
    ),
  ];
}

const figureWords = {
  founded: (value: string) => `founded in ${value}`,
  headquarters: (value: string) => `based in ${value}`,
  employees: (value: string) => `${value} employees`,
  industry: (value: string) => `industry: ${lower(value)}`,
} as const satisfies Partial<Record<ProfileField, (value: string) => string>>;

/** The executives as the profile names them. */
export function executives(
  known: Known,
): { readonly name: string; readonly title: string; readonly fact: FieldFact }[] {
  return known.facts('keyExecutives').flatMap((fact) => {
    const executive = executiveSchema.safeParse(fact.value);
    return executive.success ? [{ ...executive.data, fact }] : [];
  });
}

function sightingOf(fact: FieldFact): string {
  const found = sightings.find(([sourceIds]) => fact.evidence.some((item) => sourceIds.test(item.sourceId)));
  return found?.[1] ?? 'Named by others';
}

/** The evidence of this way of seeing it, above all. */
function seenAs(fact: FieldFact, wording: string): FieldFact['evidence'] {
  const sourceIds = sightings.find(([, words]) => words === wording)?.[0];
  const fitting = fact.evidence.filter((item) => sourceIds?.test(item.sourceId) === true);
  return fitting.length > 0 ? fitting : fact.evidence;
}

function distinctByValue(facts: readonly FieldFact[]): FieldFact[] {
  return [...new Map(facts.map((fact) => [String(fact.value).toLowerCase(), fact])).values()];
}

/** Labels are written in capitals; within a sentence they are not. Abbreviations stay. */
export function lower(text: string): string {
  return text.replace(/\b\p{Lu}\p{Ll}/gu, (start) => start.toLowerCase());
}
