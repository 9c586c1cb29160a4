import * as z from 'zod';
import { buyingSignalSchema, executiveSchema, type FieldFact, newsItemSchema } from '../../../company/profile.ts';
import type { Statement } from '../../insights.ts';
import { each, type Known, listing, single, statement } from './known.ts';

const negativeSignals = new Set(['layoffs', 'acquisition', 'rebrand', 'leadership change']);
const expansionSignals = new Set(['funding', 'hiring', 'new product', 'expansion', 'partnership', 'compliance']);
const economicBuyers = /\b(?:C[EF]O|chief (?:executive|financial)|president|managing director|owner|founder)\b/i;

/** What the company is, in its own words where it has some. */
export function snapshot(known: Known): Statement[] {
  return [
    ...single(known, 'description', (value) => value),
    ...single(known, 'industry', (value) => `Industry: ${lower(value)}.`),
    ...single(known, 'headquarters', (value) => `Headquarters: ${value}.`),
    ...single(known, 'founded', (value) => `Founded in ${value}.`),
    ...single(known, 'employees', (value) => `Employees: ${value}.`),
  ];
}

/** What it sells, and to whom. */
export function offering(known: Known): Statement[] {
  return [
    ...listing(known, 'products', (values) => `Sells: ${values}.`),
    ...listing(known, 'targetMarkets', (values) => `Sells to: ${lower(values)}.`),
    ...listing(known, 'customers', (values) => `Named customers: ${values}.`, 8),
    ...each(known, 'valuePropositions', 2),
  ];
}

/** How it charges. */
export function pricing(known: Known): Statement[] {
  return single(known, 'pricingModel', (value) => `Charges: ${lower(value)}.`);
}

/** Money raised, as told. */
export function financing(known: Known): Statement[] {
  return known.facts('fundingRounds').slice(0, 4).map(quoted);
}

/** Aims and direction that the company states. */
export function objectives(known: Known): Statement[] {
  return [
    ...each(known, 'growthIndicators', 3),
    ...each(known, 'positioningStrategy', 1),
    ...each(known, 'marketPresence', 1),
  ];
}

/** Events, newest first. */
export function triggers(known: Known, kinds?: ReadonlySet<string>): Statement[] {
  return known
    .facts('buyingSignals')
    .flatMap((fact) => {
      const signal = buyingSignalSchema.safeParse(fact.value);
      return signal.success && (kinds === undefined || kinds.has(signal.data.type))
        ? [{ fact, signal: signal.data }]
        : [];
    })
    .sort((left, right) => (right.signal.date ?? '').localeCompare(left.signal.date ?? ''))
    .slice(0, 5)
    .map(({ fact, signal }) => statement(withDate(signal.text, fact), [fact]));
}

/** Events that put a renewal at risk, and troubles reported. */
export function risks(known: Known): Statement[] {
  return [...triggers(known, negativeSignals), ...each(known, 'businessChallenges', 3)];
}

/** What hurts, as far as it can be seen from outside: never more than derived, since nobody there has said it is a pain. */
export function pains(known: Known): Statement[] {
  return [...triggers(known, new Set(['layoffs'])), ...each(known, 'businessChallenges', 3)].map((pain) => ({
    ...pain,
    basis: 'derived',
  }));
}

/** Events after which an account grows. */
export function expansions(known: Known): Statement[] {
  return [...triggers(known, expansionSignals), ...each(known, 'growthIndicators', 3)];
}

/** Changes among those who decide. */
export function stakeholderChanges(known: Known): Statement[] {
  return triggers(known, new Set(['leadership change', 'layoffs', 'acquisition']));
}

/** What was in the news. */
export function news(known: Known): Statement[] {
  return known
    .facts('recentNews')
    .flatMap((fact) => {
      const item = newsItemSchema.safeParse(fact.value);
      return item.success ? [statement(withDate(item.data.title, fact), [fact])] : [];
    })
    .slice(0, 4);
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

/** Systems seen in use, with where they were seen. */
export function systems(known: Known): Statement[] {
  return listing(known, 'techStack', (values) => `In use: ${values}.`, 10);
}

/** Security and compliance in the company's own words. */
export function compliance(known: Known): Statement[] {
  return [...new Map(known.facts('complianceBadges').map((fact) => [fact.evidence[0]?.quote, fact])).values()]
    .slice(0, 4)
    .map(quoted);
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
      const parts = [
        openJobs === null ? null : `${openJobs} open jobs`,
        teams.length === 0 ? null : `teams: ${teams.join(', ')}`,
      ];
      const text = parts.filter((part) => part !== null).join('; ');
      return [statement(text === '' ? (fact.evidence[0]?.quote ?? '') : `Hiring, ${text}.`, [fact])];
    });
}

/** Rivals that the company itself compares itself with. */
export function rivals(known: Known): Statement[] {
  return listing(known, 'competitors', (values) => `Compares itself with: ${values}.`, 8);
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

function executives(known: Known): { readonly name: string; readonly title: string; readonly fact: FieldFact }[] {
  return known.facts('keyExecutives').flatMap((fact) => {
    const executive = executiveSchema.safeParse(fact.value);
    return executive.success ? [{ ...executive.data, fact }] : [];
  });
}

/** The words of the evidence themselves. */
function quoted(fact: FieldFact): Statement {
  return statement(fact.evidence[0]?.quote ?? '', [fact]);
}

/** A date stands beside a title as the page wrote it, so that it can be found there. */
function withDate(text: string, fact: FieldFact): string {
  const date = fact.evidence.map((item) => item.quote).find((quote) => quote !== text && quote.length <= 30);
  return date === undefined ? text : `${text} (${date})`;
}

function lower(text: string): string {
  return text.replace(/\b\p{Lu}\p{Ll}/gu, (start) => start.toLowerCase());
}
