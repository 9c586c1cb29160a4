import type * as z from 'zod';
import type {
  buyingSignalSchema,
  companyIdSchema,
  executiveSchema,
  FieldFact,
  fundingRoundSchema,
  hiringSchema,
  newsItemSchema,
  ProfileField,
  revenueSchema,
  socialProfileSchema,
} from '../../company/profile.ts';
import { wordingOf } from '../vocabulary/label.ts';
import { vocabularyOf } from '../vocabulary/vocabularies.ts';
import { isNegatedIn } from './negation.ts';
import { type HeldEvidence, sentenceBefore } from './quotes.ts';
import {
  type DropReason,
  firstReason,
  supportCurrency,
  supportDate,
  supportLabel,
  supportName,
  supportNumber,
  supportOwnUrl,
  supportPlace,
  supportText,
  supportUrl,
} from './support.ts';

type Check = (value: never, held: readonly HeldEvidence[], quotes: readonly string[]) => DropReason | null;

const text: Check = (value: string, _held, quotes) => supportText(value, quotes);
const name: Check = (value: string, _held, quotes) => supportName(value, quotes);
const number: Check = (value: number, _held, quotes) => supportNumber(value, quotes);

/** How the value of each field must stand in the quotes behind it when it is stated. */
const checks: Readonly<Record<ProfileField, Check>> = {
  companyName: name,
  legalName: name,
  description: text,
  industry: name,
  products: name,
  targetMarkets: name,
  competitors: name,
  valuePropositions: text,
  positioningStrategy: text,
  pricingModel: text,
  companySize: text,
  employees: number,
  revenue: (value: z.infer<typeof revenueSchema>, _held, quotes) =>
    firstReason(
      supportNumber(value.amount, quotes),
      supportCurrency(value.currency, quotes),
      value.period === null ? null : supportText(value.period, quotes),
    ),
  founded: number,
  headquarters: (value: string, _held, quotes) => supportPlace(value, quotes),
  marketPresence: text,
  customers: name,
  partnerships: name,
  techStack: name,
  keyExecutives: (value: z.infer<typeof executiveSchema>, _held, quotes) =>
    firstReason(supportName(value.name, quotes), supportName(value.title, quotes)),
  recentNews: (value: z.infer<typeof newsItemSchema>, held, quotes) =>
    firstReason(supportText(value.title, quotes), supportOwnUrl(value.url, held), supportDate(value.publishedAt, held)),
  fundingRounds: (value: z.infer<typeof fundingRoundSchema>, held, quotes) =>
    firstReason(
      value.type === null ? null : supportName(value.type, quotes),
      supportNumber(value.amount, quotes),
      supportCurrency(value.currency, quotes),
      supportDate(value.date, held),
    ),
  hiring: (value: z.infer<typeof hiringSchema>, _held, quotes) =>
    firstReason(supportNumber(value.openJobs, quotes), ...value.teams.map((team) => supportName(team, quotes))),
  businessChallenges: text,
  growthIndicators: text,
  buyingSignals: (value: z.infer<typeof buyingSignalSchema>, held, quotes) =>
    firstReason(
      supportLabel('buyingSignals', value.type, quotes),
      supportText(value.text, quotes),
      supportDate(value.date, held),
    ),
  complianceBadges: name,
  socialProfiles: (value: z.infer<typeof socialProfileSchema>, held) =>
    firstReason(supportUrl(value.url, held), supportNetwork(value.network, value.url)),
  ids: (value: z.infer<typeof companyIdSchema>, _held, quotes) => supportName(value.value, quotes),
};

const networkHosts: Readonly<Record<string, RegExp>> = {
  x: /^(?:www\.|mobile\.)?(?:x|twitter)\.com$/,
  twitter: /^(?:www\.|mobile\.)?(?:x|twitter)\.com$/,
};

function supportNetwork(network: string, url: string): DropReason | null {
  const host = URL.parse(url)?.hostname ?? '';
  const stands = networkHosts[network.toLowerCase()]?.test(host) ?? host.split('.').includes(network.toLowerCase());
  return stands ? null : 'name_outside_quote';
}

/** Fields whose derived value is a controlled label, entitled by a wording in the quote. */
const labelled = new Set<ProfileField>([
  'industry',
  'targetMarkets',
  'pricingModel',
  'companySize',
  'techStack',
  'complianceBadges',
]);

/** Who states a fact: an adapter of ours reads codes and may word them itself, an engine only reads text. */
export type Claimant = 'source' | 'engine';

/**
 * Where records code what a value words: a registry's property for a title, an entity for a currency,
 * a handle for an address. Name, number and handle must stand in the quote all the same.
 */
const codedChecks: Partial<Readonly<Record<ProfileField, Check>>> = {
  recentNews: (value: z.infer<typeof newsItemSchema>, held, quotes) =>
    firstReason(supportText(value.title, quotes), supportUrl(value.url, held), supportDate(value.publishedAt, held)),
  buyingSignals: (value: z.infer<typeof buyingSignalSchema>, held, quotes) =>
    firstReason(supportText(filingItemOf(value.text), quotes), supportDate(value.date, held)),
  keyExecutives: (value: z.infer<typeof executiveSchema>, _held, quotes) => supportName(value.name, quotes),
  revenue: (value: z.infer<typeof revenueSchema>, _held, quotes) =>
    firstReason(supportNumber(value.amount, quotes), value.period === null ? null : supportText(value.period, quotes)),
  socialProfiles: (value: z.infer<typeof socialProfileSchema>, held, quotes) =>
    firstReason(
      supportUrl(value.url, held) === null ? null : supportName(handleOf(value.url), quotes),
      supportNetwork(value.network, value.url),
    ),
};

/** A filing lists its events by item number, such as `5.02` (Form 8-K); the wording is the form's. */
function filingItemOf(text: string): string {
  return /\b\d\.\d{2}\b/.exec(text)?.[0] ?? text;
}

function handleOf(url: string): string {
  return URL.parse(url)?.pathname.split('/').filter(Boolean).at(-1) ?? '';
}

/** Fields whose value says that the company has or is something; a quote that denies it backs the opposite. */
const affirmed = new Set<ProfileField>([
  ...(['industry', 'products', 'targetMarkets', 'pricingModel', 'customers', 'partnerships'] as const),
  ...(['techStack', 'complianceBadges', 'valuePropositions', 'growthIndicators', 'headquarters'] as const),
]);

/** Whether every quote denies what the fact says: `does not support SSO` for `SSO`. */
function isDenied({ field, value }: FieldFact, held: readonly HeldEvidence[]): boolean {
  if (!affirmed.has(field) || typeof value !== 'string' || held.length === 0) return false;
  return held.every(({ evidence, document, place }) => {
    const before = place === null ? '' : sentenceBefore(place, document);
    return wordingsOf(field, value, evidence.quote).some((wording) => isNegatedIn(wording, evidence.quote, before));
  });
}

/** The value itself, or of controlled labels the words that entitle to them. */
function wordingsOf(field: ProfileField, value: string, quote: string): string[] {
  const vocabulary = vocabularyOf(field);
  return [value, ...value.split(', ').flatMap((label) => wordingOf(vocabulary, label, quote) ?? [])];
}

/** Gives why the value of a fact does not follow from its held evidence, null where it does. */
export function checkValue(fact: FieldFact, held: readonly HeldEvidence[], claimant: Claimant): DropReason | null {
  if (isDenied(fact, held)) return 'negated_in_quote';
  const quotes = held.map(({ evidence }) => evidence.quote);
  const derivedLabel = fact.basis === 'derived' && labelled.has(fact.field);
  if (derivedLabel && claimant === 'engine') return supportLabel(fact.field, String(fact.value), quotes);
  if (derivedLabel) return null;
  const check = (claimant === 'source' ? codedChecks[fact.field] : undefined) ?? checks[fact.field];
  return check(fact.value as never, held, quotes);
}
