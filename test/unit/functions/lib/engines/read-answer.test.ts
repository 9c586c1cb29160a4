import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readAnswer } from '../../../../../functions/lib/engines/read-answer.ts';

const schema = z.object({ items: z.array(z.object({ name: z.string(), size: z.number().nullable() })) });
const value = fc.record({
  items: fc.array(fc.record({ name: fc.string({ unit: 'grapheme' }), size: fc.option(fc.integer()) }), {
    maxLength: 5,
  }),
});
const prose = fc.string({ unit: fc.constantFrom(..."abc ,.:\n'!?") });

describe('reading an answer', () => {
  it('takes strict JSON as it is', () => {
    fc.assert(
      fc.property(value, fc.constantFrom(0, 2), (given, indent) => {
        expect(readAnswer(JSON.stringify(given, null, indent), schema)).toEqual({ value: given, wasRepaired: false });
      }),
    );
  });

  it('finds the same value inside prose and code fences', () => {
    fc.assert(
      fc.property(value, prose, prose, fc.constantFrom('```json\n', '```\n', ''), (given, before, after, fence) => {
        const text = `${before}${fence}${JSON.stringify(given)}\n${fence === '' ? '' : '```'}${after}`;

        expect(readAnswer(text, schema)).toMatchObject({ value: given });
      }),
    );
  });

  it('mends trailing commas and comments without changing a value', () => {
    fc.assert(
      fc.property(value, (given) => {
        const text = JSON.stringify(given).replace(/\}$/, ', /* done */ }');

        expect(readAnswer(text, schema)).toEqual({ value: given, wasRepaired: true });
      }),
    );
  });

  it('never completes what breaks off', () => {
    fc.assert(
      fc.property(value, fc.double({ min: 0, max: 0.999, noNaN: true }), (given, part) => {
        const whole = JSON.stringify(given);

        expect(readAnswer(whole.slice(0, Math.floor(whole.length * part)), schema).value).toBeNull();
      }),
    );
  });

  it('gives issues instead of throwing, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.string({ unit: fc.constantFrom(...'{}[]",:1a\\ ') })), (text) => {
        const reading = readAnswer(text, schema);

        if (reading.value === null) expect('issues' in reading && reading.issues.length).toBeGreaterThan(0);
        else expect(schema.safeParse(reading.value).success).toBe(true);
      }),
    );
  });

  it('says which member is wrong, and of many only the first', () => {
    const items = Array.from({ length: 40 }, () => ({ name: 1, size: null }));

    const reading = readAnswer(JSON.stringify({ items }), schema);

    expect(reading).toMatchObject({ value: null });
    expect('issues' in reading && reading.issues).toHaveLength(12);
    expect('issues' in reading && reading.issues[0]).toMatch(/^items\.0\.name: /);
  });

  it.each(["{'items': []}", '{items: []}', '{"items": [],}', '{"items": [] // none\n}'])('mends %s', (text) => {
    expect(readAnswer(text, schema).value).toEqual({ items: [] });
  });
});
