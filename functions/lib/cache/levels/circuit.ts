/** After so many failures in a row a level is left alone. */
const mostFailures = 3;
/** For this long at first, in ms, doubled with each try that fails, up to `longestRest`. */
const firstRest = 1_000;
const longestRest = 30_000;

/** Runs calls to one level within `limitMs` each; `null` where it failed, took too long, or is left alone. */
export interface Circuit {
  run<Answer>(call: () => Promise<Answer>, now: number): Promise<{ readonly answer: Answer } | null>;
}

/**
 * Makes the guard of one level, so that a cache that is down or slow costs a request some tens of ms, and
 * the next ones nothing. `onFailure` is told of each failure.
 */
export function createCircuit(limitMs: number, onFailure: (error: unknown) => void): Circuit {
  let failures = 0;
  let restsUntil = Number.NEGATIVE_INFINITY;
  return {
    run: async (call, now) => {
      if (now < restsUntil) return null;
      // While it rests no more, one call tries it and the others go on without it.
      if (failures >= mostFailures) restsUntil = now + limitMs;
      try {
        const answer = await withinTime(call, limitMs);
        failures = 0;
        restsUntil = Number.NEGATIVE_INFINITY;
        return { answer };
      } catch (error) {
        failures += 1;
        if (failures >= mostFailures) {
          restsUntil = now + Math.min(longestRest, firstRest * 2 ** (failures - mostFailures));
        }
        onFailure(error);
        return null;
      }
    },
  };
}

async function withinTime<Answer>(call: () => Promise<Answer>, limitMs: number): Promise<Answer> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`Took longer than ${limitMs} ms.`)), limitMs);
  try {
    return await Promise.race([call(), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
