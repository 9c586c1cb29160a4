import { Worker } from 'node:worker_threads';
import type { Network } from '../network/network.ts';
import type { FunctionResource } from '../template/functions.ts';
import { describeError, describeExit, describeOutOfMemory, describeTimeout } from './error-shape.ts';
import type { FunctionError, Invocation, WorkerMessage, WorkerSettings } from './protocol.ts';

/** What came of one invocation. */
export type Outcome =
  | { readonly kind: 'result'; readonly payload: string }
  | { readonly kind: 'failure'; readonly error: FunctionError };

/** One execution environment: a worker thread that handles one event at a time. */
export interface Instance {
  /** null when it is ready for events, else why its module could not be loaded. */
  readonly ready: Promise<FunctionError | null>;
  readonly invoke: (invocation: Invocation) => Promise<Outcome>;
  readonly isAlive: () => boolean;
  readonly close: () => Promise<void>;
}

/** What an instance is made of. */
export interface InstanceOptions {
  readonly resource: FunctionResource;
  readonly environment: Record<string, string>;
  readonly network: Network | null;
  readonly onOutput: (text: string, requestId: string | null) => void;
  /** How long a cold start may take; Lambda's own limit by default. */
  readonly initializationMilliseconds?: number | undefined;
}

/** Lambda's limit on a cold start (docs: lambda-runtime-environment, "Init phase"). */
const longestInitialization = 10_000;

/** Starts a worker thread for a function; what it prints goes to `onOutput` with the invocation's id. */
export function startInstance(options: InstanceOptions): Instance {
  const { resource, environment, network, onOutput, initializationMilliseconds = longestInitialization } = options;
  const settings: WorkerSettings = {
    taskRoot: resource.taskRoot,
    handler: resource.handler,
    functionName: resource.name,
    memoryMegabytes: resource.memoryMegabytes,
    network,
  };
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: settings,
    env: environment,
    argv: [],
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: resource.memoryMegabytes },
  });
  const starting = Promise.withResolvers<FunctionError | null>();
  let alive = true;
  let current: { readonly requestId: string; readonly settle: (outcome: Outcome) => void } | null = null;

  const fail = (error: FunctionError) => {
    starting.resolve(error);
    current?.settle({ kind: 'failure', error });
  };
  const kill = (error: FunctionError) => {
    alive = false;
    fail(error);
    void worker.terminate();
  };
  const initializationTimer = setTimeout(
    () => kill(describeTimeout('', initializationMilliseconds / 1000)),
    initializationMilliseconds,
  );
  void starting.promise.then(() => clearTimeout(initializationTimer));

  const requestId = () => current?.requestId ?? '';
  const listeners: { [Type in WorkerMessage['type']]: (message: Extract<WorkerMessage, { type: Type }>) => void } = {
    ready: () => starting.resolve(null),
    'initialization-failed': ({ error }) => kill(error),
    result: ({ payload }) => current?.settle({ kind: 'result', payload }),
    failure: ({ error }) => current?.settle({ kind: 'failure', error }),
    crash: ({ error }) => {
      alive = false;
      fail(error);
    },
    output: ({ text }) => onOutput(text, current?.requestId ?? null),
  };
  worker.on('message', (message: WorkerMessage) => {
    (listeners[message.type] as (message: WorkerMessage) => void)(message);
  });
  worker.on('error', (error: Error) => {
    alive = false;
    fail(isOutOfMemory(error) ? describeOutOfMemory(requestId()) : describeError(error));
  });
  worker.on('exit', (exitCode) => {
    alive = false;
    fail(describeExit(requestId(), exitCode));
  });
  for (const stream of [worker.stdout, worker.stderr]) {
    stream.on('data', (chunk: Buffer) => onOutput(chunk.toString(), current?.requestId ?? null));
  }

  return {
    ready: starting.promise,
    isAlive: () => alive,
    invoke: (invocation) => {
      const { promise, resolve } = Promise.withResolvers<Outcome>();
      const timer = setTimeout(
        () => kill(describeTimeout(invocation.requestId, resource.timeoutSeconds)),
        invocation.deadline - Date.now(),
      );
      current = {
        requestId: invocation.requestId,
        settle: (outcome) => {
          clearTimeout(timer);
          current = null;
          resolve(outcome);
        },
      };
      worker.postMessage(invocation);
      return promise;
    },
    close: async () => {
      alive = false;
      clearTimeout(initializationTimer);
      await worker.terminate();
    },
  };
}

function isOutOfMemory(error: Error): boolean {
  return 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
