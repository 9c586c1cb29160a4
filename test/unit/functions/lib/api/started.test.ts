import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { awaitAnswer, preferredWait } from '../../../../../functions/lib/api/started.ts';
import { estimateCompletion } from '../../../../../functions/lib/api/workflow.ts';
import { lifetimeOf } from '../../../../../functions/lib/cache/freshness.ts';
import { keepAnswer } from '../../../../../functions/lib/cache/keep-answer.ts';
import { endEnrichment } from '../../../../../functions/lib/enrichment/end.ts';
import { consoleUrl } from '../../../../../functions/lib/enrichment/execution.ts';
import { describeFailure, recordFailure } from '../../../../../functions/lib/enrichment/failure.ts';
import type { StartedEnrichment } from '../../../../../functions/lib/enrichment/start.ts';
import { openStatus } from '../../../../../functions/lib/enrichment/status.ts';
import { exampleAnswer, exampleKept } from '../../examples.ts';
import { createTestClock, openTestTable, type TestClock, testStart } from '../../table.ts';

let table: { close(): Promise<void> };
let clock: TestClock;
let count = 0;
let started: StartedEnrichment;

beforeAll(async () => {
  table = await openTestTable();
});
afterAll(async () => {
  await table.close();
});
beforeEach(async () => {
  count += 1;
  clock = createTestClock();
  const request = {
    requestId: 'req_1',
    clientId: 'client-1',
    executionName: `execution-${count}`,
    key: `key-${count}`,
    domain: 'acme.com',
    kind: 'analysis' as const,
    depth: 'standard' as const,
    minConfidence: null,
    fromCache: false,
  };
  started = { request, kept: null };
  await openStatus(subject(), clock.now());
});

const subject = () => ({ ...started.request, stateMachineArn: 'arn:machine' });

/** A clock on which something happens while one sleeps. */
function after(sleeps: number, happen: () => Promise<void>): TestClock {
  let slept = 0;
  return {
    ...clock,
    sleep: async (milliseconds) => {
      slept += 1;
      if (slept === sleeps) await happen();
      await clock.sleep(milliseconds);
    },
  };
}

describe('preferredWait', () => {
  it.each([
    [undefined, 0],
    ['respond-async', 0],
    ['wait=10', 10],
    ['respond-async, wait=7', 7],
    ['WAIT="3"; x=1', 3],
    ['wait=600', 25],
    ['wait=-1', 0],
    ['await=9', 0],
  ])('takes %s for %i seconds', (prefer, seconds) => {
    expect(preferredWait({ prefer })).toBe(seconds);
  });
});

describe('awaitAnswer', () => {
  it('gives the answer as soon as it is there', async () => {
    const { key, executionName } = started.request;
    const lifetime = lifetimeOf('ready', clock.now());
    const waiting = after(3, async () => {
      await keepAnswer({ domain: 'acme.com', key, executionName, answer: exampleAnswer, lifetime });
      await endEnrichment(subject(), clock.now());
    });

    const kept = await awaitAnswer(started, 25, waiting);

    expect(kept?.answer).toEqual(exampleAnswer);
    expect(clock.now() - testStart).toBe(1500);
  });

  it('gives up after the time asked for', async () => {
    expect(await awaitAnswer(started, 25, clock)).toBeNull();
    expect(clock.now() - testStart).toBe(25_000);
  });

  it('does not wait for what has failed', async () => {
    await recordFailure(subject(), describeFailure('FAILED'), clock.now());

    expect(await awaitAnswer(started, 25, clock)).toBeNull();
    expect(clock.now() - testStart).toBe(500);
  });

  it('gives at once what was in the cache', async () => {
    expect(await awaitAnswer({ ...started, kept: exampleKept }, 25, clock)).toBe(exampleKept);
  });
});

describe('estimateCompletion', () => {
  it('is the usual time after the start, and a little later for a late run', () => {
    const at = (seconds: number) => estimateCompletion('standard', testStart, testStart + seconds * 1000);

    expect([at(0), at(44), at(45), at(59), at(60)].map((time) => (Date.parse(time) - testStart) / 1000)).toEqual([
      45, 45, 60, 60, 75,
    ]);
  });
});

describe('consoleUrl', () => {
  it.each([
    ['aws', 'eu-west-1', 'https://eu-west-1.console.aws.amazon.com/'],
    ['aws-cn', 'cn-north-1', 'https://cn-north-1.console.amazonaws.cn/'],
    ['aws-us-gov', 'us-gov-west-1', 'https://us-gov-west-1.console.amazonaws-us-gov.com/'],
  ])('in partition %s is on its own host', (partition, region, base) => {
    const arn = `arn:${partition}:states:${region}:000000000000:execution:company-enrichment:name`;

    expect(consoleUrl(arn)).toBe(`${base}states/home?region=${region}#/v2/executions/details/${arn}`);
  });
});
