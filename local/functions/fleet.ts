import type { Instance, Outcome } from './instance.ts';
import type { FunctionError, Invocation } from './protocol.ts';
import type { Room } from './room.ts';
import { throttled } from './service-error.ts';
import type { Turnstile } from './turnstile.ts';

/** All execution environments of one function. */
export interface Fleet {
  /** Runs one event; throws LambdaServiceError `TooManyRequestsException` over the reserved concurrency. */
  readonly invoke: (describe: () => Invocation) => Promise<Outcome>;
  /** Environments that exist, busy or idle. */
  readonly size: () => number;
  readonly close: () => Promise<void>;
}

/** What a fleet is made of. */
export interface FleetOptions {
  readonly start: () => Instance;
  readonly reservedConcurrency: number | null;
  /** Shared by all fleets, so that a burst does not start more threads at once than there are processors. */
  readonly coldStarts: Turnstile;
  /** Shared by all fleets. */
  readonly room: Room<Instance>;
  readonly idleMilliseconds: number;
}

type Granted = { readonly instance: Instance } | { readonly error: FunctionError };

/**
 * Keeps a function's environments: an idle one is reused, else a new one starts, and whichever is
 * free first takes the event. One idle for `idleMilliseconds` ends.
 */
export function createFleet(options: FleetOptions): Fleet {
  const { start, reservedConcurrency, coldStarts, room, idleMilliseconds } = options;
  const instances = new Set<Instance>();
  const idle = new Map<Instance, NodeJS.Timeout>();
  const waiting: ((granted: Granted) => void)[] = [];
  let running = 0;
  let closed = false;

  function remove(instance: Instance): void {
    clearTimeout(idle.get(instance));
    idle.delete(instance);
    if (instances.delete(instance)) room.leave(instance);
  }

  function takeIdle(): Instance | undefined {
    for (const [instance, timer] of [...idle].reverse()) {
      if (!instance.isAlive()) {
        remove(instance);
        continue;
      }
      idle.delete(instance);
      clearTimeout(timer);
      room.work(instance);
      return instance;
    }
    return undefined;
  }

  function release(instance: Instance): void {
    if (!instance.isAlive() || closed) {
      remove(instance);
      return;
    }
    const next = waiting.shift();
    if (next !== undefined) {
      next({ instance });
      return;
    }
    const end = () => {
      remove(instance);
      void instance.close();
    };
    idle.set(instance, setTimeout(end, idleMilliseconds));
    room.rest(instance, end);
  }

  async function startOne(): Promise<void> {
    const leave = await coldStarts.enter();
    try {
      if (waiting.length === 0 || closed) return;
      room.enter();
      const instance = start();
      instances.add(instance);
      const error = await instance.ready;
      if (error === null) {
        release(instance);
        return;
      }
      remove(instance);
      waiting.shift()?.({ error });
    } finally {
      leave();
    }
  }

  function acquire(): Promise<Granted> {
    const instance = takeIdle();
    if (instance !== undefined) return Promise.resolve({ instance });
    const { promise, resolve } = Promise.withResolvers<Granted>();
    waiting.push(resolve);
    void startOne();
    return promise;
  }

  return {
    size: () => instances.size,
    invoke: async (describe) => {
      if (reservedConcurrency !== null && running >= reservedConcurrency) {
        throw throttled('ReservedFunctionConcurrentInvocationLimitExceeded');
      }
      running += 1;
      try {
        const granted = await acquire();
        if ('error' in granted) return { kind: 'failure', error: granted.error };
        const outcome = await granted.instance.invoke(describe());
        release(granted.instance);
        return outcome;
      } finally {
        running -= 1;
      }
    },
    close: async () => {
      closed = true;
      for (const resolve of waiting.splice(0)) {
        resolve({ error: { errorType: 'Runtime.ExitError', errorMessage: 'The laptop stack is stopping.' } });
      }
      const ending = [...instances];
      for (const instance of ending) remove(instance);
      await Promise.all(ending.map((instance) => instance.close()));
    },
  };
}
