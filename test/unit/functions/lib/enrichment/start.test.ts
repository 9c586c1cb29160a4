import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { lifetimeOf } from '../../../../../functions/lib/cache/freshness.ts';
import { keepAnswer } from '../../../../../functions/lib/cache/keep-answer.ts';
import { endEnrichment } from '../../../../../functions/lib/enrichment/end.ts';
import { describeFailure, recordFailure } from '../../../../../functions/lib/enrichment/failure.ts';
import { enrichmentKey } from '../../../../../functions/lib/enrichment/key.ts';
import { takeLease } from '../../../../../functions/lib/enrichment/lease.ts';
import { createRequestId, readRequest } from '../../../../../functions/lib/enrichment/request.ts';
import { type StartWish, startEnrichment } from '../../../../../functions/lib/enrichment/start.ts';
import { openStatus, readStatus } from '../../../../../functions/lib/enrichment/status.ts';
import { readSuppliedInput } from '../../../../../functions/lib/enrichment/supplied-input.ts';
import { dynamodb } from '../../../../../functions/lib/storage/clients.ts';
import { exampleAnswer, exampleWish } from '../../examples.ts';
import { createTestClock, openTestTable, type TestClock } from '../../table.ts';

const stepFunctions = mockClient(SFNClient);
let table: { close(): Promise<void> };
let clock: TestClock;
let wish: StartWish;
let count = 0;

beforeAll(async () => {
  table = await openTestTable();
});
afterAll(async () => {
  await table.close();
});
beforeEach(() => {
  count += 1;
  clock = createTestClock();
  wish = { ...exampleWish, domain: `acme${count}.com` as StartWish['domain'] };
  stepFunctions.reset();
  stepFunctions.on(StartExecutionCommand).resolves({ executionArn: 'arn', startDate: new Date(0) });
});

const begin = (of: StartWish) => startEnrichment({ ...of, requestId: createRequestId(clock.now()) }, clock);
const keyOf = (of: StartWish) => enrichmentKey({ ...of, suppliedInputHash: null });
const subjectOf = (of: StartWish, executionName: string) => ({
  executionName,
  stateMachineArn: process.env.STANDARD_STATE_MACHINE_ARN ?? '',
  key: keyOf(of),
  domain: of.domain,
});
const starts = () => stepFunctions.commandCalls(StartExecutionCommand).map((call) => call.args[0].input);
const keepFor = async (of: StartWish, executionName = 'earlier') => {
  const lifetime = lifetimeOf('ready', clock.now());
  await keepAnswer({ domain: of.domain, key: keyOf(of), executionName, answer: exampleAnswer, lifetime });
};
/** The answer's row as another function would write it now, of which this one hears nothing. */
const writtenElsewhere = async (executionName: string) => {
  const key = { pk: { S: `COMPANY#${wish.domain}` }, sk: { S: `ANSWER#${keyOf(wish)}` } };
  const { Item } = await dynamodb.send(new GetItemCommand({ TableName: 'companies', Key: key }));
  const { generatedAt, refreshAfter, expiresAt, keptUntil } = lifetimeOf('ready', clock.now());
  return {
    ...Item,
    generatedAt: { S: new Date(generatedAt * 1000).toISOString() },
    refreshAfter: { N: String(refreshAfter) },
    staleAt: { N: String(expiresAt) },
    expiresAt: { N: String(keptUntil) },
    executionName: { S: executionName },
  };
};
const failure = () => new Error('no such thing') as never;

describe('startEnrichment', () => {
  it('starts one execution with ids only as its input, and opens its status', async () => {
    const { request, kept } = await begin(wish);

    expect(kept).toBeNull();
    expect(starts()).toHaveLength(1);
    expect(starts()[0]?.name).toBe(request.executionName);
    expect(JSON.parse(starts()[0]?.input ?? '')).toEqual({
      schemaVersion: '1',
      kind: 'vendor-context',
      domain: wish.domain,
      userRole: 'account-executive',
      intent: 'discovery',
      vendorDomain: null,
      depth: 'standard',
      refresh: false,
      maxCostUsd: null,
      suppliedInputId: null,
      key: keyOf(wish),
    });
    const status = await readStatus(request.executionName, clock.now());
    expect(status).toMatchObject({ state: 'running', stage: 'discovery', percent: 5, domain: wish.domain });
  });

  it('takes the machine of the depth', async () => {
    await begin({ ...wish, depth: 'deep' });

    expect(starts()[0]?.stateMachineArn).toBe(process.env.DEEP_STATE_MACHINE_ARN);
  });

  it('makes of ten starts at once one execution and ten requests', async () => {
    const started = await Promise.all(Array.from({ length: 10 }, () => begin(wish)));

    expect(starts()).toHaveLength(1);
    expect(new Set(started.map(({ request }) => request.requestId)).size).toBe(10);
    expect(new Set(started.map(({ request }) => request.executionName))).toEqual(new Set([starts()[0]?.name]));
  });

  it('joins an execution that runs already', async () => {
    const first = await begin(wish);

    const second = await begin({ ...wish, clientId: 'client-2' });

    expect(second.request.executionName).toBe(first.request.executionName);
    expect(starts()).toHaveLength(1);
  });

  it('joins a running execution when asked to refresh, too', async () => {
    const first = await begin(wish);

    const second = await begin({ ...wish, refresh: true });

    expect(second.request.executionName).toBe(first.request.executionName);
  });

  it('answers from the cache without an execution', async () => {
    const lifetime = lifetimeOf('ready', clock.now());
    const kept = { domain: wish.domain, key: keyOf(wish), executionName: 'earlier', answer: exampleAnswer, lifetime };
    await keepAnswer(kept);

    const started = await begin(wish);

    expect(started.kept?.answer).toEqual(exampleAnswer);
    expect(started.request).toMatchObject({ fromCache: true, executionName: 'earlier' });
    expect(starts()).toHaveLength(0);
  });

  it('takes an answer that is no longer kept for none although the row still stands', async () => {
    await keepFor(wish);
    clock.advance(3 * 24 * 3600 * 1000);

    const started = await begin(wish);

    expect(started.kept).toBeNull();
    expect(starts()).toHaveLength(1);
  });

  it('gives a stale answer to all who ask, and has it made anew once', async () => {
    await keepFor(wish);
    clock.advance(24 * 3600 * 1000);

    const started = await Promise.all([begin(wish), begin(wish), begin(wish)]);
    clock.advance(6_000);
    const later = await begin(wish);

    for (const each of [...started, later]) {
      expect(each.kept?.answer).toEqual(exampleAnswer);
      expect(each.request).toMatchObject({ fromCache: true, executionName: 'earlier' });
    }
    expect(starts()).toHaveLength(1);
  });

  it('gives the new answer as soon as it is there, although the stale one is still in memory', async () => {
    await keepFor(wish);
    clock.advance(24 * 3600 * 1000);
    await begin(wish);
    const executionName = starts()[0]?.name ?? '';
    await dynamodb.send(new PutItemCommand({ TableName: 'companies', Item: await writtenElsewhere(executionName) }));
    await endEnrichment({ executionName, key: keyOf(wish), domain: wish.domain }, clock.now());

    const started = await begin(wish);

    expect(started.request).toMatchObject({ fromCache: true, executionName });
    expect(starts()).toHaveLength(1);
  });

  it('gives a stale answer also when its refresh cannot be started', async () => {
    vi.spyOn(console, 'warn').mockReturnValueOnce();
    await keepFor(wish);
    clock.advance(24 * 3600 * 1000);
    stepFunctions.on(StartExecutionCommand).rejects(failure());

    const started = await begin(wish);

    expect(started.kept?.answer).toEqual(exampleAnswer);
    expect(console.warn).toHaveBeenCalledOnce();
  });

  it.each([
    [599, 1],
    [600, 0],
    [null, 0],
  ])(
    'takes an answer of ten minutes for none where it may be %s s old: %i executions',
    async (maxAgeSeconds, count) => {
      await keepFor(wish);
      clock.advance(600_000);

      const started = await begin({ ...wish, maxAgeSeconds });

      expect(starts()).toHaveLength(count);
      expect(started.kept === null).toBe(count === 1);
    },
  );

  it('passes a kept answer by when asked to refresh', async () => {
    const lifetime = lifetimeOf('ready', clock.now());
    const kept = { domain: wish.domain, key: keyOf(wish), executionName: 'earlier', answer: exampleAnswer, lifetime };
    await keepAnswer(kept);

    await begin({ ...wish, refresh: true });

    expect(starts()).toHaveLength(1);
  });

  it('finishes the start of a winner that died before StartExecution, with its name and input', async () => {
    const dead = { key: keyOf(wish), executionName: 'dead-winner', input: '{"its":"input"}' };
    await takeLease(dead, 'standard', clock.now());

    const { request } = await begin(wish);

    expect(request.executionName).toBe('dead-winner');
    expect(starts()).toMatchObject([{ name: 'dead-winner', input: '{"its":"input"}' }]);
    expect(await readStatus('dead-winner', clock.now())).toMatchObject({ state: 'running' });
  });

  it('lets one of ten joiners finish the start of a dead winner', async () => {
    await takeLease({ key: keyOf(wish), executionName: 'dead', input: '{}' }, 'standard', clock.now());

    const started = await Promise.all(Array.from({ length: 10 }, () => begin(wish)));

    expect(starts()).toHaveLength(1);
    expect(new Set(started.map(({ request }) => request.executionName))).toEqual(new Set(['dead']));
  });

  it('counts a name that Step Functions knows already as started', async () => {
    stepFunctions.on(StartExecutionCommand).rejects(new ExecutionAlreadyExists({ message: 'known', $metadata: {} }));

    const { request } = await begin(wish);

    expect(request.executionName).not.toBe('');
  });

  it('reports a start that failed as retryable, and the next one finishes it at once', async () => {
    stepFunctions.on(StartExecutionCommand).rejectsOnce(failure());

    const first = begin(wish);
    await expect(first).rejects.toMatchObject({ code: 'enrichment.start_failed', retryable: true });
    const before = clock.now();
    const { request } = await begin(wish);

    expect(starts().map((input) => input.name)).toEqual([request.executionName, request.executionName]);
    expect(clock.now()).toBe(before);
  });

  it('gives up when nobody gets the execution going', async () => {
    await takeLease({ key: keyOf(wish), executionName: 'slow', input: '{}' }, 'standard', clock.now() + 60_000);

    const start = begin(wish);

    await expect(start).rejects.toMatchObject({ code: 'enrichment.start_failed' });
  });

  it('takes over from an execution whose status says failed', async () => {
    const first = await begin(wish);
    await recordFailure(subjectOf(wish, first.request.executionName), describeFailure('FAILED'), clock.now());
    await takeLease({ key: keyOf(wish), executionName: first.request.executionName, input: '{}' }, 'standard', 0);

    const second = await begin(wish);

    expect(second.request.executionName).not.toBe(first.request.executionName);
  });

  it.each(['FAILED', 'TIMED_OUT', 'ABORTED'] as const)(
    'takes over from a silent execution that Step Functions calls %s, and records it',
    async (ended) => {
      const first = await begin(wish);
      stepFunctions.on(DescribeExecutionCommand).resolves({ status: ended, error: 'TransientError' });
      clock.advance(31_000);

      const second = await begin(wish);

      expect(second.request.executionName).not.toBe(first.request.executionName);
      expect(await readStatus(first.request.executionName, clock.now())).toMatchObject({ state: 'failed' });
    },
  );

  it('takes over from an execution that Step Functions does not know', async () => {
    const first = await begin(wish);
    stepFunctions.on(DescribeExecutionCommand).rejects(new ExecutionDoesNotExist({ message: 'gone', $metadata: {} }));
    clock.advance(31_000);

    const second = await begin(wish);

    expect(second.request.executionName).not.toBe(first.request.executionName);
  });

  it('asks Step Functions about a silent execution once for all who join it', async () => {
    const first = await begin(wish);
    stepFunctions.on(DescribeExecutionCommand).resolves({ status: 'RUNNING' });
    clock.advance(31_000);

    await begin(wish);
    const third = await begin(wish);

    expect(third.request.executionName).toBe(first.request.executionName);
    expect(stepFunctions.commandCalls(DescribeExecutionCommand)).toHaveLength(1);
  });

  it('says that it may be tried again when Step Functions cannot be asked', async () => {
    await begin(wish);
    stepFunctions.on(DescribeExecutionCommand).rejects(failure());
    clock.advance(31_000);

    await expect(begin(wish)).rejects.toMatchObject({ retryable: true });
  });

  it('frees the lease of an execution that succeeded without doing so, and starts anew without an answer', async () => {
    const first = await begin(wish);
    stepFunctions.on(DescribeExecutionCommand).resolves({ status: 'SUCCEEDED' });
    clock.advance(31_000);

    const second = await begin(wish);

    expect(second.request.executionName).not.toBe(first.request.executionName);
  });

  it('starts anew after an end when asked to refresh', async () => {
    const first = await begin(wish);
    await endEnrichment(subjectOf(wish, first.request.executionName), clock.now());

    const second = await begin({ ...wish, refresh: true });

    expect(second.request.executionName).not.toBe(first.request.executionName);
  });

  it('takes over a lease that outlived its time', async () => {
    const first = await begin(wish);
    clock.advance(211_000);

    const second = await begin(wish);

    expect(second.request.executionName).not.toBe(first.request.executionName);
    expect(stepFunctions.commandCalls(DescribeExecutionCommand)).toHaveLength(0);
  });

  it('does not take a lease over while its machine may still run', async () => {
    stepFunctions.on(DescribeExecutionCommand).resolves({ status: 'RUNNING' });
    const first = await begin(wish);
    clock.advance(150_000);

    const second = await begin(wish);

    expect(second.request.executionName).toBe(first.request.executionName);
  });

  it("keeps a client's own search results out of the execution and apart from other clients'", async () => {
    const searchResults = [{ title: 'News', url: 'https://news.example/1', snippet: 'Acme grows.' }];

    const mine = await begin({ ...wish, searchResults });
    const theirs = await begin({ ...wish, searchResults, clientId: 'client-2' });
    const plain = await begin(wish);

    expect(new Set([mine, theirs, plain].map(({ request }) => request.key)).size).toBe(3);
    const input = starts()[0]?.input ?? '';
    expect(input).not.toContain('Acme grows.');
    expect(await readSuppliedInput(JSON.parse(input).suppliedInputId, clock.now())).toEqual(searchResults);
  });

  it('forgets supplied search results after a day', async () => {
    const searchResults = [{ title: 'News', url: 'https://news.example/1', snippet: '' }];
    await begin({ ...wish, searchResults });
    const { suppliedInputId } = JSON.parse(starts()[0]?.input ?? '');
    clock.advance(24 * 3600 * 1000);

    const reading = readSuppliedInput(suppliedInputId, clock.now());

    await expect(reading).rejects.toMatchObject({ code: 'storage.not_found' });
  });

  it('shows a request to its own client only', async () => {
    const { request } = await begin({ ...wish, minConfidence: 0.5 });

    expect(await readRequest(request.requestId, 'client-1', clock.now())).toEqual(request);
    expect(await readRequest(request.requestId, 'client-2', clock.now())).toBeNull();
    expect(await readRequest('req_unknown', 'client-1', clock.now())).toBeNull();
  });

  it('does not reopen a status that is there', async () => {
    const { request } = await begin(wish);
    await endEnrichment(subjectOf(wish, request.executionName), clock.now());

    await openStatus(subjectOf(wish, request.executionName), clock.now());

    expect(await readStatus(request.executionName, clock.now())).toMatchObject({ state: 'completed', percent: 100 });
  });

  it('says that the table is away when it is', async () => {
    const name = process.env.DYNAMODB_TABLE_NAME;
    process.env.DYNAMODB_TABLE_NAME = 'nowhere';

    const start = begin(wish);

    await expect(start).rejects.toMatchObject({ code: 'storage.unavailable', retryable: true });
    process.env.DYNAMODB_TABLE_NAME = name;
  });
});
