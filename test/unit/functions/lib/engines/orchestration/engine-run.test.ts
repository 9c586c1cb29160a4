import { describe, expect, it } from 'vitest';
import { noEffort } from '../../../../../../functions/lib/engines/engine-effort.ts';
import { EngineFailure } from '../../../../../../functions/lib/engines/engine-failure.ts';
import {
  type AnsweredRun,
  costOf,
  describeRun,
  type EngineRun,
  toTaskError,
} from '../../../../../../functions/lib/engines/orchestration/engine-run.ts';

const answered: AnsweredRun = {
  ...{ engine: 'openai', step: 'extract', outcome: 'answered', insightsKey: 'runs/r/i.json', claims: 7, ms: 900 },
  ...{ dropped: 2, effort: { ...noEffort, model: 'gpt', inputTokens: 10, outputTokens: 5, costUsd: 0.01 } },
};
const lostWith = (error: string, message: string | null): EngineRun => ({
  ...{ engine: 'openai', step: 'extract', outcome: 'lost', error, message },
});

describe('an engine run', () => {
  it('that answered is listed with what it took', () => {
    expect(describeRun(answered)).toEqual({
      ...{ name: 'openai', step: 'extract', outcome: 'answered', model: 'gpt', claims: 7, dropped: 2 },
      ...{ tokens: { input: 10, cachedInput: 0, output: 5 }, costUsd: 0.01, ms: 900 },
    });
  });

  it('that was all of a run has what the verifier dropped of it', () => {
    expect(describeRun({ ...answered, dropped: null }, 4).dropped).toBe(4);
  });

  it('keeps the reason and the cost of a failure on its way through the state machine, and nothing upstream', () => {
    const failure = new EngineFailure('overloaded', { costUsd: 0.004, cause: new Error('upstream text') });

    const { name, message } = toTaskError(failure, 812);

    expect(message).not.toContain('upstream');
    expect(describeRun(lostWith(name, message))).toMatchObject({ reason: 'overloaded', costUsd: 0.004, ms: 812 });
    expect(costOf([answered, lostWith(name, message)])).toBeCloseTo(0.014);
  });

  it.each([
    ['States.Timeout', null, 'timeout'],
    ['Sandbox.Timedout', null, 'timeout'],
    ['TypeError', null, 'function_failed'],
    ['EngineFailure', 'not JSON', 'function_failed'],
  ])('lost with %s is told as %s %s', (error, message, reason) => {
    expect(describeRun(lostWith(error, message))).toMatchObject({ outcome: 'lost', reason, costUsd: 0 });
  });
});
