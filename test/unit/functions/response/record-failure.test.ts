import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { endEnrichment } from '../../../../functions/lib/enrichment/end.ts';
import { noteStarted, takeLease } from '../../../../functions/lib/enrichment/lease.ts';
import { openStatus, readStatus } from '../../../../functions/lib/enrichment/status.ts';
import { handler } from '../../../../functions/response/record-failure.ts';
import { openTestTable } from '../table.ts';

let table: { close(): Promise<void> };
let count = 0;
let key = '';
let name = '';

beforeAll(async () => {
  table = await openTestTable();
});
afterAll(async () => {
  await table.close();
});
beforeEach(async () => {
  count += 1;
  key = `key-${count}`;
  name = `execution-${count}`;
  const lease = { key, executionName: name, input: '{}' };
  await takeLease(lease, 'standard', Date.now());
  await noteStarted(lease);
  await openStatus(subject(), Date.now());
});

const subject = () => ({ executionName: name, stateMachineArn: 'arn:machine', key, domain: 'acme.com' });
const record = (detail: object) => {
  const input = JSON.stringify({
    schemaVersion: '1',
    kind: 'analysis',
    domain: 'acme.com',
    userRole: 'account-executive',
    intent: null,
    vendorDomain: null,
    depth: 'standard',
    refresh: false,
    maxCostUsd: null,
    suppliedInputId: null,
    key,
  });
  const event = {
    source: 'aws.states',
    'detail-type': 'Step Functions Execution Status Change',
    detail: { stateMachineArn: 'arn:machine', name, input, error: null, cause: null, ...detail },
  };
  return (handler as unknown as (event: unknown, context: object) => unknown)(event, {});
};
const status = () => readStatus(name, Date.now());
const tryLease = () => takeLease({ key, executionName: 'next', input: '{}' }, 'standard', Date.now());

describe('record-failure', () => {
  it.each([
    ['FAILED', 'enrichment.failed'],
    ['TIMED_OUT', 'enrichment.timed_out'],
    ['ABORTED', 'enrichment.aborted'],
  ])('writes how a run ended %s and frees its lease', async (ended, code) => {
    await record({ status: ended, error: 'TransientError', cause: 'upstream secrets' });

    const found = await status();
    expect(found).toMatchObject({ state: 'failed', error: { code, retryable: true } });
    expect(JSON.stringify(found)).not.toContain('secrets');
    expect(await tryLease()).toBe('taken');
  });

  it('writes it also where no status was opened', async () => {
    name = 'unheard-of';

    await record({ status: 'FAILED' });

    expect(await status()).toMatchObject({ state: 'failed', domain: 'acme.com', key });
  });

  it('never undoes a completed run', async () => {
    await endEnrichment(subject(), Date.now());

    await record({ status: 'ABORTED' });

    expect(await status()).toMatchObject({ state: 'completed', percent: 100, error: null });
  });

  it('changes nothing when the event comes twice', async () => {
    await record({ status: 'FAILED', error: 'First' });
    const before = await status();

    await record({ status: 'FAILED', error: 'Second' });

    expect(await status()).toEqual(before);
  });

  it('leaves the lease of a newer run alone', async () => {
    await takeLease({ key, executionName: 'newer', input: '{}' }, 'standard', Date.now() + 300_000);

    await record({ status: 'FAILED' });

    expect(await tryLease()).toMatchObject({ executionName: 'newer' });
  });

  it('takes the lease again for a redrive, and opens its status', async () => {
    await record({ status: 'FAILED' });

    await record({ status: 'RUNNING', redriveCount: 1 });

    expect(await status()).toMatchObject({ state: 'running', error: null, endedAt: null });
    expect(await tryLease()).toMatchObject({ executionName: name, started: true });
  });

  it('lets a redriven run go on beside a newer one that has the lease', async () => {
    await record({ status: 'FAILED' });
    await tryLease();

    await record({ status: 'RUNNING', redriveCount: 1 });

    expect(await status()).toMatchObject({ state: 'running' });
    expect(await tryLease()).toBe('taken');
  });

  it.each([{ status: 'RUNNING' }, { status: 'SUCCEEDED' }])('has nothing to do for $status', async (detail) => {
    expect(await record(detail)).toEqual({ recorded: 'nothing' });
    expect(await status()).toMatchObject({ state: 'running' });
  });
});
