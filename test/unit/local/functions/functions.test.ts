import { afterEach, describe, expect, it } from 'vitest';
import { createFunctions, type FunctionLog, type FunctionServiceOptions } from '../../../../local/functions/index.ts';
import { place, sampleFunction, writeTaskRoot } from './sample-function.ts';

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

function start(options: Partial<FunctionServiceOptions>) {
  const functions = createFunctions({ functions: [], place, endpoints: () => ({}), network: null, ...options });
  closing.push(functions.close);
  return functions;
}

const run = (source: string, payload: unknown = {}, overrides = {}) =>
  start({ functions: [sampleFunction(source, overrides)] }).invoke('sample', JSON.stringify(payload));

const errorOf = (result: { payload: string }) => JSON.parse(result.payload) as Record<string, unknown>;

describe('invoking a function', () => {
  it('hands it the event and answers its result', async () => {
    const result = await run('export const handler = async (event) => ({ got: event.word })', { word: 'hi' });

    expect(result).toMatchObject({ payload: '{"got":"hi"}', functionError: null });
  });

  it('answers null for a function that returns nothing', async () => {
    const result = await run('export const handler = async () => {}');

    expect(result.payload).toBe('null');
  });

  it('finds it by its ARN and by its qualified name', async () => {
    const resource = sampleFunction('export const handler = async () => 1');
    const functions = start({ functions: [resource] });

    const results = await Promise.all([functions.invoke(resource.arn, '{}'), functions.invoke('sample:$LATEST', '{}')]);

    expect(results.map((result) => result.payload)).toEqual(['1', '1']);
  });

  it('shows it the variables of the template and of Lambda, and none of the machine', async () => {
    process.env.LEAKED = 'yes';
    const result = await run(
      `export const handler = async () => process.env`,
      {},
      { environment: { TABLE: 'companies' }, memoryMegabytes: 256 },
    );

    expect(JSON.parse(result.payload)).toMatchObject({
      TABLE: 'companies',
      AWS_REGION: 'eu-west-1',
      AWS_LAMBDA_FUNCTION_NAME: 'sample',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      _HANDLER: 'index.handler',
      AWS_ACCESS_KEY_ID: expect.stringMatching(/^ASIA[0-9A-F]{16}$/),
    });
    expect(result.payload).not.toContain('LEAKED');
  });

  it('points the SDK at the loopback services', async () => {
    const functions = start({
      functions: [sampleFunction('export const handler = async () => process.env.AWS_ENDPOINT_URL_DYNAMODB')],
      endpoints: () => ({ DYNAMODB: 'http://127.0.0.1:8000' }),
    });

    const result = await functions.invoke('sample', '{}');

    expect(result.payload).toBe('"http://127.0.0.1:8000"');
  });

  it('gives a context that knows the request and the time left', async () => {
    const result = await run(
      `export const handler = async (event, context) => ({ ...context, left: context.getRemainingTimeInMillis() })`,
    );

    const context = errorOf(result);
    expect(context).toMatchObject({
      functionName: 'sample',
      memoryLimitInMB: '128',
      awsRequestId: result.requestId,
      invokedFunctionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:sample',
    });
    expect(context.left).toBeGreaterThan(3000);
    expect(context.left).toBeLessThanOrEqual(5000);
  });

  it('tells who printed what', async () => {
    const logs: FunctionLog[] = [];
    const source = `console.log('loading'); export const handler = async () => { console.log('working'); console.error('odd') }`;
    const functions = start({ functions: [sampleFunction(source)], onLog: (log) => logs.push(log) });

    const result = await functions.invoke('sample', '{}');

    expect(logs).toEqual([
      { functionName: 'sample', requestId: null, text: 'loading\n' },
      { functionName: 'sample', requestId: result.requestId, text: 'working\n' },
      { functionName: 'sample', requestId: result.requestId, text: 'odd\n' },
    ]);
    expect(result.log).toBe('working\nodd\n');
  });
});

describe('a function that fails', () => {
  it('answers name, message and stack of what it threw', async () => {
    const result = await run(
      `class TransientError extends Error { name = 'TransientError' }
       export const handler = async () => { throw new TransientError('try again') }`,
    );

    expect(result.functionError).toBe('Unhandled');
    expect(errorOf(result)).toMatchObject({ errorType: 'TransientError', errorMessage: 'try again' });
    expect((errorOf(result).trace as string[])[0]).toBe('TransientError: try again');
  });

  it('answers the type of a thrown value that is no error', async () => {
    const result = await run(`export const handler = async () => { throw 'plain' }`);

    expect(errorOf(result)).toEqual({ errorType: 'string', errorMessage: 'plain', trace: [] });
  });

  it('is killed at its timeout and starts anew for the next event', async () => {
    const source = `let count = 0; export const handler = async (event) => {
      count += 1; if (event.hang) await new Promise((resolve) => setTimeout(resolve, 60_000)); return count }`;
    const functions = start({ functions: [sampleFunction(source, { timeoutSeconds: 0.25 })] });
    await functions.invoke('sample', '{}');

    const late = await functions.invoke('sample', '{"hang":true}');
    const next = await functions.invoke('sample', '{}');

    expect(errorOf(late)).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: `RequestId: ${late.requestId} Error: Task timed out after 0.25 seconds`,
    });
    expect(next.payload).toBe('1');
  });

  it('is killed at its timeout even when it never lets go of the processor', async () => {
    const result = await run('export const handler = async () => { for (;;); }', {}, { timeoutSeconds: 0.2 });

    expect(errorOf(result).errorType).toBe('Sandbox.Timedout');
  });

  it.each([
    [1, 'Runtime exited with error: exit status 1'],
    [0, 'Runtime exited without providing a reason'],
  ])('that exits with %i is reported as an exit', async (code, reason) => {
    const result = await run(`export const handler = async () => { process.exit(${code}) }`);

    expect(errorOf(result)).toEqual({
      errorType: 'Runtime.ExitError',
      errorMessage: `RequestId: ${result.requestId} Error: ${reason}`,
    });
  });

  it('that takes too much memory is reported as killed', async () => {
    const source =
      'export const handler = async () => { const all = []; for (;;) all.push(new Array(1e5).fill(all.length)) }';

    const result = await run(source, {}, { memoryMegabytes: 16 });

    expect(errorOf(result)).toEqual({
      errorType: 'Runtime.ExitError',
      errorMessage: `RequestId: ${result.requestId} Error: Runtime exited with error: signal: killed`,
    });
  });

  it('by an error nobody caught is reported with that error', async () => {
    const result = await run(
      `export const handler = () => new Promise(() => setTimeout(() => { throw new TypeError('lost') }))`,
    );

    expect(errorOf(result)).toMatchObject({ errorType: 'TypeError', errorMessage: 'lost' });
  });

  it('by a promise nobody awaited is reported as an unhandled rejection', async () => {
    const result = await run(
      `export const handler = () => new Promise(() => { Promise.reject(new Error('dropped')) })`,
    );

    expect(errorOf(result)).toMatchObject({
      errorType: 'Runtime.UnhandledPromiseRejection',
      errorMessage: 'Error: dropped',
    });
  });

  it('to answer JSON is reported as a marshal error', async () => {
    const result = await run('export const handler = async () => 1n');

    expect(errorOf(result).errorType).toBe('Runtime.MarshalError');
  });

  it('to keep its answer under 6 MB is reported so', async () => {
    const result = await run(`export const handler = async () => 'x'.repeat(6291556)`);

    expect(errorOf(result)).toEqual({
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
    });
  });
});

describe('a function that cannot be loaded', () => {
  it.each([
    ['main.handler', 'export const handler = 1', 'Runtime.ImportModuleError', /^Error: Cannot find module 'main'/],
    [
      'index.handle',
      'export const handler = () => 1',
      'Runtime.HandlerNotFound',
      /^index.handle is undefined or not exported$/,
    ],
    ['index', 'export const handler = 1', 'Runtime.MalformedHandlerName', /^Bad handler$/],
    ['index.handler', 'export const handler = (a, b, done) => 1', 'Runtime.CallbackHandlerDeprecated', /callback/],
    ['index.handler', 'import "not-there"', 'Runtime.ImportModuleError', /not-there/],
    ['index.handler', 'export const = 1', 'Runtime.UserCodeSyntaxError', /^SyntaxError/],
    ['index.handler', 'throw new RangeError("at load")', 'RangeError', /^at load$/],
  ])('with handler %s and code %j answers as AWS does', async (handler, source, errorType, message) => {
    const result = await run(source, {}, { handler });

    expect(result.functionError).toBe('Unhandled');
    expect(errorOf(result)).toMatchObject({ errorType, errorMessage: expect.stringMatching(message) });
  });

  it('because it exits while loading answers the exit', async () => {
    const result = await run('process.exit(3)');

    expect(errorOf(result)).toMatchObject({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringContaining('exit status 3'),
    });
  });

  it('within the time of a cold start is reported as a timeout', async () => {
    const functions = start({
      functions: [sampleFunction('await new Promise((resolve) => setTimeout(resolve, 60_000))')],
      initializationMilliseconds: 200,
    });

    const result = await functions.invoke('sample', '{}');

    expect(errorOf(result)).toMatchObject({ errorType: 'Sandbox.Timedout' });
  });

  it('does not keep those that wait from being tried again', async () => {
    const functions = start({ functions: [sampleFunction('throw new Error("at load")')] });

    const results = await Promise.all([functions.invoke('sample', '{}'), functions.invoke('sample', '{}')]);

    expect(results.map((result) => errorOf(result).errorMessage)).toEqual(['at load', 'at load']);
  });

  it('is found in a nested export and a CommonJS file', async () => {
    const taskRoot = writeTaskRoot({ 'main.cjs': 'exports.api = { v1: { get: async () => "nested" } }' });

    const result = await run('', {}, { taskRoot, handler: 'main.api.v1.get' });

    expect(result.payload).toBe('"nested"');
  });
});

describe('environments', () => {
  const counter = 'let count = 0; export const handler = async () => { count += 1; return count }';

  it('are reused one event after the other', async () => {
    const functions = start({ functions: [sampleFunction(counter)] });

    const counts = [await functions.invoke('sample', '{}'), await functions.invoke('sample', '{}')];

    expect(counts.map((result) => result.payload)).toEqual(['1', '2']);
    expect(functions.size()).toBe(1);
  });

  it('take one event at a time, so that two at once need two', async () => {
    const source = `import { setTimeout } from 'node:timers/promises'; let count = 0;
      export const handler = async () => { count += 1; await setTimeout(300); return count }`;
    const functions = start({ functions: [sampleFunction(source)] });

    const results = await Promise.all([functions.invoke('sample', '{}'), functions.invoke('sample', '{}')]);

    expect(results.map((result) => result.payload)).toEqual(['1', '1']);
    expect(functions.size()).toBe(2);
  });

  it('end after they were idle for a while', async () => {
    const functions = start({ functions: [sampleFunction(counter)], idleMilliseconds: 20 });
    await functions.invoke('sample', '{}');

    await expect.poll(() => functions.size()).toBe(0);
    const result = await functions.invoke('sample', '{}');

    expect(result.payload).toBe('1');
  });

  it('make room for each other, the one idle longest first', async () => {
    const names = ['first', 'second', 'third'];
    const functions = start({ functions: names.map((name) => sampleFunction(counter, { name })), mostInstances: 2 });
    for (const name of names) await functions.invoke(name, '{}');

    const size = functions.size();
    const counts = [await functions.invoke('third', '{}'), await functions.invoke('first', '{}')];

    expect(size).toBe(2);
    expect(counts.map((result) => result.payload)).toEqual(['2', '1']);
  });

  it('that are busy are never ended for others', async () => {
    const source = `import { setTimeout } from 'node:timers/promises'; export const handler = () => setTimeout(200, 1)`;
    const functions = start({ functions: [sampleFunction(source)], mostInstances: 1 });

    const results = await Promise.all([functions.invoke('sample', '{}'), functions.invoke('sample', '{}')]);

    expect(results.map((result) => result.payload)).toEqual(['1', '1']);
  });

  it('that died while idle are not used again', async () => {
    const source = `let count = 0; export const handler = async () => { count += 1; setTimeout(() => process.exit(1)); return count }`;
    const functions = start({ functions: [sampleFunction(source)] });
    await functions.invoke('sample', '{}');

    await expect.poll(async () => (await functions.invoke('sample', '{}')).payload).toBe('1');
  });

  it('are ended when the stack closes, and what waits is answered', async () => {
    const functions = start({
      functions: [sampleFunction('export const handler = () => new Promise(() => setInterval(() => {}, 1000))')],
    });
    const pending = [functions.invoke('sample', '{}'), functions.invoke('sample', '{}')];

    await functions.close();
    const results = await Promise.all(pending);

    expect(results.map((result) => errorOf(result).errorType)).toEqual(['Runtime.ExitError', 'Runtime.ExitError']);
    expect(functions.size()).toBe(0);
  });
});

describe('limits', () => {
  const slow = `import { setTimeout } from 'node:timers/promises'; export const handler = () => setTimeout(200, 1)`;

  it('throttle above the reserved concurrency', async () => {
    const functions = start({ functions: [sampleFunction(slow, { reservedConcurrency: 1 })] });
    const first = functions.invoke('sample', '{}');

    await expect(functions.invoke('sample', '{}')).rejects.toMatchObject({
      name: 'TooManyRequestsException',
      reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
    });
    await expect(first).resolves.toMatchObject({ payload: '1' });
  });

  it("throttle above the account's concurrency", async () => {
    const functions = start({ functions: [sampleFunction(slow)], accountConcurrency: 1 });
    const first = functions.invoke('sample', '{}');

    await expect(functions.invoke('sample', '{}')).rejects.toMatchObject({
      reason: 'ConcurrentInvocationLimitExceeded',
    });
    await first;
  });

  it.each([
    ['a name nobody has', 'other', '{}', 'ResourceNotFoundException'],
    ['a payload that is no JSON', 'sample', '{', 'InvalidRequestContentException'],
    ['a payload above 6 MB', 'sample', JSON.stringify('x'.repeat(6291455)), 'RequestTooLargeException'],
  ])('refuse %s', async (_case, name, payload, error) => {
    const functions = start({ functions: [sampleFunction(slow)] });

    await expect(functions.invoke(name, payload)).rejects.toMatchObject({ name: error });
  });
});

describe('asynchronous invocation', () => {
  it('retries a failing function twice and then gives the event up', async () => {
    const discarded: string[][] = [];
    const logs: string[] = [];
    const functions = start({
      functions: [sampleFunction(`export const handler = async () => { console.log('tried'); throw new Error('no') }`)],
      retryDelays: [1, 1],
      onLog: (log) => logs.push(log.text),
      onDiscard: (...what) => discarded.push(what),
    });

    functions.invokeAsynchronously('sample', '{"a":1}');

    await expect.poll(() => discarded.length).toBe(1);
    await functions.settled();
    expect(logs).toEqual(['tried\n', 'tried\n', 'tried\n']);
    expect(discarded[0]?.slice(0, 2)).toEqual(['sample', '{"a":1}']);
  });

  it('runs a function that succeeds once', async () => {
    const logs: string[] = [];
    const functions = start({
      functions: [sampleFunction(`export const handler = async () => { console.log('ran') }`)],
      retryDelays: [1],
      onLog: (log) => logs.push(log.text),
    });

    functions.invokeAsynchronously('sample', '{}');

    await expect.poll(() => logs).toEqual(['ran\n']);
  });

  it('waits no longer once the stack closes', async () => {
    const discarded: string[] = [];
    const logs: string[] = [];
    const functions = start({
      functions: [sampleFunction(`export const handler = async () => { console.log('tried'); throw new Error('no') }`)],
      retryDelays: [60_000],
      onLog: (log) => logs.push(log.text),
      onDiscard: (name) => discarded.push(name),
    });
    functions.invokeAsynchronously('sample', '{}');
    await expect.poll(() => logs.length).toBe(1);

    await functions.close();

    expect(discarded).toEqual([]);
  });
});
