import { describeError, RuntimeError } from './error-shape.ts';
import { type Handler, loadHandler } from './load-handler.ts';
import type { Invocation, WorkerMessage, WorkerSettings } from './protocol.ts';

/** The worker's side of the line to its host. */
export interface HostPort {
  readonly postMessage: (message: WorkerMessage) => void;
  readonly on: (event: 'message', listener: (invocation: Invocation) => void) => unknown;
}

/** Loads the handler once, then answers one event after the other, as Lambda's runtime does. */
export async function serveInvocations(port: HostPort, settings: WorkerSettings): Promise<void> {
  const handler = await loadHandler(settings.taskRoot, settings.handler).catch((error: unknown) => {
    port.postMessage({ type: 'initialization-failed', error: describeError(error) });
    return null;
  });
  if (handler === null) return;
  port.on('message', (invocation) => {
    void answer(handler, invocation, settings).then((message) => port.postMessage(message));
  });
  port.postMessage({ type: 'ready' });
}

/** Describes an error that no handler caught; Lambda ends the process after it. */
export function describeCrash(error: unknown, fromPromise: boolean): WorkerMessage {
  const described = describeError(error);
  if (!fromPromise) return { type: 'crash', error: described };
  const message = error instanceof Error ? String(error) : described.errorMessage;
  return {
    type: 'crash',
    error: { ...described, errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: message },
  };
}

async function answer(handler: Handler, invocation: Invocation, settings: WorkerSettings): Promise<WorkerMessage> {
  try {
    const event: unknown = JSON.parse(invocation.payload);
    return { type: 'result', payload: serialize(await handler(event, createContext(invocation, settings))) };
  } catch (error) {
    return { type: 'failure', error: describeError(error) };
  }
}

function serialize(value: unknown): string {
  try {
    return JSON.stringify(value === undefined ? null : value) ?? 'null';
  } catch (cause) {
    throw new RuntimeError('Runtime.MarshalError', 'Unable to stringify response body', { cause });
  }
}

/** Lambda's context object (docs: nodejs-context). */
function createContext(invocation: Invocation, settings: WorkerSettings): Readonly<Record<string, unknown>> {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: settings.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: invocation.functionArn,
    memoryLimitInMB: String(settings.memoryMegabytes),
    awsRequestId: invocation.requestId,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    getRemainingTimeInMillis: () => Math.max(0, invocation.deadline - Date.now()),
  };
}
