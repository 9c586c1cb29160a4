import { DescribeStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startBucket, type TestBucket } from '../bucket.ts';
import { openTestTable, testStart } from '../table.ts';
import { callEndpoint } from './call.ts';

const stepFunctions = mockClient(SFNClient);
let table: { close(): Promise<void> };
let bucket: TestBucket;
let handler: unknown;

beforeAll(async () => {
  bucket = await startBucket();
  table = await openTestTable();
});
afterAll(async () => {
  await table.close();
  await bucket.close();
});
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: testStart });
  vi.spyOn(console, 'info').mockReturnValue();
  vi.spyOn(console, 'warn').mockReturnValue();
  stepFunctions.reset();
  machines({});
  // A cold function: the last probes live in the module.
  vi.resetModules();
  handler = (await import('../../../../functions/api/health-check.ts')).handler;
  return () => {
    vi.useRealTimers();
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  };
});

function machines(facts: object): void {
  const definition = '{"States":{"GenerateInsights":{"Arguments":{"Payload":{"engine": "embedded"}}}}}';
  stepFunctions.on(DescribeStateMachineCommand).resolves({ status: 'ACTIVE', definition, ...facts } as never);
}
const check = () => callEndpoint(handler);

describe('GET /health', () => {
  it('is healthy when every service answers', async () => {
    const { status, body } = await check();

    expect(status).toBe(200);
    expect(body).toEqual({
      status: 'healthy',
      timestamp: '2031-05-06T07:08:09.000Z',
      services: { database: 'operational', cache: 'disabled', ai: 'operational', workflow: 'operational' },
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    });
  });

  it('probes once in five seconds', async () => {
    await check();
    vi.setSystemTime(testStart + 4999);
    await check();
    const before = stepFunctions.commandCalls(DescribeStateMachineCommand).length;
    vi.setSystemTime(testStart + 5000);
    await check();

    expect(before).toBe(2);
    expect(stepFunctions.commandCalls(DescribeStateMachineCommand)).toHaveLength(4);
  });

  it('is unhealthy without the table', async () => {
    vi.stubEnv('DYNAMODB_TABLE_NAME', 'nowhere');

    const { status, body } = await check();

    expect(status).toBe(503);
    expect(body).toMatchObject({ status: 'unhealthy', services: { database: 'down' } });
  });

  it.each([
    ['is gone', 'nowhere'],
    ['has no name', ''],
  ])('is degraded when the bucket %s', async (_, name) => {
    vi.stubEnv('DOCUMENTS_BUCKET', name);

    const { status, body } = await check();

    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'degraded', services: { database: 'degraded' } });
  });

  it('is unhealthy when the machine cannot be described', async () => {
    stepFunctions.on(DescribeStateMachineCommand).rejects(new Error('StateMachineDoesNotExist'));

    const { body } = await check();

    expect(body).toMatchObject({ status: 'unhealthy', services: { ai: 'down', workflow: 'down' } });
  });

  it('is unhealthy while the machine is being deleted', async () => {
    machines({ status: 'DELETING' });

    expect((await check()).body).toMatchObject({ status: 'unhealthy' });
  });

  it('is degraded when only the deep machine is gone', async () => {
    vi.stubEnv('DEEP_STATE_MACHINE_ARN', '');

    expect((await check()).body).toMatchObject({ status: 'degraded', services: { workflow: 'degraded' } });
  });

  it('says that no engine is there when the machine calls none', async () => {
    machines({ definition: undefined });

    expect((await check()).body).toMatchObject({ services: { ai: 'disabled' } });
  });

  it('takes a probe that hangs for a failed one', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    stepFunctions.on(DescribeStateMachineCommand).callsFake(() => new Promise(() => {}));

    const checking = check();
    await vi.advanceTimersByTimeAsync(2000);

    expect((await checking).body).toMatchObject({ services: { workflow: 'down' } });
  });
});
