import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { typingCost } from '../../../../../functions/lib/lookup/typing.ts';

const word = fc.stringMatching(/^[a-z]{0,12}$/);

describe('typingCost', () => {
  it.each([
    ['a swap of neighbours', 'brnidlemark', 0.7],
    ['a letter doubled', 'brinddlemark', 0.7],
    ['a neighbouring key', 'brindlemarj', 0.8],
    ['a letter left out', 'brndlemark', 0.9],
    ['a letter too many', 'brinxdlemark', 0.9],
    ['another letter', 'brindzemark', 1],
    ['another first letter', 'zrindlemark', 1.6],
  ])('prices %s', (_, typed, cost) => {
    expect(typingCost(typed, 'brindlemark', 3)).toBeCloseTo(cost);
  });

  it('is 0 for the same text only, and infinite above the limit', () => {
    fc.assert(
      fc.property(word, word, (left, right) => {
        const cost = typingCost(left, right, 100);

        expect(cost === 0).toBe(left === right);
        expect(typingCost(left, right, cost - 0.01)).toBe(left === right ? 0 : Number.POSITIVE_INFINITY);
      }),
    );
  });
});
