import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../../local/events/pattern.ts';

const event = {
  source: 'aws.states',
  'detail-type': 'Step Functions Execution Status Change',
  detail: {
    status: 'FAILED',
    attempts: 3,
    tags: ['slow', 'Retried'],
    items: [{ kind: 'a' }, { kind: 'b' }],
    ip: '10.0.0.7',
    error: null,
    nested: { deep: true },
  },
};

describe('an event pattern', () => {
  it.each([
    [{ source: ['aws.states'] }, true],
    [{ source: ['aws.s3', 'aws.states'] }, true],
    [{ source: ['aws.s3'] }, false],
    [{ source: ['aws.states'], detail: { status: ['SUCCEEDED'] } }, false],
    [{ detail: { nested: { deep: [true] } } }, true],
    [{ detail: { error: [null] } }, true],
    [{ detail: { tags: ['slow'] } }, true],
    [{ detail: { items: { kind: ['b'] } } }, true],
    [{ detail: { items: { kind: ['c'] } } }, false],
    [{ detail: { status: [{ prefix: 'FAI' }] } }, true],
    [{ detail: { status: [{ prefix: { 'equals-ignore-case': 'fai' } }] } }, true],
    [{ detail: { status: [{ suffix: 'ED' }] } }, true],
    [{ detail: { attempts: [{ prefix: '3' }] } }, false],
    [{ detail: { tags: [{ 'equals-ignore-case': 'RETRIED' }] } }, true],
    [{ detail: { status: [{ wildcard: 'F*L?D' }] } }, false],
    [{ detail: { status: [{ wildcard: 'F*L*' }] } }, true],
    [{ detail: { status: [{ 'anything-but': 'FAILED' }] } }, false],
    [{ detail: { status: [{ 'anything-but': ['ABORTED', 'TIMED_OUT'] }] } }, true],
    [{ detail: { status: [{ 'anything-but': { prefix: 'FA' } }] } }, false],
    [{ detail: { status: [{ 'anything-but': { suffix: ['X', 'Y'] } }] } }, true],
    [{ detail: { missing: [{ 'anything-but': 'x' }] } }, false],
    [{ detail: { status: [{ exists: true }] } }, true],
    [{ detail: { missing: [{ exists: false }] } }, true],
    [{ detail: { status: [{ exists: false }] } }, false],
    [{ other: { missing: [{ exists: false }] } }, true],
    [{ detail: { attempts: [{ numeric: ['>', 2, '<=', 3] }] } }, true],
    [{ detail: { attempts: [{ numeric: ['<', 3] }] } }, false],
    [{ detail: { attempts: [{ numeric: ['=', 3] }] } }, true],
    [{ detail: { attempts: [{ numeric: ['>=', 4] }] } }, false],
    [{ detail: { ip: [{ cidr: '10.0.0.0/24' }] } }, true],
    [{ detail: { ip: [{ cidr: '2001:db8::/32' }] } }, false],
    [{ detail: { status: [{ cidr: '10.0.0.0/24' }] } }, false],
    [{ $or: [{ source: ['x'] }, { detail: { attempts: [3] } }] }, true],
    [{ $or: [{ source: ['x'] }, { source: ['y'] }] }, false],
  ])('%j fits: %s', (pattern, expected) => {
    expect(compilePattern(pattern)(event)).toBe(expected);
  });

  it.each([
    { source: 'aws.states' },
    { source: [{ near: 'x' }] },
    { source: [{ prefix: 'a', suffix: 'b' }] },
    { source: [{ prefix: 3 }] },
    { source: [{ numeric: ['>'] }] },
    { source: [{ numeric: ['~', 1] }] },
    { source: [{ cidr: 'home' }] },
    { source: [{ 'anything-but': { near: 'x' } }] },
    { $or: 'x' },
  ])('%j is refused', (pattern) => {
    expect(() => compilePattern(pattern)).toThrow(/Event pattern is not valid/);
  });

  it('of a value fits exactly that value', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (wanted, actual) => {
        expect(compilePattern({ source: [wanted] })({ source: actual })).toBe(wanted === actual);
      }),
    );
  });

  it('never fits what is no object', () => {
    expect(compilePattern({ source: ['a'] })('a')).toBe(false);
  });
});
