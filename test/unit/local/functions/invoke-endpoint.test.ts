import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFunctions, type FunctionService } from '../../../../local/functions/index.ts';
import { startInvokeEndpoint } from '../../../../local/functions/invoke-endpoint.ts';
import type { LoopbackServer } from '../../../../local/wire/loopback-server.ts';
import { place, sampleFunction } from './sample-function.ts';

describe('the Invoke endpoint', () => {
  let functions: FunctionService;
  let endpoint: LoopbackServer;
  let client: LambdaClient;
  const logs: string[] = [];

  beforeAll(async () => {
    const source = `export const handler = async (event) => {
      console.log('seen');
      if (event.fail) throw new TypeError('refused');
      return { echo: event } }`;
    functions = createFunctions({
      functions: [sampleFunction(source)],
      place,
      endpoints: () => ({}),
      network: null,
      onLog: (log) => logs.push(log.text),
    });
    endpoint = await startInvokeEndpoint(functions);
    client = new LambdaClient({
      region: 'eu-west-1',
      endpoint: endpoint.url,
      credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
      maxAttempts: 1,
    });
  });

  afterAll(async () => {
    client.destroy();
    await endpoint.close();
    await functions.close();
  });

  it('answers the SDK with the result and the end of the log', async () => {
    const command = new InvokeCommand({ FunctionName: 'sample', Payload: '{"a":1}', LogType: 'Tail' });

    const answer = await client.send(command);

    expect(answer).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST' });
    expect(answer.FunctionError).toBeUndefined();
    expect(answer.Payload?.transformToString()).toBe('{"echo":{"a":1}}');
    expect(Buffer.from(answer.LogResult ?? '', 'base64').toString()).toBe('seen\n');
  });

  it('marks the answer of a function that failed', async () => {
    const answer = await client.send(new InvokeCommand({ FunctionName: 'sample', Payload: '{"fail":true}' }));

    expect(answer).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(JSON.parse(answer.Payload?.transformToString() ?? '')).toMatchObject({ errorType: 'TypeError' });
  });

  it('takes an event and answers before the function ran', async () => {
    logs.length = 0;

    const answer = await client.send(
      new InvokeCommand({ FunctionName: 'sample', InvocationType: 'Event', Payload: '{}' }),
    );

    expect(answer.StatusCode).toBe(202);
    await expect.poll(() => logs).toEqual(['seen\n']);
  });

  it('takes an absent payload for an empty event', async () => {
    const answer = await client.send(new InvokeCommand({ FunctionName: 'sample' }));

    expect(answer.Payload?.transformToString()).toBe('{"echo":{}}');
  });

  it.each([
    ['an unknown function', { FunctionName: 'other' }, 'ResourceNotFoundException'],
    ['a payload that is no JSON', { FunctionName: 'sample', Payload: '{' }, 'InvalidRequestContentException'],
    ['a dry run', { FunctionName: 'sample', InvocationType: 'DryRun' as const }, 'InvalidParameterValueException'],
    [
      'a payload above what is read',
      { FunctionName: 'sample', Payload: `"${'x'.repeat(9_000_000)}"` },
      'RequestTooLargeException',
    ],
  ])('refuses %s by the name the SDK throws', async (_case, input, name) => {
    await expect(client.send(new InvokeCommand(input))).rejects.toMatchObject({ name });
  });

  it('answers 500 for what it did not expect', async () => {
    const broken = await startInvokeEndpoint({ ...functions, invoke: () => Promise.reject(new Error('odd')) });

    const answer = await fetch(`${broken.url}/2015-03-31/functions/sample/invocations`, { method: 'POST' });
    await broken.close();

    expect([answer.status, answer.headers.get('x-amzn-errortype')]).toEqual([500, 'ServiceException']);
  });

  it('refuses another operation', async () => {
    const answer = await fetch(`${endpoint.url}/2015-03-31/functions/`);

    expect(answer.status).toBe(404);
  });
});
