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

    expect(findGaps([], [], paid, 0)).toMatchObject({ paidSources: [], notAsked: [{ reason: 'budget' }] });
    expect(findGaps([], [], [second, ...paid], 0.04)).toMatchObject({
      paidSources: [{ id: 'serpapi' }],
      notAsked: [{ id: 'serpapi:news', reason: 'budget' }],
    });
  });
});

describe('the order of what is bought', () => {
  const ids = (sources: readonly { readonly id: string }[]) => sources.map(({ id }) => id);
  const every = sourceCatalog.filter(({ group }) => group === 'paid').map(({ id }) => planned(id));

  it('is by value for the money, and ends at the default budget, which is below the sum of all', () => {
    const gaps = findGaps(
      [stated('socialProfiles', { network: 'linkedin', url: 'https://x.example' })],
      [],
      every,
      0.1,
    );

    const spent = gaps.paidSources.reduce((sum, { id }) => sum + (findSource(id)?.costUsd ?? 0), 0);
    expect(ids(gaps.paidSources).slice(0, 3)).toEqual(['bright-data-linkedin', 'bright-data-search', 'serpapi']);
    expect(spent).toBeLessThanOrEqual(0.1);
    expect(gaps.notAsked.map(({ id, reason }) => [id, reason])).toEqual([
      ['bright-data-unlocker', 'nothing_blocked'],
      ['snov', 'budget'],
    ]);
  });

  it('takes a field that a chosen source may fill for half closed', () => {
    const open = everything.filter(({ field }) => field !== 'founded' && field !== 'headquarters');
    const known = [...open, stated('industry', 'Machinery'), stated('companySize', '11-50')];

    const gaps = findGaps(known, [], [planned('serpapi-jobs'), planned('serpapi'), planned('snov')], 0.064);

    expect(ids(gaps.paidSources)).toEqual(['serpapi-jobs', 'serpapi']);
  });

  it('unlocks own pages that a protection against bots refused, and no others', () => {
    const page = (path: string) => ({
      ...planned('own-site'),
      id: `own-site:acme.example/${path}`,
      url: `https://acme.example/${path}`,
    });
    const pages = [
      { ...page('pricing'), purpose: 'pricing' as const },
      { ...page('about'), purpose: 'about' as const },
      page('internal'),
    ];
    const home = { ...planned('own-site'), id: 'own-site:home', url: 'https://acme.example/' };
    const results = [
      unasked(page('about'), 'error', 'http_429'),
      unasked(pages[0] ?? home, 'error', 'bot_challenge'),
      unasked(page('internal'), 'skipped', 'robots_disallowed'),
      unasked(page('gone'), 'error', 'http_500'),
      unasked(home, 'error', 'http_403'),
    ];

    const gaps = findGaps([], results, [planned('bright-data-unlocker')], 0.1, pages);

    expect(gaps.paidSources.map(({ id, url, purpose }) => [id, url, purpose])).toEqual([
      ['bright-data-unlocker:acme.example/about', 'https://acme.example/about', 'about'],
      ['bright-data-unlocker:home', 'https://acme.example/', 'home'],
      ['bright-data-unlocker:acme.example/pricing', 'https://acme.example/pricing', 'pricing'],
    ]);
    expect(findGaps([], results, [planned('bright-data-unlocker')], 0.002, pages)).toMatchObject({
      paidSources: [{ url: 'https://acme.example/about' }],
      notAsked: [{ reason: 'budget' }, { reason: 'budget' }],
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
