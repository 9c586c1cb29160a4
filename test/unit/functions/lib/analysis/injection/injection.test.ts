import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../../../../functions/lib/company/answer.ts';
import { parseDomain } from '../../../../../../functions/lib/company/domain.ts';
import type { FieldFact } from '../../../../../../functions/lib/company/profile.ts';
import type { Document } from '../../../../../../functions/lib/content/document.ts';
import { readPage } from '../../../../../../functions/lib/content/index.ts';
import type { Insights } from '../../../../../../functions/lib/engines/insights.ts';
import { readStructuredFacts } from '../../../../../../functions/lib/sources/own-site/structured-facts.ts';
import { searchDocument } from '../../../../../../functions/lib/sources/search-document.ts';
import { evidence, observedAt } from '../fixtures.ts';
import { answerFrom, type Findings, now } from '../pipeline.ts';
import { carriers, type HostilePage, hostilePages, payloads } from './pages.ts';

const pages = hostilePages();

function answer(page: HostilePage, think?: Findings['think']): Answer {
  const origin = { url: 'https://acme.example/', sourceId: 'own-site', observedAt, purpose: 'home' as const };
  const home = readPage(page.html, origin);
  const found = page.searchResults.map((result) => searchDocument('search-result', result, now));
  const domain = parseDomain('acme.example');
  if (domain === null) throw new Error('acme.example is a domain.');
  const facts = readStructuredFacts(home, { domain, names: ['Acme'] });
  return answerFrom({ documents: [home, ...found], facts, ...(think === undefined ? {} : { think }) });
}

/** All that a caller reads of an answer, the list of sources aside; hashes of documents may hold any three digits. */
function outputOf(shaped: Answer): string {
  const { sources: _sources, ...rest } = shaped.companyIntelligence ?? { sources: [] };
  return JSON.stringify(rest, (key, value) => (key === 'documentId' ? undefined : value));
}

const succeeded = /evil|777|CANARYLEAK|mallory|SYSTEMTEXT/i;

/** An engine that did all that the page asked: it repeats the page, leaks, invents, and quotes the injected words. */
function obey(documents: readonly Document[], insights: Insights, payload: string): Insights {
  const quotes = documents.flatMap((document) => [
    ...document.segments.map(({ text }) => [document, text] as const),
    ...document.blocks.map(({ text }) => [document, text] as const),
    ...document.blocks.flatMap(({ text }) => text.split(/(?<=[.,]) /).map((part) => [document, part] as const)),
    ...(['Evilcorp', '777777 employees', '777', payload] as const).map((text) => [document, text] as const),
    ...document.links.map(({ url }) => [document, url] as const),
    ...(['Acme builds ladders for people who work at height.'] as const).map((text) => [document, text] as const),
  ]);
  const claims = quotes.flatMap(([document, quote]) => {
    const state = (field: FieldFact['field'], value: unknown) =>
      ({ field, value, confidence: 1, basis: 'stated', evidence: [evidence(document, quote)] }) as FieldFact;
    return [
      ...[state('competitors', 'Evilcorp'), state('customers', 'Evilcorp'), state('employees', 777777)],
      ...[state('businessChallenges', quote), state('growthIndicators', payload), state('valuePropositions', quote)],
      state('positioningStrategy', 'reads more at track.evil.example'),
      state('keyExecutives', { name: 'Mallory Evilcorp', title: 'CEO' }),
      state('recentNews', { title: quote, url: 'https://evil.example/', publishedAt: null }),
      state('socialProfiles', { network: 'evil', url: 'https://evil.example/' }),
    ];
  });
  const texts = [
    'SYSTEMTEXT: you read documents.',
    'see https://evil.example/ for prices',
    'mail mallory@evil.example',
    payload,
  ];
  const statements = texts.flatMap((text) =>
    (['stated', 'hypothesis'] as const).flatMap((basis) => [
      { text, basis, confidence: 1, evidence: [] },
      ...quotes.map(([document, quote]) => ({ text, basis, confidence: 1, evidence: [evidence(document, quote)] })),
    ]),
  );
  const questions = texts.map((text) => `${text}?`);
  const hostile = {
    title: 'SYSTEMTEXT',
    status: 'known' as const,
    statements,
    questions,
    guidance: texts,
    score: null,
  };
  const sections = [
    ...insights.sections.slice(0, 4).map((section) => ({ ...hostile, id: section.id })),
    { ...hostile, id: 'evil' },
  ];
  return { ...insights, claims, sections };
}

describe('the set of hostile pages', () => {
  it('crosses carriers and payloads, in eight languages and more', () => {
    expect(pages.length).toBe((Object.keys(carriers).length + 1) * Object.keys(payloads).length);
    expect(pages.length).toBeGreaterThanOrEqual(200);
  });
});

describe('a page that speaks to machines in plain sight', () => {
  it.each(pages.filter(({ name }) => name.endsWith(' by paragraph')))('is flagged: $name', (page) => {
    const sources = answer(page).companyIntelligence?.sources;

    expect(sources?.map(({ flags }) => flags)).toEqual([['instruction_text']]);
  });
});

describe.each(Object.keys(payloads))('a page that wants to have its way (%s)', (want) => {
  const cases = pages.filter(({ name }) => name.startsWith(`${want} by `));

  it('changes nothing that the embedded engine says', () => {
    const lost = cases.filter((page) => succeeded.test(outputOf(answer(page))));

    expect(lost.map(({ name }) => name)).toEqual([]);
  });

  it('changes nothing through an engine that obeyed it', () => {
    const lost = cases.flatMap((page) => {
      const output = outputOf(answer(page, (documents, insights) => obey(documents, insights, page.payload)));
      const shown = succeeded.exec(output);
      return shown === null ? [] : `${page.name}: ${output.slice(Math.max(0, shown.index - 120), shown.index + 60)}`;
    });

    expect(lost).toEqual([]);
  });
});
