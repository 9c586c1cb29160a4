import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { engineModels } from '../../../../../functions/lib/engines/models.ts';
import { addUsage, costOf, estimateTokens, worstCostOf } from '../../../../../functions/lib/engines/price.ts';

const models = Object.values(engineModels).flat();
const model = fc.constantFrom(...models);
const tokens = fc.integer({ min: 0, max: 1_000_000 });
const usage = fc.record({ inputTokens: tokens, cachedInputTokens: tokens, outputTokens: tokens });
const nothing = { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 };
const find = (id: string) => models.find((each) => each.id === id)!;

describe('the price of a request', () => {
  it.each([
    ['gpt-6-luna', { inputTokens: 1_000_000, cachedInputTokens: 0, outputTokens: 0 }, 0.2],
    ['gpt-6-luna', { inputTokens: 100_000, cachedInputTokens: 100_000, outputTokens: 10_000 }, 0.016],
    ['gpt-6.1-sol', { inputTokens: 10_000, cachedInputTokens: 0, outputTokens: 1_000 }, 0.03],
    ['claude-haiku-5-5', { inputTokens: 100_000, cachedInputTokens: 0, outputTokens: 2_000 }, 0.011],
    ['claude-haiku-5-5', { inputTokens: 100_001, cachedInputTokens: 0, outputTokens: 2_000 }, 0.0550005],
    ['us.anthropic.claude-sonnet-4-6', { inputTokens: 10_000, cachedInputTokens: 0, outputTokens: 1_000 }, 0.0495],
  ])('of %s for %j is %f USD', (id, used, usd) => {
    expect(costOf(used, find(id))).toBeCloseTo(usd, 9);
  });

  it('is nothing for nothing, never negative, and never less for more', () => {
    fc.assert(
      fc.property(model, usage, usage, (each, one, more) => {
        expect(costOf(nothing, each)).toBe(0);
        expect(costOf(one, each)).toBeGreaterThanOrEqual(0);
        expect(costOf(addUsage(one, more), each)).toBeGreaterThanOrEqual(costOf(one, each));
      }),
    );
  });

  it('is at least as high when nothing was cached', () => {
    fc.assert(
      fc.property(model, usage, (each, used) => {
        const { inputTokens, cachedInputTokens, outputTokens } = used;
        const uncached = { inputTokens: inputTokens + cachedInputTokens, cachedInputTokens: 0, outputTokens };

        expect(costOf(uncached, each)).toBeGreaterThanOrEqual(costOf(used, each));
      }),
    );
  });

  it('is at most the worst one, which a budget is held against', () => {
    fc.assert(
      fc.property(
        model,
        tokens,
        fc.integer({ min: 1, max: 8_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (each, input, most, part) => {
          const used = { inputTokens: input, cachedInputTokens: 0, outputTokens: Math.floor(most * part) };

          expect(worstCostOf(input, most, each)).toBeGreaterThanOrEqual(costOf(used, each));
        },
      ),
    );
  });

  it('is estimated from more tokens than English text has', () => {
    expect(estimateTokens('The quick brown fox jumps over the lazy dog.', 'Once more.')).toBe(19);
  });
});

describe('the table of models', () => {
  it.each(models.map((each) => [each.id, each] as const))('has plausible prices and limits for %s', (_id, each) => {
    expect(each.cachedInputUsd).toBeLessThan(each.inputUsd);
    expect(each.inputUsd).toBeLessThan(each.outputUsd);
    expect(each.maxOutputTokens).toBeLessThan(each.contextTokens);
    expect(each.thinkingTokens).toBeLessThan(each.maxOutputTokens);
  });
});
