import { describe, expect, it } from 'vitest';
import { profileFieldNames } from '../../../../../functions/lib/company/profile.ts';
import type { Document } from '../../../../../functions/lib/content/document.ts';
import type { Insights } from '../../../../../functions/lib/engines/insights.ts';
import type { Company } from '../../../../../functions/lib/enrichment/run.ts';
import { searchDocument } from '../../../../../functions/lib/sources/search-document.ts';
import { acme, evidence } from './fixtures.ts';
import { answerFrom, now } from './pipeline.ts';

const maker = { ...acme, domain: 'veldmotor.example', name: 'Veldmotor' } as Company;
const snippets = [
  {
    title: 'Veldmotor - Wikipedia',
    url: 'https://en.wikipedia.example/wiki/Veldmotor',
    snippet: 'Veldmotor is a maker of electric cars and batteries, headquartered in Tilburg. It was founded in 2003.',
  },
  {
    title: 'Electric Cars, Solar & Clean Energy | Veldmotor',
    url: 'https://veldmotor.example/',
    snippet: 'Veldmotor is accelerating the world’s transition to clean energy with electric cars and solar roofs.',
  },
  {
    title: 'Veldmotor (VLD) stock price and news',
    url: 'https://finance.example/quote/VLD',
    snippet: 'Find the latest Veldmotor stock quote, history, news and other information to help you invest.',
  },
].map((result) => searchDocument('search-result', result, now));

/** Parts of a profile that nothing in the snippets speaks of. */
const unspoken = [
  ...['techStack', 'keyExecutives', 'customers', 'competitors', 'partnerships', 'fundingRounds', 'complianceBadges'],
  ...['products', 'buyingSignals', 'businessChallenges', 'growthIndicators', 'valuePropositions'],
] as const;

/** What models are known to make of such snippets: plausible, well formed, and quoted. */
function guess(documents: readonly Document[], insights: Insights): Insights {
  const claims = documents.flatMap((document) =>
    document.segments.flatMap(({ text: quote }) =>
      (
        [
          ['techStack', 'Kubernetes'],
          ['techStack', 'Salesforce'],
          ['techStack', 'AWS'],
          ['keyExecutives', { name: 'Sarah Johnson', title: 'VP of Engineering' }],
          ['keyExecutives', { name: 'Veldmotor', title: 'Chief Executive Officer' }],
          ['customers', 'Globex'],
          ['competitors', 'Rivian'],
          ['employees', 127_855],
          ['revenue', { amount: 96_000_000_000, currency: 'USD', period: '2023' }],
          ['fundingRounds', { type: 'IPO', amount: 226_000_000, currency: 'USD', date: '2010-06-29' }],
        ] as const
      ).map(([field, value]) => {
        const proof = [evidence(document, quote)];
        return { field, value, confidence: 0.95, basis: 'stated' as const, evidence: proof };
      }),
    ),
  );
  return { ...insights, claims: [...insights.claims, ...claims] };
}

describe('three search snippets about a car maker', () => {
  it.each([
    ['rules', undefined],
    ['an engine that guesses', guess],
  ])('become no tech stack and no contacts, read by %s', (_whom, think) => {
    const shaped = answerFrom({ documents: snippets, company: maker, ...(think === undefined ? {} : { think }) });

    const profile = shaped.companyIntelligence;
    expect(Object.fromEntries(unspoken.map((field) => [field, profile?.[field]]))).toEqual(
      Object.fromEntries(unspoken.map((field) => [field, []])),
    );
    expect(profile).toMatchObject({ employees: null, revenue: null, pricingModel: null });
    expect(JSON.stringify(profile)).not.toMatch(/Kubernetes|Salesforce|AWS|Sarah|Johnson|Rivian|Globex|127/);
    for (const field of unspoken) expect(profile?.unknowns.map((unknown) => unknown.field)).toContain(field);
  });
});

describe('an empty search', () => {
  it('gives an empty profile, with a question for each field', () => {
    const shaped = answerFrom({ documents: [], company: maker });

    const profile = shaped.companyIntelligence;
    expect(profile?.evidence).toEqual({});
    expect(profile?.brief.summary).toBeNull();
    expect(profile?.brief.sections.flatMap((section) => section.statements)).toEqual([]);
    expect(new Set(profile?.unknowns.map(({ field }) => field))).toEqual(new Set(profileFieldNames));
    expect(shaped.metadata.dataQuality).toEqual({ completeness: 0, freshness: 0, reliability: 0, overall: 0 });
  });
});
