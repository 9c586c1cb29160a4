import { defaultRound } from '../../functions/lib/hot/default-round.ts';
import { type RefreshSettings, type SimulationResult, type SimulationSettings, simulate } from './simulate.ts';
import { drawTrace, type TraceRequest } from './traffic.ts';

const minuteMs = 60_000;
export const dayMs = 24 * 60 * minuteMs;
const weekMs = 7 * dayMs;
const companies = 5000;
const requestsPerWeek = 200_000;

/** The rounds as they are deployed. */
export const deployedRefresh: RefreshSettings = {
  roundMs: 15 * minuteMs,
  horizonMs: defaultRound.horizonSeconds * 1000,
  requestsPerDay: defaultRound.requestsPerDay,
  limit: defaultRound.limit,
};

/** A week of requests and the settings in which it is played. */
export interface Scenario {
  readonly trace: readonly TraceRequest[];
  readonly settings: Omit<SimulationSettings, 'refresh'>;
  readonly without: SimulationResult;
}

/** The first week of all, with nothing kept and nothing counted, or the one after it. */
export function openScenario(week: 'first' | 'second', seed = 1): Scenario {
  const weeks = week === 'first' ? 1 : 2;
  const durationMs = weeks * weekMs;
  const trace = drawTrace({ companies, requests: weeks * requestsPerWeek, durationMs, exponent: 1, seed });
  const settings = {
    ...{ companies, durationMs, ttlMs: dayMs, enrichmentMs: minuteMs / 2 },
    measuredFrom: durationMs - weekMs,
  };
  return { trace, settings, without: simulate(trace, { ...settings, refresh: null }) };
}

/** What a refresh made of a week. */
export interface Verdict {
  readonly hitRate: number;
  readonly staleRate: number;
  /** Enrichments in proportion to those without any refresh. */
  readonly costRatio: number;
  readonly result: SimulationResult;
}

/** Plays a scenario under a refresh, null for none. */
export function judge({ trace, settings, without }: Scenario, refresh: RefreshSettings | null): Verdict {
  const result = refresh === null ? without : simulate(trace, { ...settings, refresh });
  return {
    hitRate: result.hits / result.requests,
    staleRate: result.stale / result.requests,
    costRatio: (result.started + result.refreshed) / without.started,
    result,
  };
}
