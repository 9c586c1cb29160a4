/** Time as the interpreter sees it; injected so that no test ever sleeps. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Resolves after `ms`; rejects with the signal's reason as soon as it is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The longest delay that a Node timer holds (2^31 - 1 ms); longer ones are slept in parts. */
const longestTimer = 2_147_483_647;

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    for (let left = ms; left > 0; left -= longestTimer) await waitForTimer(Math.min(left, longestTimer), signal);
    signal?.throwIfAborted();
  },
};

function waitForTimer(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}

interface Timer {
  readonly at: number;
  readonly fire: () => void;
}

/**
 * A clock that jumps to the next timer as soon as nothing else is left to run, so that hours of
 * waiting take no time. Everything it times must settle by promises alone: work that waits for
 * real input or output looks idle to it.
 */
export function createVirtualClock(startAt: number = Date.UTC(2026, 0, 5, 9)): Clock {
  let now = startAt;
  let isScheduled = false;
  const timers = new Set<Timer>();

  const fireNext = (): void => {
    isScheduled = false;
    let next: Timer | undefined;
    for (const timer of timers) if (next === undefined || timer.at < next.at) next = timer;
    if (next === undefined) return;
    timers.delete(next);
    now = Math.max(now, next.at);
    next.fire();
    schedule();
  };
  // All promise work runs before the next immediate does, so reaching it means being idle.
  const schedule = (): void => {
    if (isScheduled || timers.size === 0) return;
    isScheduled = true;
    setImmediate(fireNext);
  };

  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(signal.reason);
          return;
        }
        const stop = (): void => {
          timers.delete(timer);
          reject(signal?.reason);
        };
        const timer: Timer = {
          at: now + Math.max(0, ms),
          fire: () => {
            signal?.removeEventListener('abort', stop);
            resolve();
          },
        };
        timers.add(timer);
        signal?.addEventListener('abort', stop, { once: true });
        schedule();
      }),
  };
}
