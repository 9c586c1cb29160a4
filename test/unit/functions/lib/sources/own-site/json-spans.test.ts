import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  itemsOf,
  type JsonSpan,
  memberOf,
  parseJsonSpans,
} from '../../../../../../functions/lib/sources/own-site/json-spans.ts';

const plain = ({ value }: JsonSpan): unknown => {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, member]) => [key, plain(member.span)]));
  return Array.isArray(value) ? value.map(plain) : value;
};

describe('parseJsonSpans', () => {
  it('reads what JSON.parse reads, each value where it stands', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), fc.constantFrom(0, 2), (value, indent) => {
        fc.pre(!JSON.stringify(value).includes('__proto__') && !Object.is(value, -0));
        const text = JSON.stringify(value, null, indent);
        const span = parseJsonSpans(text);
        expect(span === null ? null : JSON.stringify(plain(span))).toBe(JSON.stringify(JSON.parse(text)));
        expect(text.slice(span?.start, span?.end)).toBe(text);
      }),
    );
  });

  it('quotes a member as it is written', () => {
    const text = '{ "a": [1, {"b" : "x\\"y"}], "c":null }';

    const root = parseJsonSpans(text) as JsonSpan;
    const second = itemsOf(memberOf(root, 'a')?.span as JsonSpan)[1] as JsonSpan;
    const member = memberOf(second, 'b');

    expect(text.slice(member?.start, member?.span.end)).toBe('"b" : "x\\"y"');
    expect(itemsOf(second)).toEqual([second]);
    expect([memberOf(root, 'z'), memberOf(second, 'a'), memberOf(member?.span as JsonSpan, 'a')]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it.each([
    '',
    '{',
    '[1 2',
    '{"a" 1}',
    '{1:2}',
    '{"a":1} x',
    'nul',
    '"open',
    '[,1]',
    '{,"a":1}',
    ']',
    `${'['.repeat(60)}${']'.repeat(60)}`,
  ])('gives nothing for %s', (text) => {
    expect(parseJsonSpans(text)).toBeNull();
  });

  it('forgives a comma too many, as it is often written', () => {
    expect(plain(parseJsonSpans('{"a":[1,2],}') as JsonSpan)).toEqual({ a: [1, 2] });
  });
});
