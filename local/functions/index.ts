import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { Network } from '../network/network.ts';
import type { FunctionResource } from '../template/functions.ts';
import type { Place } from '../template/identity.ts';
import { createFleet, type Fleet } from './fleet.ts';
import { type Instance, startInstance } from './instance.ts';
import { createRoom } from './room.ts';
import { LambdaServiceError, throttled } from './service-error.ts';
import { createTurnstile } from './turnstile.ts';
import { type ServiceEndpoints, workerEnvironment } from './worker-environment.ts';

/** One line that a function printed. */
export interface FunctionLog {
  readonly functionName: string;
  /** null while the module was loaded. */
  readonly requestId: string | null;
  readonly text: string;
}

/** What Lambda answers to a synchronous invocation. */
export interface InvocationResult {
  readonly requestId: string;
  /** JSON text: the result, or `{errorType, errorMessage, trace}`. */
  readonly payload: string;
  /** `Unhandled` when the function failed. */
  readonly functionError: 'Unhandled' | null;
  /** What the function printed, the last 4 KB. */
  readonly log: string;
}

/** The functions of the stack, ready to be invoked. */
export interface FunctionService {
  /**
   * Runs a function by name, ARN or partial ARN with a JSON text. Throws LambdaServiceError
   * `ResourceNotFoundException`, `InvalidRequestContentException`, `RequestTooLargeException` or
   * `TooManyRequestsException`.
   */
  readonly invoke: (nameOrArn: string, payload: string) => Promise<InvocationResult>;
  /** Takes the event, answers at once, and runs the function with Lambda's retries. Throws as `invoke` does. */
  readonly invokeAsynchronously: (nameOrArn: string, payload: string) => void;
  /** Number of worker threads alive. */
  readonly size: () => number;
  /** Resolves once no asynchronous event is being worked on; those that wait for a retry do not count. */
  readonly settled: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What the functions need to run. */
export interface FunctionServiceOptions {
  readonly functions: readonly FunctionResource[];
  readonly place: Place;
  /** Asked when a worker starts: the services may start after the functions, which they call. */
  readonly endpoints: () => ServiceEndpoints;
  /** Variables that every function gets beside its own, such as CONTACT_URL; none by default. */
  readonly settings?: Readonly<Record<string, string>>;
  /** null runs against the real network. */
  readonly network: Network | null;
  readonly onLog?: (log: FunctionLog) => void;
  /** Told of an asynchronous event that was given up. */
  readonly onDiscard?: (functionName: string, payload: string, error: string) => void;
  readonly idleMilliseconds?: number;
  /** Worker threads kept at a time, of some 40 MB each; more only while more are busy. */
  readonly mostInstances?: number;
  readonly initializationMilliseconds?: number;
  /** Executions at a time over all functions; AWS's default is 1,000 (docs: Lambda quotas). */
  readonly accountConcurrency?: number;
  /** Waits between the attempts of an asynchronous invocation (docs: invocation-async-error-handling). */
  readonly retryDelays?: readonly number[];
}

/** 6 MB, synchronous (docs: Lambda quotas). */
const largestRequest = 6_291_456;
const largestResponse = 6_291_556;
/** 1 MB, asynchronous (docs: Lambda quotas). */
const largestEvent = 1_048_576;
const logTailBytes = 4096;

/** Makes the functions invocable; worker threads start with the first events. */
export function createFunctions(options: FunctionServiceOptions): FunctionService {
  const { functions, onLog, accountConcurrency = 1000, idleMilliseconds = 120_000 } = options;
  const { retryDelays = [60_000, 120_000], onDiscard, mostInstances = 32 } = options;
  const coldStarts = createTurnstile(availableParallelism());
  const room = createRoom<Instance>(mostInstances);
  const tails = new Map<string, string>();
  const retries = new Set<NodeJS.Timeout>();
  const underWay = new Set<Promise<void>>();
  let running = 0;

  const fleets = new Map<string, { readonly resource: FunctionResource; readonly fleet: Fleet }>();
  for (const resource of functions) {
    const onOutput = (text: string, requestId: string | null) => {
      if (requestId !== null) tails.set(requestId, `${tails.get(requestId) ?? ''}${text}`.slice(-logTailBytes));
      onLog?.({ functionName: resource.name, requestId, text });
    };
    const start = () => {
      const own = workerEnvironment(resource, options.place, options.endpoints());
      const environment = { ...own, ...options.settings };
      const { network, initializationMilliseconds } = options;
      return startInstance({ resource, environment, network, onOutput, initializationMilliseconds });
    };
    const { reservedConcurrency } = resource;
    fleets.set(resource.name, {
      resource,
      fleet: createFleet({ start, reservedConcurrency, coldStarts, room, idleMilliseconds }),
    });
  }

  function find(nameOrArn: string) {
    const name = functionNameOf(nameOrArn);
    const found = fleets.get(name);
    if (found !== undefined) return found;
    const { region, accountId } = options.place;
    throw new LambdaServiceError(
      'ResourceNotFoundException',
      404,
      `Function not found: arn:aws:lambda:${region}:${accountId}:function:${name}`,
    );
  }

  async function invoke(nameOrArn: string, payload: string): Promise<InvocationResult> {
    const { resource, fleet } = find(nameOrArn);
    checkPayload(payload, largestRequest);
    if (running >= accountConcurrency) throw throttled('ConcurrentInvocationLimitExceeded');
    const requestId = randomUUID();
    running += 1;
    try {
      const outcome = await fleet.invoke(() => ({
        requestId,
        functionArn: resource.arn,
        payload,
        deadline: Date.now() + resource.timeoutSeconds * 1000,
      }));
      const log = tails.get(requestId) ?? '';
      if (outcome.kind === 'failure') {
        return { requestId, payload: JSON.stringify(outcome.error), functionError: 'Unhandled', log };
      }
      return { requestId, log, ...checkResponse(outcome.payload) };
    } finally {
      running -= 1;
      tails.delete(requestId);
    }
  }

  function begin(name: string, payload: string, attemptsLeft: readonly number[]): void {
    const work = attempt(name, payload, attemptsLeft).finally(() => underWay.delete(work));
    underWay.add(work);
  }

  async function attempt(name: string, payload: string, attemptsLeft: readonly number[]): Promise<void> {
    const failure = await invoke(name, payload).then(
      (result) => (result.functionError === null ? null : result.payload),
      (error: unknown) => String(error),
    );
    if (failure === null) return;
    const [delay, ...later] = attemptsLeft;
    if (delay === undefined) {
      onDiscard?.(name, payload, failure);
      return;
    }
    const timer = setTimeout(() => {
      retries.delete(timer);
      begin(name, payload, later);
    }, delay);
    retries.add(timer);
  }

  return {
    invoke,
    invokeAsynchronously: (nameOrArn, payload) => {
      const { resource } = find(nameOrArn);
      checkPayload(payload, largestEvent);
      begin(resource.name, payload, retryDelays.slice(0, resource.asynchronousRetries));
    },
    size: () => [...fleets.values()].reduce((sum, { fleet }) => sum + fleet.size(), 0),
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    close: async () => {
      for (const timer of retries) clearTimeout(timer);
      retries.clear();
      await Promise.all([...fleets.values()].map(({ fleet }) => fleet.close()));
    },
  };
}

/** Gives the name of `name`, `name:$LATEST`, `account:function:name` or a whole ARN. */
function functionNameOf(nameOrArn: string): string {
  const unqualified = nameOrArn.replace(/:\$LATEST$/, '');
  return /(?:^|:)function:([^:]+)$/.exec(unqualified)?.[1] ?? unqualified;
}

function checkPayload(payload: string, largest: number): void {
  if (Buffer.byteLength(payload) > largest) {
    throw new LambdaServiceError(
      'RequestTooLargeException',
      413,
      `Request must be smaller than ${largest} bytes for the InvokeFunction operation`,
    );
  }
  try {
    JSON.parse(payload);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : '';
    throw new LambdaServiceError(
      'InvalidRequestContentException',
      400,
      `Could not parse request body into json: ${reason}`,
    );
  }
}

function checkResponse(payload: string): Pick<InvocationResult, 'payload' | 'functionError'> {
  if (Buffer.byteLength(payload) <= largestResponse) return { payload, functionError: null };
  const error = {
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `Response payload size exceeded maximum allowed payload size (${largestResponse} bytes).`,
  };
  return { payload: JSON.stringify(error), functionError: 'Unhandled' };
}
