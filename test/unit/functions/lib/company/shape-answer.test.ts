import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Understanding } from '../../../../../functions/lib/analysis/stored-content.ts';
import { measureDataQuality } from '../../../../../functions/lib/company/data-quality.ts';
import { mergeFacts } from '../../../../../functions/lib/company/merge-facts.ts';
import { type FieldFact, profileFieldNames } from '../../../../../functions/lib/company/profile.ts';
import { shapeAnswer } from '../../../../../functions/lib/company/shape-answer.ts';
import { acme, fact, observedAt, run, sourceResult, text } from '../analysis/fixtures.ts';
import { embeddedEngine } from '../engines/entries.ts';

const article = text('Acme sells High Fox and StepWalker.');
const now = Date.parse(observedAt) + 3_600_000;
const whole: Understanding = {
  entities: { entitiesKey: 'k', counts: {} },
  sentiment: { score: 0.4, label: 'positive', documents: 2 },
  scores: { scores: { 'page:/': { score: 0.9, reasons: [] } } },
  intent: { intent: 'renewal', confidence: 0.6, given: false },
};

function shape(claims: FieldFact[], over: Partial<Parameters<typeof shapeAnswer>[0]> = {}) {
  return shapeAnswer({
    run,
    company: acme,
    results: [sourceResult()],
    understanding: whole,
    verified: { engine: 'embedded', claims, sourceFacts: [], sections: [] },
    engines: [embeddedEngine({ claims: 2, dropped: 1, costUsd: 0.01 })],
    startedAt: now - 5000,
    now,
    ...over,
  });
}

describe('an answer', () => {
  it('shows values plainly, with their evidence by JSON pointer', () => {
    const { companyIntelligence: shown } = shape([
      fact(article, 'products', 'High Fox', 'High Fox'),
      fact(article, 'products', 'StepWalker', 'StepWalker'),
      fact(article, 'employees', 12, '12'),
      fact(article, 'socialProfiles', { network: 'x', url: 'https://x.com/acme' }, 'x'),
      fact(article, 'ids', { scheme: 'a/b~c', value: '7' }, '7'),
    ]);

    expect(shown).toMatchObject({
      products: ['High Fox', 'StepWalker'],
      employees: 12,
      socialProfiles: { x: 'https://x.com/acme' },
      ids: { 'a/b~c': '7' },
      revenue: null,
      customers: [],
    });
    expect(Object.keys(shown?.evidence ?? {}).sort()).toEqual([
      '/employees',
      '/ids/a~1b~0c',
      '/products/0',
      '/products/1',
      '/socialProfiles/x',
    ]);
    expect(shown?.evidence['/products/0']?.[0]).toMatchObject({ quote: 'High Fox', url: article.url, basis: 'stated' });
  });

  it('shows what contradicts a value, with its own evidence, and no mere other wording', () => {
    const { companyIntelligence: shown } = shape([
      fact(article, 'employees', 12, '12'),
      fact(article, 'employees', 90, '90'),
      fact(article, 'description', 'Sells foxes.', 'Acme'),
      fact(article, 'description', 'Sells walkers.', 'Acme sells'),
    ]);

    expect(Object.keys(shown?.alternatives ?? {})).toEqual(['/employees']);
    const [other] = shown?.alternatives['/employees'] ?? [];
    expect([shown?.employees, other?.value].sort()).toEqual([12, 90]);
    expect(other?.evidence[0]).toMatchObject({ quote: String(other?.value), url: article.url });
  });

  it('lists events newest first, and quotes the same words of a source once', () => {
    const news = (title: string, publishedAt: string | null) =>
      fact(article, 'recentNews', { title, url: `https://news.example/${title}`, publishedAt }, title);
    const twice = fact(article, 'employees', 12, '12');
    const [item] = twice.evidence;

    const { companyIntelligence: shown } = shape([
      news('Old', '2025-01-01'),
      news('Undated', null),
      news('New', '2026-01-01'),
      { ...twice, evidence: [...twice.evidence, { ...item!, documentId: 'another page' }] },
    ]);

    expect(shown?.recentNews).toMatchObject([{ title: 'New' }, { title: 'Old' }, { title: 'Undated' }]);
    expect(shown?.evidence['/recentNews/0']?.[0]?.quote).toBe('New');
    expect(shown?.evidence['/employees']).toHaveLength(1);
  });

  it('invents nothing: where nothing was found, all is unknown with a question', () => {
    const { companyIntelligence: shown, metadata } = shape([]);

    expect(shown?.unknowns.map((unknown) => unknown.field)).toEqual(profileFieldNames);
    expect(shown?.unknowns.every((unknown) => unknown.question.endsWith('?'))).toBe(true);
    expect(shown).toMatchObject({
      companyName: null,
      description: null,
      products: [],
      evidence: {},
      socialProfiles: {},
    });
    expect(shown?.brief.summary).toBeNull();
    expect(metadata.dataQuality).toEqual({ completeness: 0, freshness: 0, reliability: 0, overall: 0 });
  });

  it('tells that all sources failed from that nothing is there', () => {
    const asked = (outcome: 'error' | 'no_match') =>
      ['wikidata', 'sec-edgar', 'own-site:home'].map((id) =>
        sourceResult({ id, sourceId: id.split(':')[0] ?? '', outcome, reason: outcome === 'error' ? 'timeout' : null }),
      );

    const [failed, nothing] = [shape([], { results: asked('error') }), shape([], { results: asked('no_match') })];

    const reasonsOf = ({ companyIntelligence }: typeof failed) =>
      new Set(companyIntelligence?.unknowns.map(({ reason }) => reason));
    expect([failed.metadata.status, nothing.metadata.status]).toEqual(['partial', 'ready']);
    expect(reasonsOf(failed)).toEqual(new Set(['sources_failed']));
    expect(reasonsOf(nothing)).toEqual(new Set(['not_found']));
  });

  it('does not miss a page that refused us where another source brought it', () => {
    const page = { kind: 'official', url: 'https://acme.example/' } as const;
    const refused = sourceResult({ ...page, id: 'own-site:home', outcome: 'error', reason: 'http_403' });
    const unlocked = sourceResult({ ...page, id: 'bright-data-unlocker:home', sourceId: 'bright-data-unlocker' });

    const statuses = [[refused], [refused, unlocked]].map((results) => shape([], { results }).metadata.status);

    expect(statuses).toEqual(['partial', 'ready']);
  });

  it('says who reads it, in which situation, and sums the company up from what is shown', () => {
    const { companyIntelligence: shown } = shape([
      fact(article, 'description', 'Acme sells ladders.', 'Acme sells'),
      fact(article, 'products', 'High Fox', 'High Fox'),
    ]);

    expect(shown?.brief).toMatchObject({
      userRole: 'account-executive',
      intent: { value: 'renewal', confidence: 0.6, given: false },
      summary: 'Acme sells ladders. Sells High Fox.',
    });
  });

  it('counts time, money and what was collected', () => {
    const results = [sourceResult({ costUsd: 0.02 }), sourceResult({ id: 'b', outcome: 'no_match', observedAt: null })];

    const { metadata } = shape([], { results });

    expect(metadata).toMatchObject({
      status: 'ready',
      processingTimeMs: 5000,
      datasetsCollected: 1,
      schemaVersion: '1',
    });
    expect(metadata.costUsd).toBeCloseTo(0.03);
  });

  it.each([
    ['a source failed', { results: [sourceResult({ outcome: 'error', reason: 'timeout' })] }, 'partial'],
    ['a source came too late', { results: [sourceResult({ outcome: 'not_run', reason: 'late' })] }, 'partial'],
    ['a source was not needed', { results: [sourceResult({ outcome: 'not_run', reason: 'no_gap' })] }, 'ready'],
    ['a source has no key', { results: [sourceResult({ outcome: 'skipped', reason: 'no_key' })] }, 'ready'],
    ['the sentiment was lost', { understanding: { ...whole, sentiment: null } }, 'partial'],
    ['the scores were lost', { understanding: { ...whole, scores: null } }, 'partial'],
    ['the intent was lost', { understanding: { ...whole, intent: null } }, 'partial'],
  ] as const)('is told apart where %s', (_what, over, status) => {
    expect(shape([], over).metadata.status).toBe(status);
  });

  it('falls back on what the caller said where the intent was lost', () => {
    const lost = { ...whole, intent: null };

    expect(
      shape([], { understanding: lost, run: { ...run, intent: 'competitive' } }).companyIntelligence?.brief.intent,
    ).toEqual({
      value: 'competitive',
      confidence: 0,
      given: true,
    });
    expect(shape([], { understanding: lost }).companyIntelligence?.brief.intent.value).toBe('discovery');
  });

  it('shows a sentiment only where others wrote', () => {
    const silent = { ...whole, sentiment: { score: null, label: null, documents: 0 as const } };

    expect(shape([]).companyIntelligence?.sentiment).toEqual({ score: 0.4, label: 'positive', documents: 2 });
    expect(shape([], { understanding: silent }).companyIntelligence?.sentiment).toBeNull();
  });

  it.each([
    [null, 'unknown'],
    ['2026-11-01T08:00:00.000Z', 'fresh'],
    ['2026-10-31T06:00:00.000Z', 'due'],
    ['2026-09-01T08:00:00.000Z', 'stale'],
  ])('lists a source seen at %s as %s', (seen, freshness) => {
    const [source] =
      shape([], { results: [sourceResult({ observedAt: seen, reason: 'x' })] }).companyIntelligence?.sources ?? [];

    expect(source).toMatchObject({ freshness, credibilityScore: 0.9, reason: 'x' });
  });

  it('takes the life of a source from the catalogue', () => {
    const registry = sourceResult({ sourceId: 'wikidata', observedAt: '2026-10-25T08:00:00.000Z' });

    expect(shape([], { results: [registry] }).companyIntelligence?.sources[0]?.freshness).toBe('fresh');
  });
});

describe('data quality', () => {
  const fields = ['products', 'description', 'employees', 'headquarters'] as const;
  const facts = fc.array(
    fc.record({
      field: fc.constantFrom(...fields),
      item: fc.nat(2),
      source: fc.constantFrom('a', 'b', 'c'),
      days: fc.nat(800),
      confidence: fc.double({ min: 0.1, max: 0.95, noNaN: true }),
    }),
    { minLength: 1, maxLength: 8 },
  );
  const toFact = ({
    field,
    item,
    source,
    days,
    confidence,
  }: {
    field: (typeof fields)[number];
    item: number;
    source: string;
    days: number;
    confidence: number;
  }): FieldFact => ({
    ...fact(article, field, field === 'employees' ? item + 1 : `Value ${item}`, `Value ${item}`),
    confidence,
    evidence: [
      {
        sourceId: source,
        documentId: `${source}${days}`,
        url: 'https://a.example/',
        quote: `Value ${item}`,
        observedAt: new Date(now - days * 86_400_000).toISOString(),
      },
    ],
  });

  it('stays between 0 and 1', () => {
    fc.assert(
      fc.property(facts, (parts) => {
        const quality = measureDataQuality(mergeFacts(parts.map(toFact), new Map()), now);

        expect(Object.values(quality).every((value) => value >= 0 && value <= 1)).toBe(true);
      }),
    );
  });

  it('is never lowered by another source that agrees, seen as recently as the newest', () => {
    fc.assert(
      fc.property(facts, fc.nat(), (parts, pick) => {
        const values = [...new Map(parts.map((part) => [part.field, part])).values()];
        const agreed = values[pick % values.length];
        if (agreed === undefined) return;
        const before = measureDataQuality(mergeFacts(values.map(toFact), new Map()), now);

        const confirmed = [
          ...values,
          { ...agreed, source: 'another', days: Math.min(...values.map((part) => part.days)) },
        ];
        const after = measureDataQuality(mergeFacts(confirmed.map(toFact), new Map()), now);

        for (const key of ['completeness', 'freshness', 'reliability', 'overall'] as const) {
          expect(after[key]).toBeGreaterThanOrEqual(before[key]);
        }
      }),
    );
  });
});
