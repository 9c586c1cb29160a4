/** One request of a trace: which company, and when in virtual ms from the start. */
export interface TraceRequest {
  readonly company: number;
  readonly at: number;
}

export interface TrafficSettings {
  readonly companies: number;
  readonly requests: number;
  readonly durationMs: number;
  /** Exponent of Zipf's law: the company of rank r is asked for in proportion to r^-exponent. */
  readonly exponent: number;
  readonly seed: number;
}

/** Numbers in [0, 1), always the same for a seed (mulberry32, public domain: https://github.com/bryc/code/blob/master/jshash/PRNGs.md). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Gives each company's share of all requests, most popular first. */
export function zipfShares(companies: number, exponent: number): readonly number[] {
  const weights = Array.from({ length: companies }, (_, index) => (index + 1) ** -exponent);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** Draws a trace: requests spread evenly over the time, each for a company by Zipf's law, in order. */
export function drawTrace(settings: TrafficSettings): readonly TraceRequest[] {
  const random = seededRandom(settings.seed);
  const ends: number[] = [];
  for (const share of zipfShares(settings.companies, settings.exponent)) ends.push((ends.at(-1) ?? 0) + share);
  const draw = (): TraceRequest => ({
    company: findFirst(ends, random() * (ends.at(-1) ?? 1)),
    at: random() * settings.durationMs,
  });
  return Array.from({ length: settings.requests }, draw).sort((left, right) => left.at - right.at);
}

/** The first place whose end lies above the value. */
function findFirst(ends: readonly number[], value: number): number {
  let [low, high] = [0, ends.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 1) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
