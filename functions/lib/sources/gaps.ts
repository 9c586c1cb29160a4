import { mergeFacts } from '../company/merge-facts.ts';
import { type FieldFact, type ProfileField, profileFieldNames, socialProfileSchema } from '../company/profile.ts';
import { findSource } from './catalog.ts';
import type { SourceKind, SourceResult } from './outcome.ts';
import type { PlannedSource } from './plan.ts';
import { unasked } from './run-source.ts';

/** What the waterfall decides between the free sources and the paid ones. */
export interface Gaps {
  /** Fields without any fact. */
  readonly openFields: readonly ProfileField[];
  /** Fields on which sources contradict each other. */
  readonly conflicts: readonly ProfileField[];
  readonly paidSources: readonly PlannedSource[];
  /** `not_run` for each paid source that is left out: `no_gap`, `no_profile` or `over_budget`. */
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

/**
 * Chooses the paid sources that may close a gap, most gaps for the money first, as long as their
 * list prices stay within `budgetUsd`. `results` are those of the free sources that stated `facts`.
 */
export function findGaps(
  facts: readonly FieldFact[],
  results: readonly SourceResult[],
  paid: readonly PlannedSource[],
  budgetUsd: number,
): Gaps {
  const scores = new Map(results.map(({ sourceId, kind }) => [sourceId, credibility[kind]]));
  const merged = mergeFacts(facts, scores);
  const openFields = profileFieldNames.filter((field) => !merged.has(field));
  const conflicts = profileFieldNames.filter((field) => merged.get(field)?.conflict);
  const wanted = new Set([...openFields, ...conflicts]);
  const profiles = profilesOf(merged.get('socialProfiles')?.facts ?? []);
  const offers = paid.map((source) => offerOf(source, wanted, profiles)).sort(bestFirst);
  const paidSources: PlannedSource[] = [];
  const notAsked: SourceResult[] = [];
  let left = budgetUsd;
  for (const { source, closes, costUsd, lacksProfile } of offers) {
    if (closes === 0) notAsked.push(unasked(source, 'not_run', 'no_gap'));
    else if (lacksProfile) notAsked.push(unasked(source, 'not_run', 'no_profile'));
    else if (costUsd > left) notAsked.push(unasked(source, 'not_run', 'over_budget'));
    else {
      paidSources.push(source);
      left -= costUsd;
    }
  }
  return { openFields, conflicts, paidSources, notAsked };
}

interface Offer {
  readonly source: PlannedSource;
  /** How many wanted fields it may fill. */
  readonly closes: number;
  readonly costUsd: number;
  /** Whether it can only be asked about a profile that nobody knows. */
  readonly lacksProfile: boolean;
}

function offerOf(
  source: PlannedSource,
  wanted: ReadonlySet<ProfileField>,
  profiles: ReadonlyMap<string, string>,
): Offer {
  const descriptor = findSource(source.sourceId);
  const closes = descriptor?.fills.filter((field) => wanted.has(field)).length ?? 0;
  const network = descriptor?.profileNetwork;
  const url = network === undefined ? source.url : (profiles.get(network) ?? null);
  const lacksProfile = network !== undefined && url === null;
  return { source: { ...source, url }, closes, costUsd: descriptor?.costUsd ?? 0, lacksProfile };
}

/** The best known profile of each network. */
function profilesOf(facts: readonly FieldFact[]): ReadonlyMap<string, string> {
  const profiles = facts.flatMap(({ value }) => {
    const parsed = socialProfileSchema.safeParse(value);
    return parsed.success ? [[parsed.data.network, parsed.data.url] as const] : [];
  });
  return new Map(profiles.toReversed());
}

function bestFirst(left: Offer, right: Offer): number {
  return right.closes * left.costUsd - left.closes * right.costUsd || left.source.id.localeCompare(right.source.id);
}
