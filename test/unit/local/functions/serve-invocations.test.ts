import { describe, expect, it } from 'vitest';
import type { Invocation, WorkerMessage } from '../../../../local/functions/protocol.ts';
import { describeCrash, serveInvocations } from '../../../../local/functions/serve-invocations.ts';
import { writeTaskRoot } from './sample-function.ts';

const invocation: Invocation = { requestId: 'r-1', functionArn: 'arn:f', payload: '{"n":2}', deadline: 0 };

/** Runs the worker's side in this thread and gives what it told its host. */
async function serve(source: string, handler = 'index.handler', events: Invocation[] = [invocation]) {
  const messages: WorkerMessage[] = [];
  let send: (event: Invocation) => void = () => {};
  const taskRoot = writeTaskRoot({ 'index.mjs': source });
  const port = {
    postMessage: (message: WorkerMessage) => messages.push(message),
    on: (_event: 'message', listener: (event: Invocation) => void) => {
      send = listener;
    },
  };
  await serveInvocations(port, { taskRoot, handler, functionName: 'f', memoryMegabytes: 128, network: null });
  for (const event of events) send(event);
  await expect
    .poll(() => messages.length)
    .toBeGreaterThanOrEqual(Math.max(1, messages[0]?.type === 'ready' ? 1 + events.length : 1));
  return messages;
}

describe('the runtime inside a worker', () => {
  it('is ready once the handler is loaded, and answers events', async () => {
    const messages = await serve('export const handler = async (event) => event.n * 2');

    expect(messages).toEqual([{ type: 'ready' }, { type: 'result', payload: '4' }]);
  });

  it('takes a handler that answers without a promise', async () => {
    const messages = await serve('export const handler = (event, context) => context.getRemainingTimeInMillis()');

    expect(messages[1]).toEqual({ type: 'result', payload: '0' });
  });

  it('answers null for what JSON cannot write', async () => {
    const messages = await serve('export const handler = async () => () => 1');

    expect(messages[1]).toEqual({ type: 'result', payload: 'null' });
  });

  it.each([
    ['throws', 'export const handler = () => { throw new RangeError("far") }', 'RangeError'],
    [
      'throws an error without a stack',
      'export const handler = () => { const e = new URIError("x"); delete e.stack; throw e }',
      'URIError',
    ],
    ['throws a text', 'export const handler = () => { throw "x" }', 'string'],
    ['answers a cycle', 'export const handler = () => { const a = {}; a.a = a; return a }', 'Runtime.MarshalError'],
  ])('reports a handler that %s', async (_case, source, errorType) => {
    const messages = await serve(source);

    expect(messages[1]).toMatchObject({ type: 'failure', error: { errorType } });
  });

  it.each([
    ['index', 'export const handler = 1', 'Runtime.MalformedHandlerName'],
    ['other.handler', 'export const handler = 1', 'Runtime.ImportModuleError'],
    ['index.handler', 'export const other = 1', 'Runtime.HandlerNotFound'],
    ['index.default.handler', 'export default 1', 'Runtime.HandlerNotFound'],
    ['index.handler', 'export const handler = (a, b, c) => 1', 'Runtime.CallbackHandlerDeprecated'],
    ['index.handler', 'import "./absent.mjs"', 'Runtime.ImportModuleError'],
    ['index.handler', 'throw new TypeError("top")', 'TypeError'],
    [
      'index.handler',
      'throw Object.assign(new Error("old"), { code: "MODULE_NOT_FOUND" })',
      'Runtime.ImportModuleError',
    ],
    ['index.handler', 'throw "text"', 'string'],
    ['index.handler', 'throw new SyntaxError("odd")', 'Runtime.UserCodeSyntaxError'],
  ])('reports that %s of %j cannot be loaded', async (handler, source, errorType) => {
    const messages = await serve(source, handler, []);

    expect(messages).toMatchObject([{ type: 'initialization-failed', error: { errorType } }]);
  });
});

describe('a crash', () => {
  it('carries the error as it was thrown', () => {
    expect(describeCrash(new TypeError('odd'), false)).toMatchObject({
      type: 'crash',
      error: { errorType: 'TypeError', errorMessage: 'odd' },
    });
  });

  it('of a rejected promise says so', () => {
    const crashes = [describeCrash(new TypeError('odd'), true), describeCrash('text', true)];

    expect(crashes).toMatchObject([
      { error: { errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: 'TypeError: odd' } },
      { error: { errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: 'text' } },
    ]);
  });
});
