import { describe, expect, it } from 'vitest';
import { verifyInsights } from '../../../../../../functions/lib/analysis/claims/verify-insights.ts';
import { intents, userRoles } from '../../../../../../functions/lib/company/perspective.ts';
import type { FieldFact } from '../../../../../../functions/lib/company/profile.ts';
import { composeSections } from '../../../../../../functions/lib/engines/embedded/brief/compose.ts';
import { runEmbeddedEngine } from '../../../../../../functions/lib/engines/embedded/engine.ts';
import { acme, fact, text } from '../../analysis/fixtures.ts';

const words = {
  growth: 'We doubled our staff to 1,200 people in 2025.',
  layoffs: 'Acme lays off a tenth of its staff',
  funding: 'Acme raised $40 million in a Series B',
  hiring: 'We are hiring for 7 open positions.',
  soc: 'SOC2 Type 2 attested',
  lead: 'Ann Lee, Chief Financial Officer',
};
const article = text(
  `${Object.values(words).join(' ')} October 4, 2026 Acme sells the High Fox to retailers. It compares itself with Globex, runs on Kubernetes, partners with Initech, charges per seat.`,
);
const found: FieldFact[] = [
  fact(article, 'description', 'Acme sells the High Fox to retailers.', 'Acme sells the High Fox to retailers.'),
  fact(article, 'industry', 'Retail and E-commerce', 'Acme sells the High Fox to retailers.', 'derived'),
  fact(article, 'products', 'High Fox', 'Acme sells the High Fox to retailers.'),
  fact(article, 'targetMarkets', 'Retail', 'Acme sells the High Fox to retailers.', 'derived'),
  fact(article, 'growthIndicators', words.growth, words.growth),
  fact(article, 'employees', 1200, words.growth),
  fact(article, 'competitors', 'Globex', 'It compares itself with Globex, runs on Kubernetes'),
  fact(article, 'techStack', 'Kubernetes', 'It compares itself with Globex, runs on Kubernetes', 'derived'),
  fact(article, 'partnerships', 'Initech', 'partners with Initech'),
  fact(article, 'complianceBadges', 'SOC 2 Type II', words.soc, 'derived'),
  fact(article, 'keyExecutives', { name: 'Ann Lee', title: 'Chief Financial Officer' }, words.lead),
  fact(article, 'hiring', { openJobs: 7, teams: [] }, words.hiring),
  fact(article, 'fundingRounds', { type: 'Series B', amount: 40_000_000, currency: 'USD', date: null }, words.funding),
  fact(article, 'buyingSignals', { type: 'layoffs', text: words.layoffs, date: null }, words.layoffs),
  {
    ...fact(article, 'buyingSignals', { type: 'funding', text: words.funding, date: '2026-10-04' }, words.funding),
    evidence: [words.funding, 'October 4, 2026'].flatMap((quote) => fact(article, 'products', 'x', quote).evidence),
  },
  {
    ...fact(
      article,
      'recentNews',
      { title: words.funding, url: article.url, publishedAt: '2026-10-04' },
      words.funding,
    ),
    evidence: [words.funding, 'October 4, 2026'].flatMap((quote) => fact(article, 'products', 'x', quote).evidence),
  },
  fact(article, 'businessChallenges', words.layoffs, words.layoffs),
];
const perspectives = userRoles.flatMap((role) => intents.map((intent) => [role, intent] as const));
const textsOf = (sections: ReturnType<typeof composeSections>, id: string) =>
  sections.find((section) => section.id === id)?.statements.map((statement) => statement.text);

describe('the brief', () => {
  it.each(perspectives)('for %s in %s holds every statement against its quote', (role, intent) => {
    const sections = composeSections(found, role, intent);
    const insights = { engine: 'embedded', claims: found, sections, unknowns: [] };

    const { droppedBy, verified } = verifyInsights(insights, { documents: [article], facts: [] }, acme);

    expect(droppedBy).toEqual({});
    expect(verified.sections.flatMap((section) => section.statements).length).toBeGreaterThan(5);
  });

  it.each(perspectives)('for %s in %s asks in every section, above all where nothing is known', (role, intent) => {
    const sections = composeSections([], role, intent);

    expect(sections.every((section) => section.status !== 'known' && section.statements.length === 0)).toBe(true);
    expect(sections.filter((section) => section.questions.length === 0).map(({ id }) => id)).toEqual(
      intent === 'discovery' ? ['unknowns'] : [],
    );
  });

  it.each(perspectives)('for %s in %s shows each section once', (role, intent) => {
    const ids = composeSections(found, role, intent).map((section) => section.id);

    expect(new Set(ids).size).toBe(ids.length);
  });

  it('gives account executives the sheet of eight lines, with points only where there is evidence', () => {
    const sections = composeSections(found, 'account-executive', 'discovery');
    const lines = sections.filter((section) => section.id.startsWith('meddpicc-'));

    expect(lines).toHaveLength(8);
    expect(sections.find((section) => section.id === 'meddpicc')?.score).toEqual({ value: 4, of: 16 });
    expect(textsOf(sections, 'meddpicc-economic-buyer')).toEqual(['Ann Lee, Chief Financial Officer.']);
    expect(lines.find((line) => line.id === 'meddpicc-champion')).toMatchObject({
      status: 'unknown',
      score: { value: 0 },
    });
  });

  it('shows solutions engineers the systems, and what the company says of security in its own words', () => {
    const sections = composeSections(found, 'solutions-engineer', 'discovery');

    expect(textsOf(sections, 'systems')).toEqual(['Named by others: Kubernetes.']);
    expect(textsOf(sections, 'compliance')).toEqual([words.soc]);
    expect(textsOf(sections, 'team-capability')).toEqual(['7 open jobs.']);
  });

  it('gives development reps dated reasons to call and openers that quote the evidence', () => {
    const sections = composeSections(found, 'business-development-rep', 'discovery');

    expect(sections.find((section) => section.id === 'reasons-to-call')?.statements).toMatchObject([
      { text: words.funding, occurredOn: '2026-10-04' },
      { text: '7 open jobs.' },
    ]);
    expect(textsOf(sections, 'openers-by-channel')).toHaveLength(3);
    expect(sections.find((section) => section.id === 'qualifiers')?.questions).toHaveLength(4);
  });

  it('gives success managers risks, chances and a dated plan', () => {
    const sections = composeSections(found, 'customer-success-manager', 'renewal');

    expect(textsOf(sections, 'renewal-risk')).toContain(words.layoffs);
    expect(textsOf(sections, 'expansion-signals')?.[0]).toContain(words.funding);
    expect(sections.find((section) => section.id === 'renewal-plan')?.guidance).toHaveLength(4);
  });

  it('shows rivals where the talk is about competition', () => {
    const sections = composeSections(found, 'account-executive', 'competitive');

    expect(textsOf(sections, 'rivals')).toEqual(['Compares itself with: Globex.']);
  });

  it('names in a hypothesis what was found, and takes no plumbing for a system', () => {
    const dns = text('acme.example NS ns.googledomains.com. acme.example MX mx.zoho.com');
    const seen = [
      fact(dns, 'techStack', 'Google Cloud DNS', 'acme.example NS ns.googledomains.com', 'derived'),
      fact(dns, 'techStack', 'Zoho Mail', 'acme.example MX mx.zoho.com', 'derived'),
    ];

    const fitOf = (facts: FieldFact[]) =>
      textsOf(composeSections(facts, 'account-executive', 'renewal'), 'product-fit');

    expect(fitOf(seen)).toEqual(['A new tool may be bought only if it works with Zoho Mail from the first day.']);
    expect(fitOf(seen.slice(0, 1))).toEqual([]);
  });

  it('names open jobs by the titles of their adverts, never by a piece of a record', () => {
    const board = text('"title":"Marine Underwriter","company_name":"Acme" We are hiring.');
    const jobs = (quote: string) =>
      textsOf(
        composeSections([fact(board, 'hiring', { openJobs: null, teams: [] }, quote)], 'solutions-engineer', 'renewal'),
        'team-capability',
      );

    expect(jobs('"title":"Marine Underwriter","company_name":"Acme"')).toEqual(['Open jobs: Marine Underwriter.']);
    expect(jobs('We are hiring.')).toEqual(['We are hiring.']);
  });

  it('takes a slogan for no objective', () => {
    const slogan = 'The platform for those who just want to ship.';
    const page = text(slogan);
    const sections = composeSections(
      [fact(page, 'positioningStrategy', slogan, slogan)],
      'account-executive',
      'discovery',
    );

    expect(textsOf(sections, 'objectives')).toEqual([]);
    expect(textsOf(sections, 'offering')).toEqual([slogan]);
  });

  it('tells news of the same days in much the same words once', () => {
    const titles = [
      ['Ganderloft Labs goes to Acme', '2026-10-13'],
      ['Acme acquires Ganderloft Labs', '2026-10-12'],
      ['Acme opens a plant in Lyon', '2026-10-12'],
      ['Acme acquires Ganderloft Labs for good', '2026-08-01'],
    ] as const;
    const page = text(titles.flat().join(' '));
    const reported = titles.map(([title, publishedAt], index) => ({
      ...fact(page, 'recentNews', { title, url: `${page.url}${index}`, publishedAt }, title),
      evidence: [title, publishedAt].flatMap((quote) => fact(page, 'products', 'x', quote).evidence),
    }));

    const sections = composeSections(reported, 'account-executive', 'competitive');

    expect(textsOf(sections, 'news')).toEqual([titles[0][0], titles[2][0], titles[3][0]]);
  });

  it('marks what it only supposes, and is never sure of it', () => {
    const sections = composeSections(found, 'account-executive', 'discovery');
    const supposed = sections.find((section) => section.id === 'hypotheses')?.statements ?? [];

    expect(supposed.length).toBeGreaterThan(2);
    expect(supposed.every((statement) => statement.basis === 'hypothesis' && statement.confidence <= 0.3)).toBe(true);
  });

  it('has no opener without something to quote', () => {
    const long = 'We grew and grew '.repeat(20);
    const sections = composeSections(
      [fact(article, 'growthIndicators', long, long)],
      'business-development-rep',
      'discovery',
    );

    expect(textsOf(sections, 'openers-by-channel')).toEqual([]);
  });
});

describe('the engine', () => {
  it('gives the same insights for the same content, and names what is open with a question', () => {
    const content = { documents: [article], facts: found.slice(0, 3) };

    const first = runEmbeddedEngine(content, acme, 'account-executive', 'discovery');
    const second = runEmbeddedEngine(content, acme, 'account-executive', 'discovery');

    expect(second).toEqual(first);
    expect(first.unknowns).toContainEqual({ field: 'revenue', question: expect.stringContaining('revenue') });
    expect(first.unknowns.map((unknown) => unknown.field)).not.toContain('products');
  });
});
