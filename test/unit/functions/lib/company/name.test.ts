import { describe, expect, it } from 'vitest';
import { foldCompanyName, isSameName, mayBeSameName } from '../../../../../functions/lib/company/name.ts';

describe('folding a company name', () => {
  it.each([
    ['The Café Group, Inc.', 'cafe'],
    ['ACME Robotics GmbH', 'acme robotics'],
    ['Acme S.A.', 'acme'],
    ['Ben & Jerry’s', 'ben jerry s'],
    ['The', 'the'],
    ['Group', 'group'],
    ['日本電気株式会社', '日本電気株式会社'],
    ['★', ''],
  ])('makes %j of it', (name, folded) => {
    expect(foldCompanyName(name)).toBe(folded);
  });

  it('compares names, and nothing with nothing', () => {
    expect(isSameName('Acme Inc', 'ACME, Incorporated')).toBe(true);
    expect(isSameName('Acme', 'Acme Bakery')).toBe(false);
    expect(isSameName('★', '☆')).toBe(false);
  });

  it.each([
    ['Fennmoor Water', 'Fennmoor, Inc.', true],
    ['Post Hog', 'PostHog', true],
    ['IBM', 'International Business Machines', true],
    ['International Business Machines', 'IBM', true],
    ['Fennmoor', 'Brindlemark', false],
    ['Fennmoor Software Group', 'Brindlemark Software', false],
  ])('finds that %j and %j may be one company: %s', (left, right, expected) => {
    expect(mayBeSameName(left, right)).toBe(expected);
  });
});
