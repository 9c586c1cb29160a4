import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { countTransitionsOf, priceFresh, priceUsage, useQuotas } from '../../capacity/compute.ts';
import { countTransitions } from '../../capacity/count-transitions.ts';
import { type RunUsage, recordedRunSchema } from '../../capacity/recorded-run.ts';
import { describeCapacity, replaceFigures } from '../../capacity/report.ts';

const run = recordedRunSchema.parse(JSON.parse(readFileSync('test/capacity/recorded-run.json', 'utf8')));
const usage: RunUsage = {
  transitions: { A: 30, B: 10 },
  functions: { FLambda: { calls: 10, gigabyteSeconds: 20 } },
  ...{ reads: 8, writes: 16, dynamodbBytes: 0, puts: 10, gets: 10, s3Bytes: 0, logBytes: 1_000_000, seconds: 20 },
};
const entered = (id: number, name: string) => ({
  ...{ id, previousEventId: id - 1, type: 'TaskStateEntered', timestamp: new Date(0) },
  stateEnteredEventDetails: { name },
});
const event = (id: number, type: string) => ({ id, previousEventId: id - 1, type, timestamp: new Date(0) });

describe('the capacity plan', () => {
  it('prices what a run used at list prices', () => {
    const cost = priceUsage(usage, 2);

    expect(cost.transitions).toBeCloseTo(0.001, 9);
    expect(cost.functions).toBeCloseTo(0.000_268_668, 9);
    expect(cost.dynamodb).toBeCloseTo(0.000_011, 9);
    expect(cost.s3).toBeCloseTo(0.000_054, 9);
    expect(cost.logs).toBeCloseTo(0.0005, 9);
    expect(cost.api).toBeCloseTo(0.000_007, 9);
  });

  it('counts each state entered and each attempt after the first', () => {
    const history = [
      ...[entered(1, 'A'), event(2, 'TaskScheduled'), event(3, 'TaskFailed'), event(4, 'TaskScheduled')],
      ...[entered(5, 'B'), event(6, 'TaskScheduled')],
    ];

    expect(countTransitions(history as Parameters<typeof countTransitions>[0])).toEqual({ A: 2, B: 1 });
  });

  it('says which quota the busiest hour uses up first, and where', () => {
    const quotas = useQuotas({ ...run, fresh: usage }, 10_000_000);

    expect(quotas[0]?.id).toBe('GetExecutionHistory');
    expect(quotas.map(({ share }) => share)).toEqual(quotas.map(({ share }) => share).toSorted((a, b) => b - a));
    for (const { share, breaksAt } of quotas) expect(share * breaksAt).toBeCloseTo(10_000_000, 0);
  });

  it('stands in the docs as the recorded run has it', () => {
    const page = readFileSync('docs/scale.md', 'utf8');

    expect(replaceFigures(page, describeCapacity(run))).toBe(page);
    expect(page).toContain(`| transitions | ${countTransitionsOf(run.fresh)} |`);
    expect(priceFresh(run).total).toBeGreaterThan(priceUsage(run.cached, 1).total);
  });

  it('says so where the objective is reached, and refuses a page without marks', () => {
    const small = describeCapacity({ ...run, fresh: { ...usage, logBytes: 0 } });

    expect(small).toContain('Transitions: 40, reached.');
    expect(() => replaceFigures('# A page', small)).toThrow(/marks/);
  });
});
