import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dropDoubtful, dropDoubtfulTopics } from '../../../../../functions/lib/api/confidence.ts';
import type { CompanyIntelligence } from '../../../../../functions/lib/company/answer.ts';
import { evidenceOf, exampleIntelligence } from '../../examples.ts';

const doubtful = (text: string, confidence: number) => ({ text, basis: 'derived' as const, confidence, evidence: [] });
const topic = (...statements: ReturnType<typeof doubtful>[]) => ({
  status: 'known' as const,
  statements,
  questions: ['Who pays?'],
});

describe('dropDoubtfulTopics', () => {
  const customer = {
    vendor: { domain: 'acme.example', name: 'Acme', status: 'known' as const },
    fit: {
      ...{ status: 'known' as const, score: 0.4, confidence: 0.6, relationship: 'none' as const },
      ...{ parts: [], questions: [] },
    },
    decisionMakers: topic(doubtful('Ann pays.', 0.8), doubtful('Bo may pay.', 0.3)),
    incumbents: topic(doubtful('Hooli may be in use.', 0.3)),
    positioningGuidance: topic(doubtful('Speak of cold.', 0.5)),
    talkingPoints: topic(),
    objections: topic(doubtful('It costs too much.', 0.3)),
  };

  it('drops statements under the bar, and calls a subject left bare unknown', () => {
    const sure = dropDoubtfulTopics(customer, 0.5);

    expect(sure.decisionMakers).toEqual(topic(doubtful('Ann pays.', 0.8)));
    expect(sure.positioningGuidance.status).toBe('known');
    expect([sure.incumbents, sure.talkingPoints, sure.objections]).toEqual(
      Array(3).fill({ status: 'unknown', statements: [], questions: ['Who pays?'] }),
    );
  });

  it('leaves the vendor and the fit alone', () => {
    const { vendor, fit } = dropDoubtfulTopics(customer, 1);

    expect({ vendor, fit }).toEqual({ vendor: customer.vendor, fit: customer.fit });
  });
});

describe('dropDoubtful', () => {
  it('drops values under the bar, moves list items up and their evidence with them', () => {
    const sure = dropDoubtful(exampleIntelligence, 0.5);

    expect(sure).toMatchObject({
      description: 'Robots for warehouses.',
      products: ['Sorter'],
      headquarters: null,
      socialProfiles: { linkedin: 'https://linkedin.com/company/acme' },
    });
    expect(sure.socialProfiles).not.toHaveProperty('x');
    expect(sure.evidence).toEqual({
      '/description': evidenceOf('Robots for warehouses.'),
      '/products/0': evidenceOf('Sorter', 0.8),
      '/brief/sections/0': evidenceOf('Robots'),
    });
  });

  it('drops statements of the brief under the bar, too', () => {
    const { brief } = dropDoubtful(exampleIntelligence, 0.5);

    expect(brief.sections[0]?.statements.map(({ text }) => text)).toEqual(['Acme sells robots to warehouses.']);
  });

  it('keeps what one of several witnesses is sure of', () => {
    const evidence = { '/headquarters': [...evidenceOf('Oslo', 0.2), ...evidenceOf('Oslo', 0.9)] };

    expect(dropDoubtful({ ...exampleIntelligence, evidence }, 0.5).headquarters).toBe('Trondheim');
  });

  it('keeps the evidence of members whose names need escaping', () => {
    const evidence = { '/ids': evidenceOf('ids'), '/ids/a~1b~0c': evidenceOf('7'), '/ids/d': evidenceOf('8', 0.1) };
    const intelligence: CompanyIntelligence = { ...exampleIntelligence, ids: { 'a/b~c': '7', d: '8' }, evidence };

    const sure = dropDoubtful(intelligence, 0.5);

    expect(sure.ids).toEqual({ 'a/b~c': '7' });
    expect(Object.keys(sure.evidence)).toEqual(['/ids', '/ids/a~1b~0c']);
  });

  it('leaves nothing under the bar and no evidence without its value, at any bar', () => {
    const confidence = fc.double({ min: 0, max: 1, noNaN: true });

    fc.assert(
      fc.property(fc.array(confidence, { maxLength: 8 }), confidence, (confidences, least) => {
        const products = confidences.map((_, index) => `Product ${index}`);
        const evidence = Object.fromEntries(
          confidences.map((value, index) => [`/products/${index}`, evidenceOf(`Product ${index}`, value)]),
        );

        const sure = dropDoubtful({ ...exampleIntelligence, products, evidence }, least);

        const kept = sure.products as string[];
        expect(kept).toEqual(products.filter((_, index) => (confidences[index] ?? 0) >= least));
        expect(kept.map((_, index) => sure.evidence[`/products/${index}`]?.[0]?.quote)).toEqual(kept);
        expect(Object.keys(sure.evidence)).toHaveLength(kept.length);
      }),
    );
  });
});
