import { mergeFacts } from '../company/merge-facts.ts';
import { type FieldFact, type ProfileField, profileFieldNames, socialProfileSchema } from '../company/profile.ts';
import { findSource } from './catalog.ts';
import type { SourceKind, SourceResult } from './outcome.ts';
import { blockedPages } from './own-site/blocked-pages.ts';
import { fieldsOfPage } from './own-site/rank-pages.ts';
import type { PlannedSource } from './plan.ts';
import { unasked } from './run-source.ts';

/** What the waterfall decides between the free sources and the paid ones. */
export interface Gaps {
  /** Fields without any fact. */
  readonly openFields: readonly ProfileField[];
  /** Fields on which sources contradict each other. */
  readonly conflicts: readonly ProfileField[];
  readonly paidSources: readonly PlannedSource[];
  /** `not_run` for each paid source that is left out: `no_gap`, `no_profile`, `nothing_blocked` or `budget`. */
  readonly notAsked: readonly SourceResult[];
}

/** USD for one run where the caller sets no limit: a few searches. */
export const defaultBudgetUsd = 0.1;

/** How far a kind of source is trusted before any has been scored, 0–1. */
const credibility: Readonly<Record<SourceKind, number>> = {
  official: 0.9,
  registry: 0.9,
  filing: 0.95,
  network: 0.9,
  jobs: 0.8,
  news: 0.7,
  search: 0.6,
  social: 0.6,
};

/** How much a seller gains by a field: who it is, how large, what changed lately; the others count 1. */
const fieldValues: Partial<Readonly<Record<ProfileField, number>>> = {
  description: 3,
  industry: 2,
  employees: 3,
  companySize: 2,
  revenue: 3,
  keyExecutives: 3,
  recentNews: 3,
  hiring: 2,
};
/** What a field is still worth once a source was chosen that may fill it. */
const valueLeft = 0.5;
/** A field on which sources disagree is half known. */
const conflictValue = 0.5;

/**
 * Chooses the paid sources that may close a gap: again and again the one that promises most for the
 * money, as long as the list prices stay within `budgetUsd`. `results` are those of the free sources
 * that stated `facts`, `pages` the own pages that were planned.
 */
export function findGaps(
  facts: readonly FieldFact[],
  results: readonly SourceResult[],
  paid: readonly PlannedSource[],
  budgetUsd: number,
  pages: readonly PlannedSource[] = [],
): Gaps {
  const scores = new Map(results.map(({ sourceId, kind }) => [sourceId, credibility[kind]]));
  const merged = mergeFacts(facts, scores);
  const openFields = profileFieldNames.filter((field) => !merged.has(field));
  const conflicts = profileFieldNames.filter((field) => merged.get(field)?.conflict);
  const values = new Map<ProfileField, number>([
    ...openFields.map((field) => [field, fieldValues[field] ?? 1] as const),
    ...conflicts.map((field) => [field, (fieldValues[field] ?? 1) * conflictValue] as const),
  ]);
  const profiles = profilesOf(merged.get('socialProfiles')?.facts ?? []);
  const offers = paid.flatMap((source) => offersOf(source, values, { profiles, results, pages }));
  const chosen = chooseOffers(offers, values, budgetUsd);
  return { openFields, conflicts, ...chosen };
}

interface Offer {
  readonly source: PlannedSource;
  /** Wanted fields that it may fill. */
  readonly fills: readonly ProfileField[];
  readonly costUsd: number;
  /** Why it cannot be asked, null where it can. */
  readonly hindrance: string | null;
}

/** What an offer depends on beside the gaps. */
interface Findings {
  readonly profiles: ReadonlyMap<string, string>;
  readonly results: readonly SourceResult[];
  readonly pages: readonly PlannedSource[];
}

function offersOf(source: PlannedSource, values: ReadonlyMap<ProfileField, number>, findings: Findings): Offer[] {
  const descriptor = findSource(source.sourceId);
  if (descriptor === null) return [{ source, fills: [], costUsd: 0, hindrance: null }];
  const { costUsd } = descriptor;
  const fills = descriptor.fills.filter((field) => values.has(field));
  if (descriptor.unlocksPages) return unlockOffers(source, costUsd, values, findings);
  const network = descriptor.profileNetwork;
  if (network === undefined) return [{ source, fills, costUsd, hindrance: null }];
  const url = findings.profiles.get(network) ?? null;
  return [{ source: { ...source, url }, fills, costUsd, hindrance: url === null ? 'no_profile' : null }];
}

/** An offer for each page that refused us, worth what a page of its kind says. */
function unlockOffers(
  source: PlannedSource,
  costUsd: number,
  values: ReadonlyMap<ProfileField, number>,
  { results, pages }: Findings,
): Offer[] {
  const blocked = blockedPages(source, results, pages);
  if (blocked.length === 0) return [{ source, fills: [...values.keys()], costUsd, hindrance: 'nothing_blocked' }];
  return blocked.map((page) => {
    const fills = fieldsOfPage(page.purpose).filter((field) => values.has(field));
    return { source: page, fills, costUsd, hindrance: null };
  });
}

function chooseOffers(
  offers: readonly Offer[],
  values: Map<ProfileField, number>,
  budgetUsd: number,
): Pick<Gaps, 'paidSources' | 'notAsked'> {
  const paidSources: PlannedSource[] = [];
  const notAsked: SourceResult[] = [];
  const refuse = ({ source }: Offer, reason: string) => notAsked.push(unasked(source, 'not_run', reason));
  const waiting: Offer[] = [];
  for (const offer of offers) {
    if (offer.fills.length === 0) refuse(offer, 'no_gap');
    else if (offer.hindrance !== null) refuse(offer, offer.hindrance);
    else waiting.push(offer);
  }
  let left = budgetUsd;
  while (waiting.length > 0) {
    const worth = ({ fills }: Offer) => fills.reduce((sum, field) => sum + (values.get(field) ?? 0), 0);
    waiting.sort((one, other) => {
      const difference = worth(other) * one.costUsd - worth(one) * other.costUsd;
      return difference || one.source.id.localeCompare(other.source.id);
    });
    const best = waiting.shift();
    if (best === undefined) break;
    if (best.costUsd > left + 1e-9) {
      refuse(best, 'budget');
      continue;
    }
    paidSources.push(best.source);
    left -= best.costUsd;
    for (const field of best.fills) values.set(field, (values.get(field) ?? 0) * valueLeft);
  }
  return { paidSources, notAsked };
}

/** The best known profile of each network. */
function profilesOf(facts: readonly FieldFact[]): ReadonlyMap<string, string> {
  const profiles = facts.flatMap(({ value }) => {
    const parsed = socialProfileSchema.safeParse(value);
    return parsed.success ? [[parsed.data.network, parsed.data.url] as const] : [];
  });
  return new Map(profiles.toReversed());
}
