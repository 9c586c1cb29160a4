import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeFacts } from '../../../../../../functions/lib/company/merge-facts.ts';
import type { FieldFact } from '../../../../../../functions/lib/company/profile.ts';
import { type Ballot, mergeClaims } from '../../../../../../functions/lib/engines/voting/merge-claims.ts';
import { fact, page } from '../../analysis/fixtures.ts';

const home = page('/', '<p>Acme builds ladders in Berlin and was founded in 2014.</p>');
const about = page('/about', '<p>Acme was founded in 2015.</p>');
const founded = (year: number, quote = `in ${year}`): FieldFact => ({
  ...fact(year === 2015 ? about : home, 'founded', year, quote),
  confidence: 0.8,
});
const product = (name: string): FieldFact => ({ ...fact(home, 'products', name, name), confidence: 0.8 });
const none = new Map<string, number>();
const ballot = (engine: string, ...claims: FieldFact[]): Ballot => ({ engine, claims });
const sureness = (claims: readonly FieldFact[], value: unknown) =>
  claims.find((claim) => claim.value === value)?.confidence ?? 0;

describe('mergeClaims', () => {
  it('is surer of what several engines state', () => {
    const alone = mergeClaims([ballot('a', product('Fox'))], none);
    const together = mergeClaims([ballot('a', product('Fox')), ballot('b', product('fox'))], none);

    expect(sureness(alone, 'Fox')).toBe(0.8);
    expect(sureness(together, 'Fox')).toBeGreaterThan(0.8);
  });

  it('does not take one engine that repeats itself for two', () => {
    const merged = mergeClaims([ballot('a', product('Fox'), product('Fox'))], none);

    expect(merged).toHaveLength(1);
    expect(sureness(merged, 'Fox')).toBe(0.8);
  });

  it('keeps a minority as an alternative, less sure, and the profile is less sure of the winner', () => {
    const agreed = mergeClaims(
      ['a', 'b', 'c'].map((engine) => ballot(engine, founded(2014))),
      none,
    );
    const split = mergeClaims(
      [ballot('a', founded(2014)), ballot('b', founded(2014)), ballot('c', founded(2015))],
      none,
    );

    const field = mergeFacts(split, none).get('founded');

    expect(sureness(split, 2015)).toBeLessThan(sureness(split, 2014) / 2);
    expect(field).toMatchObject({ conflict: true, facts: [{ value: 2014 }], alternatives: [{ value: 2015 }] });
    expect(field?.facts[0]?.confidence).toBeLessThan(
      mergeFacts(agreed, none).get('founded')?.facts[0]?.confidence ?? 0,
    );
  });

  it('weighs a vote by the credibility of what it quotes', () => {
    const news: FieldFact = {
      ...founded(2015),
      evidence: founded(2015).evidence.map((item) => ({ ...item, sourceId: 'news' })),
    };
    const scores = new Map([
      ['own-site', 0.2],
      ['news', 1],
    ]);

    const merged = mergeClaims([ballot('a', founded(2014)), ballot('b', news)], scores);

    expect(sureness(merged, 2015)).toBe(0.8);
    expect(sureness(merged, 2014)).toBeLessThan(0.4);
  });

  it('treats equals as equals', () => {
    const merged = mergeClaims([ballot('a', founded(2014)), ballot('b', founded(2015))], none);

    expect(merged.map(({ confidence }) => confidence)).toEqual([0.4, 0.4]);
  });

  it('unites the evidence of a value and keeps other sources apart', () => {
    const elsewhere: FieldFact = {
      ...product('Fox'),
      evidence: product('Fox').evidence.map((item) => ({ ...item, sourceId: 'news', quote: 'the Fox' })),
    };

    const merged = mergeClaims([ballot('a', product('Fox')), ballot('b', product('Fox'), elsewhere)], none);

    expect(merged.map(({ evidence }) => evidence.map(({ sourceId }) => sourceId))).toEqual([['news'], ['own-site']]);
  });

  it('does not depend on the order of engines and claims, and never invents a value or leaves 0–1', () => {
    const claims = fc.constantFrom(founded(2014), founded(2015), product('Fox'), product('Owl'));
    const ballots = fc.array(
      fc.record({ engine: fc.constantFrom('a', 'b', 'c'), claims: fc.array(claims, { maxLength: 4 }) }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(ballots, (cast) => {
        const merged = mergeClaims(cast, none);
        const turned = cast.toReversed().map(({ engine, claims: all }) => ({ engine, claims: all.toReversed() }));

        expect(mergeClaims(turned, none)).toEqual(merged);
        const values = new Set(cast.flatMap(({ claims: all }) => all.map(({ value }) => value)));
        expect(new Set(merged.map(({ value }) => value))).toEqual(values);
        expect(merged.every(({ confidence }) => confidence > 0 && confidence <= 0.99)).toBe(true);
      }),
    );
  });
});
