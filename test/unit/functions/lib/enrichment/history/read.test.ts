import { ExecutionDoesNotExist, GetExecutionHistoryCommand, SFNClient } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeFailure, recordFailure } from '../../../../../../functions/lib/enrichment/failure.ts';
import { refreshFromHistory } from '../../../../../../functions/lib/enrichment/history/read.ts';
import { noteStarted, takeLease } from '../../../../../../functions/lib/enrichment/lease.ts';
import {
  completeStatus,
  type EnrichmentStatus,
  openStatus,
  readStatus,
  reopenStatus,
} from '../../../../../../functions/lib/enrichment/status.ts';
import { createTestClock, openTestTable, type TestClock } from '../../../table.ts';
import { entered, execution, executionFailed, exited, writeHistory } from './events.ts';

const stepFunctions = mockClient(SFNClient);
let table: { close(): Promise<void> };
let clock: TestClock;
let count = 0;
let name = '';

beforeAll(async () => {
  table = await openTestTable();
});
afterAll(async () => {
  await table.close();
});
beforeEach(async () => {
  count += 1;
  name = `execution-${count}`;
  clock = createTestClock();
  stepFunctions.reset();
  stepFunctions.on(GetExecutionHistoryCommand).resolves({ events: running });
  const lease = { key: name, executionName: name, input: '{}' };
  await takeLease(lease, 'standard', clock.now());
  await noteStarted(lease);
  await openStatus(subject(), clock.now());
});

const running = writeHistory(execution('Started'), entered('Parallel', 'DiscoverCompany'));
const farther = writeHistory(
  ...running,
  exited('Parallel', 'DiscoverCompany'),
  entered('Parallel', 'AggregateSources'),
);
const subject = () => ({
  executionName: name,
  stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:company-enrichment',
  key: name,
  domain: 'acme.com',
});
const reads = () => stepFunctions.commandCalls(GetExecutionHistoryCommand).length;

async function status(): Promise<EnrichmentStatus> {
  const found = await readStatus(name, clock.now());
  if (found === null) throw new Error('no status');
  return found;
}
const refresh = async () => refreshFromHistory(await status(), clock.now());

describe('refreshFromHistory', () => {
  it('reads the whole history with its data and leaves the digest for all', async () => {
    stepFunctions
      .on(GetExecutionHistoryCommand)
      .resolvesOnce({ events: running, nextToken: 'more' })
      .resolves({ events: farther.slice(2) });

    const refreshed = await refresh();

    expect(refreshed.digest?.stages.map(({ name }) => name)).toEqual(['discovery', 'aggregation']);
    expect((await status()).digest).toEqual(refreshed.digest);
    expect(stepFunctions.commandCalls(GetExecutionHistoryCommand)[1]?.args[0].input).toMatchObject({
      executionArn: `arn:aws:states:us-east-1:000000000000:execution:company-enrichment:${name}`,
      includeExecutionData: true,
      nextToken: 'more',
    });
  });

  it('reads once for twenty pollers at the same time', async () => {
    await Promise.all(Array.from({ length: 20 }, refresh));

    expect(reads()).toBe(1);
  });

  it('serves the last digest until its time is over, then reads again', async () => {
    await refresh();
    clock.advance(1000);
    const soon = await refresh();
    clock.advance(2000);
    await refresh();

    expect(soon.digest?.stages).toHaveLength(1);
    expect(reads()).toBe(2);
  });

  it('gives the last digest when throttled, and leaves history alone for a while', async () => {
    await refresh();
    stepFunctions
      .on(GetExecutionHistoryCommand)
      .rejects(Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' }));
    clock.advance(3000);

    const throttled = await refresh();
    clock.advance(9000);
    await refresh();
    const readsWhileResting = reads();
    clock.advance(2000);
    await refresh();

    expect(throttled).toMatchObject({ state: 'running', digest: { stages: [{ name: 'discovery' }] } });
    expect(readsWhileResting).toBe(2);
    expect(reads()).toBe(3);
  });

  it('never lets progress go back', async () => {
    stepFunctions.on(GetExecutionHistoryCommand).resolvesOnce({ events: farther }).resolves({ events: running });
    const before = await refresh();
    clock.advance(3000);

    const after = await refresh();

    expect(after.digest?.percent).toBe(before.digest?.percent);
  });

  it('records a failure that it sees first, and frees the lease', async () => {
    stepFunctions
      .on(GetExecutionHistoryCommand)
      .resolves({ events: writeHistory(execution('Started'), executionFailed('Boom')) });

    const refreshed = await refresh();

    expect(refreshed).toMatchObject({ state: 'failed', error: { code: 'enrichment.failed' } });
    expect(await status()).toMatchObject({ state: 'failed', error: { code: 'enrichment.failed' } });
    const next = { key: name, executionName: 'next', input: '{}' };
    expect(await takeLease(next, 'standard', clock.now())).toBe('taken');
  });

  it('does not undo a completed status because the run was stopped afterwards', async () => {
    await completeStatus(subject(), clock.now());
    stepFunctions
      .on(GetExecutionHistoryCommand)
      .resolves({ events: writeHistory(execution('Started'), execution('Aborted')) });

    expect(await refresh()).toMatchObject({ state: 'completed' });
    expect(await status()).toMatchObject({ state: 'completed', percent: 100 });
  });

  it('reads a finished history once and never again', async () => {
    await completeStatus(subject(), clock.now());
    stepFunctions.on(GetExecutionHistoryCommand).resolves({ events: writeHistory(execution('Succeeded')) });
    await refresh();
    clock.advance(60_000);

    await refresh();

    expect(reads()).toBe(1);
  });

  it('reads on after a redrive', async () => {
    stepFunctions
      .on(GetExecutionHistoryCommand)
      .resolvesOnce({ events: writeHistory(execution('Started'), executionFailed('Boom')) })
      .resolves({ events: writeHistory(execution('Started'), executionFailed('Boom'), execution('Redriven')) });
    await refresh();
    await reopenStatus(name, clock.now());
    clock.advance(3000);

    expect(await refresh()).toMatchObject({ state: 'running', digest: { ended: null } });
  });

  it('waits for an execution that is about to start', async () => {
    stepFunctions.on(GetExecutionHistoryCommand).rejects(new ExecutionDoesNotExist({ message: 'none', $metadata: {} }));

    expect(await refresh()).toMatchObject({ state: 'running' });
  });

  it('ends a start that never came', async () => {
    stepFunctions.on(GetExecutionHistoryCommand).rejects(new ExecutionDoesNotExist({ message: 'none', $metadata: {} }));
    clock.advance(21_000);

    expect(await refresh()).toMatchObject({ state: 'failed', error: { code: 'enrichment.start_failed' } });
  });

  it('lets a late event not fail what has failed for a better reason', async () => {
    await recordFailure(subject(), describeFailure('FAILED', { error: 'First' }), clock.now());

    await recordFailure(subject(), describeFailure('ABORTED'), clock.now());

    expect((await status()).error?.message).toContain('First');
  });
});
