import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Basis } from '../../../../../functions/lib/company/fact.ts';
import { canonicalJson } from '../../../../../functions/lib/company/fact-value.ts';
import { mergeFacts } from '../../../../../functions/lib/company/merge-facts.ts';
import type { FieldFact, ProfileField } from '../../../../../functions/lib/company/profile.ts';

interface Stating {
  readonly sourceId?: string;
  readonly confidence?: number;
  readonly basis?: Basis;
  readonly observedAt?: string;
  readonly quote?: string;
}
function fact(field: ProfileField, value: unknown, stating: Stating = {}): FieldFact {
  const { sourceId = 'site', confidence = 0.8, basis = 'stated', observedAt = '2026-03-01T00:00:00.000Z' } = stating;
  const quote = stating.quote ?? canonicalJson(value);
  const evidence = [
    { sourceId, documentId: `${sourceId}-document`, url: `https://${sourceId}.example/`, quote, observedAt },
  ];
  return { field, value, confidence, basis, evidence };
}
const noScores = new Map<string, number>();
const merge = (facts: FieldFact[], field: ProfileField, scores = noScores) => {
  const merged = mergeFacts(facts, scores).get(field);
  if (merged === undefined) throw new Error(`nothing about ${field}`);
  return merged;
};
const confidenceOf = (facts: FieldFact[], field: ProfileField, scores = noScores) =>
  merge(facts, field, scores).facts[0]?.confidence ?? 0;

describe('merging the facts of a single-valued field', () => {
  it('is stronger where sources agree, and keeps the evidence of all', () => {
    const alone = [fact('founded', 1998)];
    const agreed = [...alone, fact('founded', 1998, { sourceId: 'registry' })];

    expect(confidenceOf(agreed, 'founded')).toBeGreaterThan(confidenceOf(alone, 'founded'));
    expect(
      merge(agreed, 'founded')
        .facts[0]?.evidence.map(({ sourceId }) => sourceId)
        .sort(),
    ).toEqual(['registry', 'site']);
  });

  it('is weaker where they disagree, says so, and keeps what the others say', () => {
    const alone = [fact('founded', 1998, { confidence: 0.9 })];
    const disputed = [...alone, fact('founded', 2001, { sourceId: 'registry' })];

    const merged = merge(disputed, 'founded');

    expect(merged).toMatchObject({ conflict: true, facts: [{ value: 1998 }], alternatives: [{ value: 2001 }] });
    expect(confidenceOf(disputed, 'founded')).toBeLessThan(confidenceOf(alone, 'founded'));
  });

  it.each([
    [
      'the credible source',
      {},
      { sourceId: 'registry' },
      new Map([
        ['site', 0.2],
        ['registry', 0.9],
      ]),
    ],
    ['what is stated', { basis: 'hypothesis' as const }, { sourceId: 'registry' }, noScores],
    ['what was seen lately', { observedAt: '2024-01-01T00:00:00.000Z' }, { sourceId: 'registry' }, noScores],
    ['what is surer of itself', { confidence: 0.5 }, { sourceId: 'registry' }, noScores],
  ])('prefers %s', (_case, weaker, stronger, scores) => {
    const facts = [fact('legalName', 'Wrong GmbH', weaker), fact('legalName', 'Right GmbH', stronger)];

    expect(merge(facts, 'legalName', scores).facts[0]?.value).toBe('Right GmbH');
  });

  it('lets two who agree outweigh one who does not', () => {
    const facts = [
      fact('founded', 2001, { sourceId: 'a', confidence: 0.85 }),
      fact('founded', 1998, { sourceId: 'b', confidence: 0.7 }),
      fact('founded', 1998, { sourceId: 'c', confidence: 0.7 }),
    ];

    expect(merge(facts, 'founded').facts[0]?.value).toBe(1998);
  });

  it.each<[ProfileField, unknown, unknown]>([
    ['companyName', 'ACME Robotics, Inc.', 'Acme Robotics'],
    ['headquarters', 'Berlin', 'Berlin, Germany'],
    ['headquarters', 'Berlin, DE', 'Berlin, Germany'],
    ['headquarters', 'Invalidenstraße 1, Berlin', 'Berlin'],
    ['employees', 1450, 1500],
    ['description', 'Makes robots.', 'A maker of robots from Berlin.'],
    ['revenue', { amount: 100, currency: 'EUR', period: '2023' }, { amount: 250, currency: 'EUR', period: '2024' }],
    ['revenue', { amount: 100, currency: 'EUR', period: '2024' }, { amount: 103, currency: 'EUR', period: '2024' }],
    ['hiring', { openJobs: 5, teams: [] }, { openJobs: 9, teams: ['Sales'] }],
  ])('sees no conflict in %s being %j and %j', (field, left, right) => {
    expect(merge([fact(field, left), fact(field, right, { sourceId: 'registry' })], field).conflict).toBe(false);
  });

  it.each<[ProfileField, unknown, unknown]>([
    ['companyName', 'Acme Robotics', 'Acme Bakery'],
    ['headquarters', 'Berlin, Germany', 'Munich, Germany'],
    ['employees', 1450, 200],
    ['revenue', { amount: 100, currency: 'EUR', period: '2024' }, { amount: 250, currency: 'EUR', period: '2024' }],
    ['companySize', '51-200', '1001-5000'],
  ])('sees a conflict in %s being %j and %j', (field, left, right) => {
    expect(merge([fact(field, left), fact(field, right, { sourceId: 'registry' })], field).conflict).toBe(true);
  });

  it('shows the latest year’s revenue', () => {
    const facts = [
      fact('revenue', { amount: 100, currency: 'EUR', period: '2023' }, { confidence: 0.95 }),
      fact('revenue', { amount: 120, currency: 'EUR', period: '2024' }, { confidence: 0.6 }),
      fact('revenue', { amount: 110, currency: 'EUR', period: null }),
    ];

    expect(merge(facts, 'revenue').facts[0]?.value).toMatchObject({ period: '2024' });
  });
});

describe('merging the facts of a list', () => {
  it('unites the items and counts different spellings once', () => {
    const facts = [
      fact('customers', 'Café Müller GmbH'),
      fact('customers', 'Cafe Muller', { sourceId: 'news', confidence: 0.4 }),
      fact('customers', 'Globex'),
    ];

    const { facts: items, conflict } = merge(facts, 'customers');

    expect(items.map(({ value }) => value)).toEqual(['Café Müller GmbH', 'Globex']);
    expect(conflict).toBe(false);
  });

  it('keeps another title of the same person as an alternative', () => {
    const facts = [
      fact('keyExecutives', { name: 'Jane Roe', title: 'CEO' }, { confidence: 0.9 }),
      fact('keyExecutives', { name: 'jane roe', title: 'Chairwoman' }, { sourceId: 'news', confidence: 0.5 }),
    ];

    expect(merge(facts, 'keyExecutives')).toMatchObject({
      facts: [{ value: { title: 'CEO' } }],
      alternatives: [{ value: { title: 'Chairwoman' } }],
    });
  });

  it.each<[ProfileField, unknown, unknown]>([
    [
      'recentNews',
      { title: 'A', url: 'https://www.n.example/a/?utm=1', publishedAt: null },
      { title: 'B', url: 'http://n.example/a', publishedAt: null },
    ],
    ['socialProfiles', { network: 'x', url: 'https://x.com/a' }, { network: 'x', url: 'https://x.com/b' }],
    ['ids', { scheme: 'lei', value: 'a' }, { scheme: 'lei', value: 'b' }],
    [
      'fundingRounds',
      { type: 'Series A', amount: 5, currency: 'USD', date: '2024-05' },
      { type: 'series a', amount: 5, currency: 'USD', date: '2024' },
    ],
    [
      'buyingSignals',
      { type: 'funding', text: 'Raised!', date: null },
      { type: 'funding', text: 'raised', date: null },
    ],
    ['techStack', 'Node.js', 'node js'],
  ])('counts items of %s once: %j and %j', (field, left, right) => {
    expect(merge([fact(field, left), fact(field, right, { sourceId: 'b' })], field).facts).toHaveLength(1);
  });

  it('backs a title only with the evidence that bears it', () => {
    const url = 'https://n.example/a';
    const news = (title: string) => ({ title, url, publishedAt: null });
    const own = fact('recentNews', news('A battery'), { confidence: 0.9 });
    const elsewhere = fact('recentNews', news('Lenses that freeze'), { sourceId: 'b', confidence: 0.5 });

    const [merged] = merge([own, elsewhere], 'recentNews').facts;

    expect(merged?.evidence).toEqual(own.evidence);
  });

  it('tells C++ and C# apart, and signs that are no words', () => {
    const values = merge(
      ['C++', 'C#', '★', '☆'].map((value) => fact('techStack', value)),
      'techStack',
    ).facts;

    expect(values).toHaveLength(4);
  });
});

const anyFact = fc
  .record({
    field: fc.constantFrom<ProfileField>('founded', 'employees', 'techStack', 'headquarters'),
    value: fc.nat(3),
    sourceId: fc.constantFrom('a', 'b', 'c'),
    confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    basis: fc.constantFrom<Basis>('stated', 'derived', 'hypothesis'),
    day: fc.integer({ min: 10, max: 28 }),
  })
  .map(({ field, value, sourceId, confidence, basis, day }) => {
    const values =
      field === 'techStack' || field === 'headquarters' ? ['React', 'react', 'Rust', 'Go'] : [1998, 1999, 2000, 2010];
    return fact(field, values[value], {
      sourceId,
      confidence,
      basis,
      observedAt: `2026-01-${day}T00:00:00.000Z`,
      quote: `q${day}`,
    });
  });
const anyScores = fc
  .dictionary(fc.constantFrom('a', 'b', 'c'), fc.double({ min: -1, max: 2, noNaN: true }))
  .map((scores) => new Map(Object.entries(scores)));

describe('merging any facts', () => {
  it('does not depend on their order or on repetition', () => {
    fc.assert(
      fc.property(
        fc.array(anyFact, { maxLength: 12 }),
        anyScores,
        fc.infiniteStream(fc.nat()),
        (facts, scores, random) => {
          const shuffled = [...facts, ...facts.slice(0, 3)]
            .map((entry) => ({ entry, order: random.next().value }))
            .sort((left, right) => left.order - right.order)
            .map(({ entry }) => entry);

          expect(mergeFacts(shuffled, scores)).toEqual(mergeFacts(facts, scores));
        },
      ),
    );
  });

  it('invents nothing: values and evidence are those of its input, confidence is within 0 and 1', () => {
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 12 }), anyScores, (facts, scores) => {
        const values = new Set(facts.map(({ field, value }) => canonicalJson([field, value])));
        const evidence = new Set(facts.flatMap((entry) => entry.evidence.map(canonicalJson)));

        for (const { field, facts: merged, alternatives } of mergeFacts(facts, scores).values()) {
          for (const entry of [...merged, ...alternatives]) {
            expect(values).toContain(canonicalJson([field, entry.value]));
            expect(entry.evidence.length).toBeGreaterThan(0);
            for (const cited of entry.evidence) expect(evidence).toContain(canonicalJson(cited));
            expect(entry.confidence).toBeGreaterThanOrEqual(0);
            expect(entry.confidence).toBeLessThan(1);
          }
        }
      }),
    );
  });
});

describe('voices that are not independent', () => {
  const release = 'Acme Robotics today employs 340 people in four countries, the company said in a statement.';
  const single = fact('employees', 340, { sourceId: 'a', quote: release });

  it('count once: a reprint word for word, and another page of one site', () => {
    const reprint = fact('employees', 340, { sourceId: 'b', quote: `“${release}”` });
    const [evidence] = single.evidence;
    const samePlace = { ...single, evidence: [{ ...evidence, sourceId: 'c', quote: '340 people' }] } as FieldFact;

    const alone = confidenceOf([single], 'employees');

    expect(confidenceOf([single, reprint], 'employees')).toBe(alone);
    expect(confidenceOf([single, samePlace], 'employees')).toBe(alone);
    expect(merge([single, reprint], 'employees').facts[0]?.evidence).toHaveLength(2);
  });

  it('count twice where each has words and a place of its own', () => {
    const own = fact('employees', 340, { sourceId: 'b', quote: 'We are 340.' });

    expect(confidenceOf([single, own], 'employees')).toBeGreaterThan(confidenceOf([single], 'employees'));
  });

  it('are never what a new, independent one lowers', () => {
    fc.assert(
      fc.property(
        fc.array(anyFact, { minLength: 1, maxLength: 10 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (facts, confidence) => {
          const [first] = facts;
          const before = first === undefined ? undefined : mergeFacts(facts, noScores).get(first.field)?.facts[0];
          if (before === undefined) return;
          const more = fact(before.field, before.value, {
            sourceId: 'independent',
            confidence,
            observedAt: '2026-01-10T00:00:00.000Z',
            quote: 'in other words',
          });

          const after = mergeFacts([...facts, more], noScores).get(before.field)?.facts[0];

          expect(canonicalJson(after?.value).toLowerCase()).toBe(canonicalJson(before.value).toLowerCase());
          expect(after?.confidence).toBeGreaterThanOrEqual(before.confidence);
        },
      ),
    );
  });
});

describe('a head count', () => {
  it('ages from the year that its quote names, so that the company’s own of today wins', () => {
    const quotes = ['"qualifiers":{"P585":[{"datavalue":{"value":{"time":"+2023-00-00T00:00:00Z"}}}]}', '290 (2023)'];

    for (const quote of quotes) {
      const register = fact('employees', 290, { sourceId: 'register', confidence: 0.9, quote });
      const own = fact('employees', 340, { confidence: 0.75 });
      expect(merge([register, own], 'employees').facts[0]?.value).toBe(340);
    }
  });
});

describe('an event that several tell', () => {
  const news = (title: string, url: string, publishedAt: string | null = '2026-02-20') =>
    fact('recentNews', { title, url, publishedAt }, { sourceId: url });
  const raise = news('Acme raises 48 million euros for its robots', 'https://courier.example/acme');

  it.each([
    [
      'the same deal in other words',
      news('Acme raises €48M to build arms', 'https://other.example/a', '2026-02-22'),
      1,
    ],
    ['the same title elsewhere', news('Acme raises 48 million euros for its robots!', 'https://reprint.example/'), 1],
    ['nearly the same words', news('Acme raises 48 million euros for robots in Eindhoven', 'https://x.example/'), 1],
    ['another deal', news('Acme raises €12M to build arms', 'https://other.example/a'), 2],
    ['the same deal a month later', news('Acme raises €48M to build arms', 'https://other.example/a', '2026-03-28'), 2],
    ['something of no known day', news('Acme raises €48M to build arms', 'https://other.example/a', null), 2],
    ['something else', news('Acme opens a hub', 'https://other.example/a'), 2],
  ])('is one item: %s', (_, other, count) => {
    expect(merge([raise, other], 'recentNews').facts).toHaveLength(count);
  });

  it('is one funding round by its amount, whoever leaves out its name', () => {
    const round = { type: 'Series C', amount: 48_000_000, currency: 'EUR', date: '2026-02-20' };
    const unnamed = { ...round, type: null, date: null };

    const merged = merge(
      [fact('fundingRounds', round), fact('fundingRounds', unnamed, { sourceId: 'b' })],
      'fundingRounds',
    );

    expect(merged.facts).toHaveLength(1);
  });
});
