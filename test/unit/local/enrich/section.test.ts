import { describe, expect, it } from 'vitest';
import type { AnswerView } from '../../../../client/index.ts';
import { createCitationList } from '../../../../local/enrich/citations.ts';
import { renderSection } from '../../../../local/enrich/section.ts';

type Section = NonNullable<AnswerView['companyIntelligence']>['brief']['sections'][number];
const evidence = [
  {
    sourceId: 's',
    documentId: 'd',
    url: 'https://acme.example/',
    quote: 'Acme grew.',
    observedAt: '2026-01-01T00:00:00Z',
  },
];
const section: Section = {
  id: 'triggers',
  title: 'Triggers',
  status: 'known',
  statements: [{ text: 'Acme grew.', basis: 'stated', confidence: 0.6, evidence }],
  questions: ['What changed?'],
  score: null,
};
const render = (over: Partial<Section>) => renderSection({ ...section, ...over }, createCitationList(), 100).join('\n');

describe('a section of the brief', () => {
  it.each([
    [{ occurredOn: '2026-01-05', ageDays: 9 }, '(2026-01-05, 9 days ago)'],
    [{ occurredOn: '2026-01-13', ageDays: 1 }, '(2026-01-13, 1 day ago)'],
    [{ occurredOn: '2026-01-14', ageDays: 0 }, '(2026-01-14, today)'],
    [{ occurredOn: '2026' }, '(2026)'],
    [{ audience: 'EXTERNAL_OK' as const, stale: false }, '(EXTERNAL_OK)'],
    [
      { basis: 'derived' as const, audience: 'INTERNAL' as const, stale: true },
      '(derived; INTERNAL; STALE: check before use)',
    ],
  ])('notes behind a statement with %j what a reader must know of it', (over, note) => {
    const lines = render({ statements: section.statements.map((statement) => ({ ...statement, ...over })) });

    expect(lines).toContain(`• Acme grew. ${note} [1]`);
  });

  it('lists questions without calling them a gap, and rules after them', () => {
    const lines = render({
      status: 'questions',
      statements: [],
      guidance: ['Call first.'],
      score: { value: 3, of: 16 },
    });

    expect(lines).toBe('\nTRIGGERS: 3 OF 16\n─────────────────\n? What changed?\n– Call first.');
  });

  it('says where nothing is known', () => {
    expect(render({ status: 'unknown', statements: [] })).toContain(
      'Unknown: nothing in the sources. Ask:\n? What changed?',
    );
  });
});
