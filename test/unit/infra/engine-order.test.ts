import { App } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { orderVariables, readEngineOrder } from '../../../infra/engine-order.ts';

const read = (context: Record<string, unknown>) => readEngineOrder(new App({ context }).node);

describe('readEngineOrder', () => {
  it('lets one engine read and another write unless told otherwise', () => {
    expect(orderVariables(read({}))).toEqual({
      ENGINE_MODE: 'fallback',
      ENGINE_ORDER: 'openai,anthropic,bedrock',
      BRIEF_ENGINE_ORDER: 'anthropic,openai,bedrock',
      ENGINE_BUDGET_USD: '0.25',
    });
  });

  it('takes what the context says, for both steps where only one order is given', () => {
    const context = { engineMode: 'ensemble', engineOrder: 'bedrock, openai', engineBudgetUsd: '1.5' };

    expect(read(context)).toEqual({
      ...{ mode: 'ensemble', budgetUsd: 1.5, order: ['bedrock', 'openai'], briefOrder: ['bedrock', 'openai'] },
    });
  });

  it('turns all engines but the embedded one off with an empty order', () => {
    expect(read({ engineOrder: '' })).toMatchObject({ order: [], briefOrder: [] });
  });

  it.each([
    [{ engineMode: 'loud' }, 'engineMode must be one of'],
    [{ engineOrder: 'openai,gpt' }, 'engineOrder lists some of'],
    [{ briefEngineOrder: 'gpt' }, 'briefEngineOrder lists some of'],
    [{ engineBudgetUsd: '-1' }, 'engineBudgetUsd must be'],
    [{ engineBudgetUsd: 'much' }, 'engineBudgetUsd must be'],
  ])('refuses %j', (context, message) => {
    expect(() => read(context)).toThrow(message);
  });
});
