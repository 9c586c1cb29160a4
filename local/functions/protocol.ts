import type { Network } from '../network/network.ts';

/** What Lambda answers in place of a result when a function fails (docs: nodejs-exceptions). */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** What a worker thread is started with. */
export interface WorkerSettings {
  readonly taskRoot: string;
  readonly handler: string;
  readonly functionName: string;
  readonly memoryMegabytes: number;
  /** The virtual internet to join before any code runs, null for the real one. */
  readonly network: Network | null;
}

/** One event for a worker that is ready. */
export interface Invocation {
  readonly requestId: string;
  readonly functionArn: string;
  /** JSON text */
  readonly payload: string;
  /** Epoch milliseconds at which Lambda kills it. */
  readonly deadline: number;
}

/** What a worker tells its host. */
export type WorkerMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'initialization-failed'; readonly error: FunctionError }
  | { readonly type: 'result'; readonly payload: string }
  | { readonly type: 'failure'; readonly error: FunctionError }
  /** An error nobody caught, outside the handler's promise: the worker ends after it. */
  | { readonly type: 'crash'; readonly error: FunctionError }
  | { readonly type: 'output'; readonly text: string };
