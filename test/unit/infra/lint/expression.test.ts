import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReferences } from '../../../../infra/lint/expression.ts';

const read = (expression: string) => {
  const { variables, states } = readReferences(expression);
  return { variables: [...variables], states: [...states] };
};

describe('readReferences', () => {
  it('gives variables and fields of $states wherever they stand', () => {
    const references = read(
      "$append($plan.pages[url = $states.context.Map.Item.Value], [{'a': $states.input.b & $c}])",
    );

    expect(references).toEqual({ variables: ['plan', 'c'], states: ['context', 'input'] });
  });

  it('leaves out functions, passed by name or called', () => {
    expect(read('$states.input ~> $string ~> $uppercase()')).toEqual({ variables: [], states: ['input'] });
  });

  it('throws an Error, and nothing else, for a text that is not JSONata', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          read(text);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }),
    );
  });
});
