import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureDataQuality } from '../../../../../functions/lib/company/data-quality.ts';
import type { Basis } from '../../../../../functions/lib/company/fact.ts';
import { mergeFacts } from '../../../../../functions/lib/company/merge-facts.ts';
import { type FieldFact, type ProfileField, profileFieldNames } from '../../../../../functions/lib/company/profile.ts';

const now = Date.parse('2026-11-22T00:00:00Z');
const day = 24 * 60 * 60 * 1000;

interface Told {
  readonly field: ProfileField;
  readonly value: unknown;
  readonly source: string;
  readonly confidence: number;
  readonly basis: Basis;
  readonly ageDays: number;
}

function toFact({ field, value, source, confidence, basis, ageDays }: Told): FieldFact {
  const observedAt = new Date(now - ageDays * day).toISOString();
  const origin = { sourceId: source, documentId: source, url: `https://${source}.example/`, observedAt };
  return { field, value, confidence, basis, evidence: [{ ...origin, quote: `${field} ${String(value)}` }] };
}

const measure = (facts: readonly FieldFact[], scores: ReadonlyMap<string, number> = new Map()) =>
  measureDataQuality(mergeFacts(facts, scores, now), now);
const founded = (over: Partial<Told> = {}) =>
  toFact({ field: 'founded', value: 1998, source: 'site', confidence: 0.8, basis: 'stated', ageDays: 0, ...over });

const weighty = {
  confidence: fc.double({ min: 0, max: 1, noNaN: true }),
  basis: fc.constantFrom<Basis>('stated', 'derived', 'hypothesis'),
  ageDays: fc.integer({ min: 0, max: 900 }),
};
const told: fc.Arbitrary<Told> = fc.oneof(
  fc.record({
    field: fc.constantFrom<ProfileField>('founded', 'employees'),
    value: fc.integer({ min: 1990, max: 1993 }),
    source: fc.stringMatching(/^[a-f]$/),
    ...weighty,
  }),
  fc.record({
    field: fc.constantFrom<ProfileField>('products', 'customers', 'industry', 'headquarters'),
    value: fc.constantFrom('Ladders', 'Stairs', 'Ropes'),
    source: fc.stringMatching(/^[a-f]$/),
    ...weighty,
  }),
);

describe('the quality of a profile', () => {
  it('is nothing where nothing is known', () => {
    expect(measure([])).toEqual({ completeness: 0, freshness: 0, reliability: 0, overall: 0 });
  });

  it('is complete by the share of fields that have a value', () => {
    expect(measure([founded()]).completeness).toBe(Math.round(100 / profileFieldNames.length) / 100);
  });

  it.each([
    [0, 1],
    [1, 1],
    [183, 0.5],
    [365, 0],
    [900, 0],
  ])('is as fresh as its newest evidence, of %i days, is: %d', (ageDays, freshness) => {
    expect(measure([founded({ ageDays })]).freshness).toBe(freshness);
  });

  it('is more reliable where independent sources agree, and less where they contradict each other', () => {
    const alone = measure([founded()]).reliability;

    expect(measure([founded(), founded({ source: 'registry' })]).reliability).toBeGreaterThan(alone);
    expect(measure([founded(), founded({ source: 'registry', value: 2003 })]).reliability).toBeLessThan(alone);
  });

  it('weighs completeness and reliability twice as much as freshness', () => {
    const { completeness, freshness, reliability, overall } = measure([founded({ ageDays: 100 })]);

    expect(overall).toBeCloseTo(0.4 * completeness + 0.2 * freshness + 0.4 * reliability, 1);
  });

  it('never falls when one more independent source says what is shown', () => {
    fc.assert(
      fc.property(
        fc.array(told, { minLength: 1, maxLength: 14 }),
        fc.nat(),
        fc.record(weighty),
        fc.dictionary(fc.stringMatching(/^[a-f]$/), fc.double({ min: 0, max: 1, noNaN: true })),
        (given, index, weight, scored) => {
          const scores = new Map(Object.entries(scored));
          const facts = given.map(toFact);
          const shown = [...mergeFacts(facts, scores, now).values()].flatMap((field) => field.facts);
          const agreed = shown[index % shown.length];
          if (agreed === undefined) throw new Error('facts are shown');
          const another = toFact({ ...weight, field: agreed.field, value: agreed.value, source: 'another' });

          const before = measure(facts, scores);
          const after = measure([...facts, another], scores);

          for (const part of ['completeness', 'freshness', 'reliability', 'overall'] as const) {
            expect(after[part]).toBeGreaterThanOrEqual(before[part]);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('stays fresh with the newest of many pieces of evidence', () => {
    const old = Array.from({ length: 12 }, (_, index) => founded({ source: `old-${index}`, ageDays: 300 }));
    const weak = founded({ source: 'new', confidence: 0.1 });

    expect(measure([...old, weak]).freshness).toBe(1);
  });
});
