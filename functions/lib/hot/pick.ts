/** A company as somebody keeps asking for it, as the index knows it. */
export interface HotCandidate<Subject> {
  readonly subject: Subject;
  /** Names the answer; ties are broken by it, so that a pick can be repeated. */
  readonly key: string;
  /** See `rankOf`. */
  readonly rank: number;
  /** When its answer wants to be made again, epoch seconds; null where none was made yet. */
  readonly dueAt: number | null;
}

/** What one round of refreshes may do. */
export interface RefreshBounds {
  /** What is due later is left to the next round, epoch seconds. */
  readonly dueBefore: number;
  /** Least rank; see `rankOfRate`. */
  readonly leastRank: number;
  readonly limit: number;
  /** What all refreshes of the round may cost together, in USD. */
  readonly budgetUsd: number;
  /** What each may cost at most, in USD; so many fit as their worst cases fit together. */
  readonly companyBudgetUsd: number;
}

/** Gives whom to refresh in this round, hottest first: hot and due, as many as fit into limit and budget. */
export function pickHot<Subject>(
  candidates: readonly HotCandidate<Subject>[],
  bounds: RefreshBounds,
): readonly HotCandidate<Subject>[] {
  const affordable = Math.floor(bounds.budgetUsd / bounds.companyBudgetUsd + 1e-9);
  return candidates
    .filter(({ rank, dueAt }) => rank >= bounds.leastRank && dueAt !== null && dueAt <= bounds.dueBefore)
    .sort((left, right) => right.rank - left.rank || left.key.localeCompare(right.key))
    .slice(0, Math.max(0, Math.min(bounds.limit, affordable)));
}
