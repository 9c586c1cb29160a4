import { createRequestBatch } from '../../functions/lib/hot/batching.ts';
import { addRequests, type Heat, rankOf, rankOfRate } from '../../functions/lib/hot/heat.ts';
import { type HotCandidate, pickHot } from '../../functions/lib/hot/pick.ts';
import type { TraceRequest } from './traffic.ts';

/** How often rounds of refreshes come, and what they take; null for none. */
export interface RefreshSettings {
  readonly roundMs: number;
  readonly horizonMs: number;
  readonly requestsPerDay: number;
  readonly limit: number;
}

export interface SimulationSettings {
  readonly companies: number;
  readonly durationMs: number;
  readonly ttlMs: number;
  /** From a start to its answer. */
  readonly enrichmentMs: number;
  readonly refresh: RefreshSettings | null;
  /** What is counted begins here; before it, caches and counters only warm up. */
  readonly measuredFrom: number;
}

/** What became of the requests, and how often an answer was made. */
export interface SimulationResult {
  readonly requests: number;
  readonly hits: number;
  /** There was an answer, but it had expired. */
  readonly stale: number;
  /** The first time that anybody asked for a company: no cache and no refresh can know it before. */
  readonly compulsory: number;
  /** Requests that came while an answer was being made. */
  readonly joined: number;
  /** Enrichments that a request started. */
  readonly started: number;
  readonly refreshed: number;
}

interface CompanyState {
  heat: Heat | null;
  freshUntil: number;
  readyAt: number;
}

type Standing = 'hits' | 'stale' | 'compulsory' | 'joined';

function standingAt({ readyAt, freshUntil }: CompanyState, now: number): Standing {
  if (readyAt < 0) return 'compulsory';
  if (readyAt > now) return 'joined';
  return now < freshUntil ? 'hits' : 'stale';
}

function isMissed(standing: Standing): boolean {
  return standing === 'stale' || standing === 'compulsory';
}

/** Plays a trace, in order, with the product's own counting, ranking and picking. */
export function simulate(trace: readonly TraceRequest[], settings: SimulationSettings): SimulationResult {
  const { companies, ttlMs, enrichmentMs, refresh, measuredFrom, durationMs } = settings;
  const states = Array.from({ length: companies }, (): CompanyState => ({ heat: null, freshUntil: -1, readyAt: -1 }));
  const batch = createRequestBatch();
  const counts = { requests: 0, hits: 0, stale: 0, compulsory: 0, joined: 0, started: 0, refreshed: 0 };
  const make = (state: CompanyState, now: number): void => {
    state.readyAt = now + enrichmentMs;
    state.freshUntil = state.readyAt + ttlMs;
  };
  const ask = (state: CompanyState, { company, at }: TraceRequest): void => {
    const standing = standingAt(state, at);
    if (at >= measuredFrom) {
      counts.requests += 1;
      counts[standing] += 1;
      if (isMissed(standing)) counts.started += 1;
    }
    const weight = batch.count(String(company), at);
    if (weight > 0) state.heat = addRequests(state.heat, weight, at);
    if (isMissed(standing)) make(state, at);
  };
  let nextRound = refresh?.roundMs ?? Number.POSITIVE_INFINITY;
  for (const request of [...trace, { company: -1, at: durationMs }]) {
    for (; refresh !== null && nextRound <= request.at; nextRound += refresh.roundMs) {
      const picked = pickRound(states, refresh, nextRound);
      for (const state of picked) make(state, nextRound);
      if (nextRound >= measuredFrom) counts.refreshed += picked.length;
    }
    const state = states[request.company];
    if (state !== undefined) ask(state, request);
  }
  return counts;
}

function pickRound(states: readonly CompanyState[], refresh: RefreshSettings, now: number): readonly CompanyState[] {
  const candidates = states.flatMap((state, index): HotCandidate<CompanyState>[] =>
    state.heat === null
      ? []
      : [{ subject: state, key: String(index), rank: rankOf(state.heat), dueAt: Math.floor(state.freshUntil / 1000) }],
  );
  const picked = pickHot(candidates, {
    dueBefore: Math.floor((now + refresh.horizonMs) / 1000),
    leastRank: rankOfRate(refresh.requestsPerDay, now),
    limit: refresh.limit,
    // Cost is counted in enrichments here, and bounded by their number.
    budgetUsd: refresh.limit,
    companyBudgetUsd: 1,
  });
  return picked.map(({ subject }) => subject);
}
