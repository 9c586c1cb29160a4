import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  carryForward,
  compareProfiles,
  type KnownProfile,
} from '../../../../../functions/lib/history/compare-profiles.ts';

const profiles = fc.record(
  {
    headquarters: fc.option(fc.constantFrom('Oslo', 'Trondheim')),
    employees: fc.option(fc.integer({ min: 1, max: 3 })),
    products: fc.uniqueArray(fc.constantFrom('Lifter', 'Sorter', 'Picker')),
    keyExecutives: fc.uniqueArray(
      fc.record({ name: fc.constantFrom('Ada', 'Bo'), title: fc.constantFrom('CEO', 'CTO') }),
      {
        selector: ({ name }) => name,
      },
    ),
    socialProfiles: fc.dictionary(fc.constantFrom('x', 'linkedin'), fc.constantFrom('https://a', 'https://b')),
    revenue: fc.option(fc.record({ amount: fc.nat(2), currency: fc.constant('EUR'), period: fc.constant(null) })),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<KnownProfile>;

describe('compareProfiles', () => {
  it.each<[string, KnownProfile, KnownProfile, object[]]>([
    [
      'a value that became known',
      { headquarters: null },
      { headquarters: 'Oslo' },
      [{ kind: 'added', old: null, new: 'Oslo' }],
    ],
    ['a value that is gone', { employees: 5 }, {}, [{ kind: 'removed', old: 5, new: null }]],
    ['another value', { employees: 5 }, { employees: 6 }, [{ field: 'employees', kind: 'changed', old: 5, new: 6 }]],
    [
      'an item that came and one that went',
      { products: ['Lifter', 'Sorter'] },
      { products: ['Picker', 'lifter '] },
      [
        { field: 'products', kind: 'removed', old: 'Sorter', new: null },
        { field: 'products', kind: 'added', old: null, new: 'Picker' },
      ],
    ],
    [
      'a person in a new role',
      { keyExecutives: [{ name: 'Ada', title: 'CTO' }] },
      { keyExecutives: [{ title: 'CEO', name: 'Ada' }] },
      [{ kind: 'changed', old: { name: 'Ada', title: 'CTO' }, new: { name: 'Ada', title: 'CEO' } }],
    ],
    [
      'one of several addresses',
      { socialProfiles: { x: 'https://x.com/a', linkedin: 'https://l/a' } },
      { socialProfiles: { x: 'https://x.com/b', linkedin: 'https://l/a' } },
      [{ kind: 'changed', old: { x: 'https://x.com/a' }, new: { x: 'https://x.com/b' } }],
    ],
    [
      'a round of funding',
      { fundingRounds: [{ type: 'A', date: '2030', amount: 1, currency: 'EUR' }] },
      { fundingRounds: [{ type: 'A', date: '2030', amount: 2, currency: 'EUR' }] },
      [{ kind: 'changed', new: { amount: 2 } }],
    ],
    [
      'members in another order',
      { hiring: { openJobs: 3, teams: ['a'] } },
      { hiring: { teams: ['a'], openJobs: 3 } },
      [],
    ],
  ])('tells %s', (_case, before, after, expected) => {
    expect(compareProfiles(before, after)).toMatchObject(expected);
    expect(compareProfiles(before, after)).toHaveLength(expected.length);
  });

  it('finds nothing between a profile and itself, and the way back mirrored', () => {
    fc.assert(
      fc.property(profiles, profiles, (before, after) => {
        const mirrored = { added: 'removed', removed: 'added', changed: 'changed' };
        const there = compareProfiles(before, after).map(({ field, kind }) => `${field} ${mirrored[kind]}`);
        const back = compareProfiles(after, before).map(({ field, kind }) => `${field} ${kind}`);

        expect(compareProfiles(before, before)).toEqual([]);
        expect(there.sort()).toEqual(back.sort());
      }),
    );
  });
});

describe('carryForward', () => {
  it('never loses what was known, and takes what is new', () => {
    fc.assert(
      fc.property(profiles, profiles, (before, after) => {
        const known = carryForward(before, after);

        expect(compareProfiles(before, known).filter(({ kind }) => kind === 'removed')).toEqual([]);
        expect(compareProfiles(after, known).filter(({ kind }) => kind !== 'added')).toEqual([]);
      }),
    );
  });
});
