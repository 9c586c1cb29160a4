import { describe, expect, it } from 'vitest';
import type { Domain } from '../../../../../../functions/lib/company/domain.ts';
import { readPage } from '../../../../../../functions/lib/content/index.ts';
import { readStructuredFacts } from '../../../../../../functions/lib/sources/own-site/structured-facts.ts';

const domain = 'acme.example' as Domain;
const factsOf = (...scripts: (string | object)[]) => {
  const html = scripts
    .map(
      (script) =>
        `<script type="application/ld+json">${typeof script === 'string' ? script : JSON.stringify(script, null, 1)}</script>`,
    )
    .join('');
  const document = readPage(html, {
    url: 'https://acme.example/',
    sourceId: 'own-site',
    observedAt: '2026-03-01T12:00:00.000Z',
    purpose: 'home',
  });
  const facts = readStructuredFacts(document, { domain, names: ['Acme'] });
  const areVerbatim = facts.every(({ evidence }) =>
    evidence.every(({ quote }) => document.segments.some(({ text }) => text.includes(quote))),
  );
  expect(areVerbatim).toBe(true);
  return facts;
};
const summary = (...scripts: (string | object)[]) => factsOf(...scripts).map(({ field, value }) => [field, value]);

describe('readStructuredFacts', () => {
  it('states what the company declares of itself, with the member as its quote', () => {
    const facts = factsOf({
      '@context': 'https://schema.org',
      '@type': 'Corporation',
      url: 'https://www.acme.example/',
      name: 'Acme',
      legalName: 'Acme Corp. Ltd',
      description: 'Anvils for careful coyotes.',
      foundingDate: '1949-09-17',
      numberOfEmployees: { '@type': 'QuantitativeValue', value: '1,200' },
      address: {
        '@type': 'PostalAddress',
        addressLocality: 'Flagstaff',
        addressRegion: 'Arizona',
        addressCountry: { name: 'USA' },
      },
      founder: { '@type': 'Person', name: 'Wile E. Coyote' },
      leiCode: '5493001KJTIIGC8Y1R12',
    });

    expect(facts.map(({ field, value }) => [field, value])).toEqual([
      ['companyName', 'Acme'],
      ['legalName', 'Acme Corp. Ltd'],
      ['description', 'Anvils for careful coyotes.'],
      ['founded', 1949],
      ['employees', 1200],
      ['headquarters', 'Flagstaff, Arizona, USA'],
      ['keyExecutives', { name: 'Wile E. Coyote', title: 'Founder' }],
      ['ids', { scheme: 'lei', value: '5493001KJTIIGC8Y1R12' }],
    ]);
    expect(facts[3]?.evidence[0]?.quote).toBe('"foundingDate": "1949-09-17"');
    expect(facts[6]?.evidence[0]?.quote).toMatch(/^"founder": \{.*"Wile E. Coyote" \}$/);
  });

  it.each([
    ['a graph', { '@graph': [{ '@type': 'WebSite', publisher: { '@type': 'Organization', name: 'Acme' } }] }],
    ['a page about it', { '@type': 'AboutPage', mainEntity: { '@type': ['Thing', 'LocalBusiness'], name: 'Acme' } }],
    ['a type in full', { '@type': 'https://schema.org/Organization', name: 'Acme' }],
    ['a subtype', { '@type': 'HardwareStore', name: 'Acme', '@id': 'https://acme.example/#org' }],
  ])('finds the organization in %s', (_, node) => {
    expect(summary(node)).toEqual([['companyName', 'Acme']]);
  });

  it.each([
    [
      'somebody else, who stands on another domain',
      { '@type': 'Organization', name: 'Globex', url: 'https://globex.example/' },
    ],
    ['a thing that is no organization', { '@type': 'Product', name: 'Anvil' }],
    ['a service', { '@type': 'Service', name: 'Forging' }],
    ['text that is no JSON', '{"@type":"Organization","name":'],
    ['a name that is none', { '@type': 'Organization', name: ['a'], legalName: ' ' }],
    [
      'what is nested beyond reason',
      {
        '@type': 'A',
        about: { '@type': 'B', about: { about: { about: { about: { '@type': 'Organization', name: 'Acme' } } } } },
      },
    ],
  ])('states nothing of %s', (_, script) => {
    expect(summary(script)).toEqual([]);
  });

  it('takes of several nameless homes only those under a known name', () => {
    const facts = summary([
      { '@type': 'Organization', name: 'Globex' },
      { '@type': 'Organization', name: 'ACME Inc.' },
    ]);

    expect(facts).toEqual([['companyName', 'ACME Inc.']]);
  });

  it('does not guess a number of employees or a year', () => {
    const facts = summary({
      '@type': 'Organization',
      numberOfEmployees: { '@type': 'QuantitativeValue', minValue: 10, maxValue: 50 },
      foundingDate: 'long ago',
      address: 'Desert Road 1',
    });

    expect(facts).toEqual([]);
  });

  it('reads several addresses and people', () => {
    const facts = factsOf({
      '@type': 'Organization',
      address: [
        { addressLocality: 'Flagstaff', addressCountry: 'US' },
        { addressLocality: 'Graz', addressCountry: 'AT' },
      ],
      employee: [
        { '@type': 'Person', name: 'Ada', jobTitle: 'CEO' },
        { '@type': 'Person', name: 'Bob' },
      ],
      founder: [{ name: 'Cleo' }, { name: 'Dora', jobTitle: 'CTO' }],
    });

    expect(facts.map(({ field, value, confidence }) => [field, value, confidence])).toEqual([
      ['headquarters', 'Flagstaff, US', 0.6],
      ['keyExecutives', { name: 'Cleo', title: 'Founder' }, 0.85],
      ['keyExecutives', { name: 'Dora', title: 'CTO' }, 0.85],
      ['keyExecutives', { name: 'Ada', title: 'CEO' }, 0.85],
    ]);
    expect(facts[1]?.evidence[0]?.quote).toMatch(/^"founder"/);
  });

  it('reads a place with an address of its own', () => {
    expect(
      summary({ '@type': 'Organization', location: { '@type': 'Place', address: { addressLocality: 'Graz' } } }),
    ).toEqual([['headquarters', 'Graz']]);
  });

  it('states the same once, and quotes nothing endless', () => {
    const node = { '@type': 'Organization', name: 'Acme', description: 'x'.repeat(2_000) };

    expect(summary(node, node)).toEqual([['companyName', 'Acme']]);
    expect(summary({ ...node, url: 'https://acme.example' }, { ...node, '@id': 'https://acme.example/#o' })).toEqual([
      ['companyName', 'Acme'],
    ]);
  });
});
