import { describe, expect, it } from 'vitest';
import type { FieldFact, ProfileField } from '../../../../../functions/lib/company/profile.ts';
import { findSource, sourceCatalog } from '../../../../../functions/lib/sources/catalog.ts';
import { findGaps } from '../../../../../functions/lib/sources/gaps.ts';
import { unasked } from '../../../../../functions/lib/sources/run-source.ts';
import { planned } from './questions.ts';

const stated = (field: ProfileField, value: unknown, sourceId = 'wikidata'): FieldFact => ({
  field,
  value,
  confidence: 0.8,
  basis: 'stated',
  evidence: [{ sourceId, documentId: 'd', url: 'u', quote: 'q', observedAt: '2026-03-01T00:00:00.000Z' }],
});
const paid = [planned('serpapi')];
const everything: FieldFact[] = [
  stated('companyName', 'Acme'),
  stated('description', 'Robots'),
  stated('employees', 5),
  stated('revenue', { amount: 1, currency: 'EUR', period: null }),
  stated('founded', 1998),
  stated('headquarters', 'Berlin'),
  stated('keyExecutives', { name: 'Jane', title: 'CEO' }),
  stated('socialProfiles', { network: 'x', url: 'https://x.com/a' }),
];

describe('finding gaps', () => {
  it('pays for fields that nobody filled', () => {
    const gaps = findGaps([stated('founded', 1998)], [], paid, 0.1);

    expect(gaps.openFields).toContain('employees');
    expect(gaps.openFields).not.toContain('founded');
    expect(gaps).toMatchObject({ conflicts: [], paidSources: paid, notAsked: [] });
  });

  it('pays for fields in conflict', () => {
    const results = [unasked(planned('wikidata'), 'matched', null), unasked(planned('gleif'), 'matched', null)];

    const gaps = findGaps([...everything, stated('founded', 2005, 'gleif')], results, paid, 0.1);

    expect(gaps.conflicts).toEqual(['founded']);
    expect(gaps.paidSources).toEqual(paid);
  });

  it('pays for nothing that the source cannot fill', () => {
    const gaps = findGaps(everything, [], [...paid, planned('unknown')], 0.1);

    expect(gaps.paidSources).toEqual([]);
    expect(gaps.notAsked).toMatchObject([
      { id: 'serpapi', outcome: 'not_run', reason: 'no_gap' },
      { id: 'unknown', outcome: 'not_run', reason: 'no_gap' },
    ]);
  });

  it('asks a source about a profile only where one is known, the best one', () => {
    const profile = (url: string, network = 'linkedin') => stated('socialProfiles', { network, url });
    const linkedin = planned('bright-data-linkedin');

    const unknown = findGaps([profile('https://x.com/acme', 'x')], [], [linkedin], 0.1);
    const known = findGaps([profile('https://www.linkedin.com/company/acme')], [], [linkedin], 0.1);

    expect(unknown).toMatchObject({ paidSources: [], notAsked: [{ outcome: 'not_run', reason: 'no_profile' }] });
    expect(known.paidSources).toEqual([{ ...linkedin, url: 'https://www.linkedin.com/company/acme' }]);
  });

  it('stops at the budget', () => {
    const second = { ...planned('serpapi'), id: 'serpapi:news' };

    expect(findGaps([], [], paid, 0)).toMatchObject({ paidSources: [], notAsked: [{ reason: 'over_budget' }] });
    expect(findGaps([], [], [second, ...paid], 0.04)).toMatchObject({
      paidSources: [{ id: 'serpapi' }],
      notAsked: [{ id: 'serpapi:news', reason: 'over_budget' }],
    });
  });
});

describe('the catalog', () => {
  it('holds each source once, with a price where it asks for a key only', () => {
    const ids = sourceCatalog.map(({ id }) => id);
    const priced = sourceCatalog.filter(({ costUsd }) => costUsd > 0).map(({ group }) => group);

    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(priced)).toEqual(new Set(['paid']));
    expect(findSource('nowhere')).toBeNull();
  });
});
