/** Shares from 0 to 1. */
export interface Agreement {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Agreement from counts; nothing found where nothing was wanted is right. */
export function agreement(right: number, found: number, wanted: number): Agreement {
  if (found === 0 && wanted === 0) return { precision: 1, recall: 1, f1: 1 };
  const precision = found === 0 ? 0 : right / found;
  const recall = wanted === 0 ? 0 : right / wanted;
  const f1 = right === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { precision: round(precision), recall: round(recall), f1: round(f1) };
}

/** How many items two multisets share. */
export function countShared(left: readonly string[], right: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const item of left) counts.set(item, (counts.get(item) ?? 0) + 1);
  let shared = 0;
  for (const item of right) {
    const rest = counts.get(item) ?? 0;
    if (rest > 0) shared += 1;
    counts.set(item, rest - 1);
  }
  return shared;
}

/** Accuracy and the mean of the F1 of every class that was wanted. A null guess is a wrong one. */
export function classification<Class>(pairs: readonly { readonly wanted: Class; readonly guess: Class | null }[]) {
  const classes = [...new Set(pairs.map(({ wanted }) => wanted))];
  const f1s = classes.map((each) => {
    const right = pairs.filter(({ wanted, guess }) => wanted === each && guess === each).length;
    const found = pairs.filter(({ guess }) => guess === each).length;
    return agreement(right, found, pairs.filter(({ wanted }) => wanted === each).length).f1;
  });
  return {
    accuracy: share(pairs.filter(({ wanted, guess }) => wanted === guess).length, pairs.length),
    macroF1: mean(f1s),
  };
}

/** Expected calibration error over ten bins of equal width: how far confidence is from being right. */
export function calibrationError(
  guesses: readonly { readonly confidence: number; readonly right: boolean }[],
): number | null {
  if (guesses.length === 0) return null;
  const bins = Map.groupBy(guesses, ({ confidence }) => Math.min(9, Math.floor(confidence * 10)));
  const errors = [...bins.values()].map((bin) => {
    const accuracy = bin.filter(({ right }) => right).length / bin.length;
    const confidence = bin.reduce((sum, guess) => sum + guess.confidence, 0) / bin.length;
    return Math.abs(accuracy - confidence) * bin.length;
  });
  return round(errors.reduce((sum, error) => sum + error, 0) / guesses.length);
}

/** Runs work and gives its result with the time it took, in ms. */
export function timed<Result>(work: () => Result): { readonly result: Result; readonly ms: number } {
  const startedAt = performance.now();
  const result = work();
  return { result, ms: performance.now() - startedAt };
}

/** Median and 95th percentile of times in ms, in the unit named. */
export function percentiles(times: readonly number[], unit: 'ms' | 'us') {
  const sorted = times.map((ms) => (unit === 'us' ? ms * 1_000 : ms)).sort((left, right) => left - right);
  const at = (part: number) => round(sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0);
  return { unit, p50: at(0.5), p95: at(0.95) };
}

export function share(part: number, whole: number): number {
  return whole === 0 ? 0 : round(part / whole);
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : round(values.reduce((sum, value) => sum + value, 0) / values.length);
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
