import { seededRandom, type TraceRequest, zipfShares } from './traffic.ts';

/** What a refresh that knew the true rates could reach, by arithmetic, in a week that goes on for ever. */
export interface SteadyBound {
  /** Hits without any refresh. */
  readonly hitsWithout: number;
  /** The most hits within the cost, where the most popular are never let expire. */
  readonly hitsWithin: number;
  /** How many are never let expire then. */
  readonly companies: number;
}

/**
 * A company asked for at random λ times a life (TTL) misses once in every 1/λ + 1 lives: λ/(1+λ) misses a life.
 * Never letting it expire costs one enrichment a life instead: 1/(1+λ) more, for λ/(1+λ) hits. The hits per
 * cost are λ, so the best are the most popular, until the cost is spent.
 */
export function boundSteadily(
  companies: number,
  requestsPerLife: number,
  exponent: number,
  costRatio: number,
): SteadyBound {
  const rates = zipfShares(companies, exponent).map((share) => share * requestsPerLife);
  const missesWithout = rates.reduce((sum, rate) => sum + rate / (1 + rate), 0);
  let [misses, cost, kept] = [missesWithout, missesWithout, 0];
  for (const rate of rates) {
    if (cost + 1 / (1 + rate) > missesWithout * costRatio) break;
    cost += 1 / (1 + rate);
    misses -= rate / (1 + rate);
    kept += 1;
  }
  return {
    hitsWithout: 1 - missesWithout / requestsPerLife,
    hitsWithin: 1 - misses / requestsPerLife,
    companies: kept,
  };
}

/** What one who knows the whole trace could reach. */
export interface ClairvoyantBound {
  readonly hits: number;
  readonly refreshed: number;
  readonly started: number;
}

/**
 * Keeps an answer alive over exactly those gaps between two requests that cost least to bridge (one enrichment a
 * life), fewest first, while the cost lasts: no refresh without knowledge of the future does better. Ties are
 * broken at random.
 */
export function boundByFuture(
  trace: readonly TraceRequest[],
  ttlMs: number,
  costLimit: number,
  seed = 1,
): ClairvoyantBound {
  const random = seededRandom(seed);
  const byCompany = Map.groupBy(trace, ({ company }) => company);
  const gaps: { readonly lives: number; readonly tie: number }[] = [];
  for (const requests of byCompany.values()) {
    let madeAt = requests[0]?.at ?? 0;
    for (const { at } of requests) {
      if (at - madeAt < ttlMs) continue;
      // Bridged: one refresh per life; not bridged: one enrichment by the request itself.
      gaps.push({ lives: Math.floor((at - madeAt) / ttlMs), tie: random() });
      madeAt = at;
    }
  }
  const firsts = byCompany.size;
  let [cost, refreshed, started] = [firsts + gaps.length, 0, firsts + gaps.length];
  for (const { lives } of gaps.sort((left, right) => left.lives - right.lives || left.tie - right.tie)) {
    if (cost + lives - 1 > costLimit) break;
    cost += lives - 1;
    refreshed += lives;
    started -= 1;
  }
  return { hits: trace.length - started, refreshed, started };
}
