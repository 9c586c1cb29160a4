import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PlanFacts, planEngines } from '../../../../../../functions/lib/engines/orchestration/engine-plan.ts';
import { readEngineSettings } from '../../../../../../functions/lib/engines/orchestration/engine-settings.ts';

const now = Date.UTC(2026, 10, 22);
const ready = (engine: 'openai' | 'anthropic' | 'bedrock') =>
  ({ engine, isReady: true, reason: null, retryAfterSeconds: null }) as const;
const base: PlanFacts = {
  settings: { mode: 'fallback', order: ['openai', 'anthropic'], briefOrder: ['anthropic', 'openai'], budgetUsd: 0.25 },
  readiness: [ready('openai'), ready('anthropic'), ready('bedrock')],
  ...{ depth: 'standard', maxCostUsd: null, spentUsd: 0, stageEndsAt: now + 46_000, now },
};
const plan = (over: Partial<PlanFacts> = {}) => planEngines({ ...base, ...over });
const names = (turns: readonly { engine: string }[]) => turns.map(({ engine }) => engine);

describe('planEngines', () => {
  it('keeps the orders that are set and leaves time for those behind', () => {
    const { extractors, writers, budgetUsd, runs } = plan();

    expect(extractors).toEqual([
      { engine: 'openai', answerBy: now + 10_800 },
      { engine: 'anthropic', answerBy: now + 18_000 },
    ]);
    expect(writers).toEqual([
      { engine: 'anthropic', answerBy: now + 31_200 },
      { engine: 'openai', answerBy: now + 40_000 },
    ]);
    expect({ budgetUsd, runs }).toEqual({ budgetUsd: 0.25, runs: [] });
  });

  it('leaves out who is not ready and says why', () => {
    const cooling = { engine: 'openai', isReady: false, reason: 'cooling_down', retryAfterSeconds: 30 } as const;

    const { extractors, runs } = plan({ readiness: [cooling, ready('anthropic')] });

    expect(names(extractors)).toEqual(['anthropic']);
    expect(runs).toEqual([{ engine: 'openai', step: 'all', outcome: 'skipped', reason: 'cooling_down' }]);
  });

  it.each([
    [{ stageEndsAt: now + 9_000 }, 'late'],
    [{ maxCostUsd: 0.02, spentUsd: 0.02 }, 'budget_spent'],
  ])('asks nobody with %j', (over, reason) => {
    const { extractors, writers, runs } = plan(over);

    expect([...extractors, ...writers]).toEqual([]);
    expect(runs.map((run) => run.outcome === 'skipped' && run.reason)).toEqual([reason, reason]);
  });

  it('spends no more than the caller allows, and more on a deep run', () => {
    expect(plan({ maxCostUsd: 0.1, spentUsd: 0.04 }).budgetUsd).toBeCloseTo(0.06);
    expect(plan({ depth: 'deep' }).budgetUsd).toBe(1);
  });

  it('gives an ensemble the same time for all', () => {
    const { extractors } = plan({ settings: { ...base.settings, mode: 'ensemble' } });

    expect(new Set(extractors.map(({ answerBy }) => answerBy)).size).toBe(1);
  });

  it('never plans beyond the stage', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10_000, max: 400_000 }), (left) => {
        const { extractors, writers } = plan({ stageEndsAt: now + left });
        for (const { answerBy } of [...extractors, ...writers])
          expect(answerBy).toBeLessThanOrEqual(now + left - 6_000);
      }),
    );
  });
});

describe('readEngineSettings', () => {
  it('has defaults', () => {
    expect(readEngineSettings({})).toEqual({
      ...{ mode: 'fallback', budgetUsd: 0.25 },
      order: ['openai', 'anthropic', 'bedrock'],
      briefOrder: ['openai', 'anthropic', 'bedrock'],
    });
  });

  it('reads what the stack is told; an empty order turns engines off', () => {
    const told = { ENGINE_MODE: 'ensemble', ENGINE_ORDER: 'bedrock, openai,bedrock', ENGINE_BUDGET_USD: '2' };

    expect(readEngineSettings(told)).toMatchObject({ mode: 'ensemble', order: ['bedrock', 'openai'], budgetUsd: 2 });
    expect(readEngineSettings({ ENGINE_ORDER: '' })).toMatchObject({ order: [], briefOrder: [] });
  });

  it.each([{ ENGINE_MODE: 'loud' }, { ENGINE_ORDER: 'gpt' }, { ENGINE_BUDGET_USD: '-1' }])('refuses %j', (told) => {
    expect(() => readEngineSettings(told)).toThrow();
  });
});
