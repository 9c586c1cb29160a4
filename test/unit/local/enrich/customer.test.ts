import { describe, expect, it } from 'vitest';
import type { CustomerIntelligence } from '../../../../client/index.ts';
import { createCitationList } from '../../../../local/enrich/citations.ts';
import { renderCustomer } from '../../../../local/enrich/customer.ts';

const topic = { status: 'unknown' as const, statements: [], questions: ['What would you ask?'] };
const evidence = [
  {
    ...{ sourceId: 's', documentId: 'd', url: 'https://globex.example/', quote: 'Globex runs warehouses.' },
    observedAt: '2026-01-01T00:00:00Z',
  },
];
const customer: CustomerIntelligence = {
  vendor: { domain: 'acme.example', name: 'Acme', status: 'known' },
  fit: {
    status: 'known',
    score: 0.333,
    confidence: 0.6,
    relationship: 'none',
    parts: [
      { criterion: 'market', weight: 40, points: 0.5, reason: 'Both say logistics.', evidence },
      { criterion: 'size', weight: 15, points: null, reason: 'No size is known.', evidence: [] },
      { criterion: 'relationship', weight: 0, points: null, reason: 'Nothing ties them.', evidence: [] },
    ],
    questions: ['How large is the team?'],
  },
  decisionMakers: {
    status: 'known',
    statements: [{ text: 'Ann Lee, CFO: pays.', basis: 'derived', confidence: 0.6, evidence }],
    questions: ['Who pays?'],
  },
  incumbents: topic,
  positioningGuidance: topic,
  talkingPoints: topic,
  objections: topic,
};
const render = (over: Partial<CustomerIntelligence> = {}) =>
  renderCustomer({ ...customer, ...over }, createCitationList(), 80).join('\n');

describe('renderCustomer', () => {
  it('shows the fit with each criterion, its points of its weight and why', () => {
    const text = render();

    expect(text).toContain('FIT FOR ACME: 33 OF 100');
    expect(text).toContain('Judged on 60 % of the criteria by weight.');
    expect(text).toContain('market        20/40  Both say logistics. [1]');
    expect(text).toContain('size              –  No size is known.');
    expect(text).toMatch(/^relationship {9}Nothing ties them\.$/m);
    expect(text).toContain('? How large is the team?');
  });

  it('tells each subject with what it rests on, or that it is unknown and what to ask', () => {
    const text = render();

    expect(text).toContain(
      'DECISION MAKERS, BY PUBLIC ROLE\n───────────────────────────────\n• Ann Lee, CFO: pays. (derived) [1]',
    );
    expect(text.match(/Unknown: nothing in the sources\. Ask:\n\? What would you ask\?/g)).toHaveLength(4);
  });

  it.each([
    ['customer', 'Already a customer.'],
    ['rival', 'Already a rival: read this as a battlecard.'],
    ['partner', 'Already a partner.'],
  ] as const)('says that the company is a %s already', (relationship, words) => {
    expect(render({ fit: { ...customer.fit, relationship } })).toContain(words);
  });

  it.each([
    ['connection_lost', 'The vendor could not be read (connection lost).'],
    [undefined, 'The vendor could not be read (nothing found).'],
  ])('says in words that the vendor could not be read: %s', (reason, words) => {
    const vendor = { domain: 'acme.example', name: null, status: 'unknown' as const, ...(reason && { reason }) };
    const fit = { ...customer.fit, status: 'unknown' as const, score: null, parts: [] };

    const text = render({ vendor, fit });

    expect(text).toContain('FIT FOR ACME.EXAMPLE: UNKNOWN');
    expect(text).toContain(words);
    expect(text).not.toContain('Judged on');
  });
});
