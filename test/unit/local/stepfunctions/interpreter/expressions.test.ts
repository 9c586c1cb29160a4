import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../../../../local/stepfunctions/interpreter/clock.ts';
import { findBareNames } from '../../../../../local/stepfunctions/interpreter/expressions.ts';
import { hash, partition, range } from '../../../../../local/stepfunctions/interpreter/functions.ts';
import type { Json } from '../../../../../local/stepfunctions/interpreter/json.ts';
import { evaluate } from '../machines.ts';

const undefinedResult = 'States.QueryEvaluationError';

describe('the functions that Step Functions adds', () => {
  it.each([
    ['$partition([1,2,3,4,5], 2)', [[1, 2], [3, 4], [5]]],
    ['$partition([1,2,3], 2.9)', [[1, 2], [3]]],
    ['$partition([1], 0)', undefinedResult],
    ['$partition([], 2)', undefinedResult],
    ['$range(1, 9, 3)', [1, 4, 7]],
    ['$range(3, 1, -1)', [3, 2, 1]],
    ['$range(-1.7, 1, 1)', [-1, 0, 1]],
    ['$range(5, 5, 1)', 5],
    ['$range(1, 5, -1)', undefinedResult],
    ['$range(1, 5, 0)', undefinedResult],
    ['$range(1, 5)', undefinedResult],
    ['$count($range(1, 360145, 1))', 360_145],
    ['$range(1, 360146, 1)', undefinedResult],
    ["$hash('abc', 'MD5')", '900150983cd24fb0d6963f7d28e17f72'],
    ["$hash('abc', 'SHA-1')", 'a9993e364706816aba3e25717850c26c9cd0d89d'],
    ["$hash('abc', 'sha-1')", undefinedResult],
    ["$hash('abc')", undefinedResult],
    ['$parse(\'{"a": [1, null]}\').a', [1, null]],
    ["$parse('{')", undefinedResult],
    ["$eval('1')", undefinedResult],
  ])('%s', async (expression, expected) => {
    expect(await evaluate(expression)).toEqual(expected);
  });

  it('repeats $random for the same seed and draws from the given source without one', async () => {
    const [first, again, other] = await Promise.all([
      evaluate('$random(7)'),
      evaluate('$random(7)'),
      evaluate('$random(8)'),
    ]);

    expect(first).toBe(again);
    expect(first).not.toBe(other);
    expect(first).toBeGreaterThanOrEqual(0);
    expect(first).toBeLessThan(1);
    expect(await evaluate('$random()', {}, { random: () => 0.25 })).toBe(0.25);
  });

  it('draws version 4 UUIDs', async () => {
    const uuid = await evaluate('$uuid()', {}, { random: Math.random });

    expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('tells the time of the injected clock', async () => {
    const options = { clock: createVirtualClock(Date.UTC(2026, 2, 4, 5, 6, 7, 8)) };

    expect(await evaluate('$now()', {}, options)).toBe('2026-03-04T05:06:07.008Z');
    expect(await evaluate("$now('[Y0001]-[M01]')", {}, options)).toBe('2026-03');
    expect(await evaluate('$millis()', {}, options)).toBe(Date.UTC(2026, 2, 4, 5, 6, 7, 8));
  });

  it('cuts any list into pieces that make it up again', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), fc.integer({ min: 1, max: 50 }), (list, size) => {
        const pieces = partition(list, size);

        expect(pieces?.flat()).toEqual(list);
        expect(pieces?.every((piece) => piece.length > 0 && piece.length <= size)).toBe(true);
      }),
    );
  });

  it('keeps every number of a range between its ends', () => {
    const step = fc.integer({ min: -20, max: 20 });
    fc.assert(
      fc.property(fc.integer({ min: -500, max: 500 }), fc.integer({ min: -500, max: 500 }), step, (first, last, by) => {
        const items = [range(first, last, by) ?? []].flat();

        expect(items.every((item) => item >= Math.min(first, last) && item <= Math.max(first, last))).toBe(true);
      }),
    );
  });

  it('give nothing where they are given nothing', () => {
    expect([partition(undefined, 1), hash(undefined, 'MD5'), range()]).toEqual([undefined, undefined, undefined]);
  });
});

describe('the result of an expression', () => {
  it('is a copy of what was read, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 3 }), async (value) => {
        const input = JSON.parse(JSON.stringify({ value })) as Json;

        expect(await evaluate('$states.input', input)).toEqual(input);
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['$states.input.one', [1]],
    ['$states.input.none', []],
    ['$append($states.input.none, $states.input.one)', [1]],
    ['$append($states.input.none, $states.input.none)', []],
    ['$states.input.nothing', null],
    ['$states.input.lists[0]', [1]],
    ['$states.input.lists[1]', []],
    ['$states.input.many[$ > 1]', 2],
    ['1/0', 'Infinity'],
    ["$parseInteger('abc', '0')", 'NaN'],
    ['$states.input.absent', undefinedResult],
    ['$unknown', undefinedResult],
    ['$exists($unknown)', false],
    ['function($x){ $x }', undefinedResult],
    ['$sum', undefinedResult],
    ["$error('no')", undefinedResult],
    ["{'a': 1, 'b': $states.input.absent}", { a: 1 }],
  ])('of %s keeps lists and nulls as they are', async (expression, expected) => {
    const input = { one: [1], none: [], nothing: null, lists: [[1], []], many: [1, 2] };

    expect(await evaluate(expression, input)).toEqual(expected);
  });
});

describe('a name without a source', () => {
  it.each([
    ['phone', ['phone']],
    ['$states.input.items[value > 3].name', []],
    ['$map($states.input.a, function($x){ b })', ['b']],
    ['{"a": x.y, "b": [z]}', ['x', 'z']],
    ['$$.foo', ['$$']],
    ['$a ? b : c', ['b', 'c']],
    ['($q := w; $q)', ['w']],
    ['$states.input^(price).name', []],
  ])('is found in %s', (expression, names) => {
    expect(findBareNames(expression)).toEqual(names);
  });
});
