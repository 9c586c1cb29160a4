/**
 * How much a company is asked for: its requests, of which each counts half after `halfLifeMs`, half of that
 * after as long again, and so on. Kept as the sum at one moment, from which that of any other follows.
 */
export interface Heat {
  /** Decayed requests at `at`. */
  readonly value: number;
  /** Epoch ms. */
  readonly at: number;
}

const dayMs = 24 * 3600 * 1000;

/** As `npm run simulate:refresh` found: longer ones learn a new company too slowly, shorter ones forget it between two requests. */
export const halfLifeMs = dayMs;

/** Ranks are cut to steps of this, so that a row changes its place in the index once in many hits. */
const rankStep = 0.25;

/** Adds `weight` requests seen at `now` (epoch ms); a clock that went back does not heat anything up. */
export function addRequests(heat: Heat | null, weight: number, now: number): Heat {
  if (heat === null) return { value: weight, at: now };
  const at = Math.max(heat.at, now);
  return { value: heatAt(heat, at) + weight, at };
}

/** Gives what is left of a heat at a moment (epoch ms). */
export function heatAt(heat: Heat, moment: number): number {
  return heat.value * 2 ** (-Math.max(0, moment - heat.at) / halfLifeMs);
}

/**
 * Gives a number that orders heats as they stand at any one moment: all decay alike, so the order of two
 * that are left alone never changes and no row needs touching as time goes by ("forward decay":
 * https://dimacs.rutgers.edu/~graham/pubs/papers/fwddecay.pdf).
 */
export function rankOf(heat: Heat): number {
  return Math.floor((Math.log2(heat.value) + heat.at / halfLifeMs) / rankStep) * rankStep;
}

/** Gives the rank from which on something is asked for at least so often a day, if it has been so for long. `now` in epoch ms. */
export function rankOfRate(requestsPerDay: number, now: number): number {
  return rankOf({ value: (requestsPerDay * halfLifeMs) / (dayMs * Math.LN2), at: now });
}
