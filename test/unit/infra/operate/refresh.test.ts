import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, describe, expect, it } from 'vitest';
import { parseRefreshArguments } from '../../../../infra/operate/refresh-arguments.ts';
import { runRefresh } from '../../../../infra/operate/run-refresh.ts';

const stepFunctions = mockClient(SFNClient);
afterEach(() => stepFunctions.reset());
const summary = {
  ...{ picked: 3, refreshed: 1, fresh: 1, failed: 1, costUsd: 0.07, budgetUsd: 10 },
  ...{ failures: [{ domain: 'a.com', code: 'enrichment.failed' }], error: null },
};

/** A round that ends at its third look. */
async function round(end: object) {
  stepFunctions.on(StartExecutionCommand).resolves({ executionArn: 'arn:run' });
  stepFunctions
    .on(DescribeExecutionCommand)
    .resolvesOnce({ status: 'RUNNING' })
    .resolvesOnce({ status: 'RUNNING' })
    .resolves(end);
  const pauses: number[] = [];
  const pause = async (ms: number) => pauses.push(ms);
  const shown = await runRefresh(
    { limit: 5 },
    { stepFunctions: stepFunctions as unknown as SFNClient, stateMachineArn: 'arn:machine', pause },
  );
  return { ...shown, pauses };
}

describe('npm run refresh', () => {
  it('starts a round, waits for its end and prints its summary', async () => {
    const { text, isWell, pauses } = await round({ status: 'SUCCEEDED', output: JSON.stringify(summary) });

    expect(stepFunctions.commandCalls(StartExecutionCommand)[0]?.args[0].input).toEqual({
      ...{ stateMachineArn: 'arn:machine', input: '{"limit":5}' },
    });
    expect(text).toContain('Failed     1');
    expect(text).toContain('$0.07 of $10.00');
    expect(text).toContain('a.com  enrichment.failed');
    expect(isWell).toBe(true);
    expect(pauses).toHaveLength(2);
  });

  it.each([
    [{ status: 'SUCCEEDED', output: JSON.stringify({ ...summary, error: 'States.Timeout' }) }, 'States.Timeout'],
    [{ status: 'FAILED', error: 'TransientError' }, 'FAILED: TransientError'],
    [{ status: 'ABORTED' }, 'no reason given'],
  ] as const)('says that a round broke: %o', async (end, words) => {
    const { text, isWell } = await round(end);

    expect(text).toContain(words);
    expect(isWell).toBe(false);
  });

  it('reads its arguments', () => {
    expect(parseRefreshArguments([])).toEqual({ stage: null, input: {} });
    expect(parseRefreshArguments(['--stage', 'dev', '--limit', '20', '--budget', '1.5'])).toEqual({
      ...{ stage: 'dev', input: { limit: 20, budgetUsd: 1.5 } },
    });
    expect(parseRefreshArguments(['--requests-per-day=2'])).toMatchObject({ input: { requestsPerDay: 2 } });
    expect(parseRefreshArguments(['-h'])).toBe('help');
  });

  it.each([['--limit=0'], ['--limit=1001'], ['--budget=-1'], ['--budget=0'], ['--nope'], ['stray']])(
    'refuses %s',
    (argument) => {
      expect(() => parseRefreshArguments([argument])).toThrow();
    },
  );
});
