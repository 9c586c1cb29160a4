import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluate, writeFiles } from './fixtures.ts';

const runOn = async (task: string, rows: readonly unknown[]) => {
  const folder = writeFiles({ 'cases.jsonl': rows });
  const { code, result } = await evaluate(task, '--cases', join(folder, 'cases.jsonl'));
  expect(code).toBe(0);
  return result;
};

describe('ssrf', () => {
  it('judges addresses, URLs, answers and redirects, and names what is wrong', async () => {
    const cases = [
      { id: 'a', kind: 'ip', input: '8.8.8.8', expect: 'allow' },
      { id: 'b', kind: 'url', input: 'http://2130706433/', expect: 'deny' },
      { id: 'c', kind: 'url', input: 'https://8.8.8.8/', expect: 'allow' },
      { id: 'd', kind: 'url', input: 'https://acme.example/', expect: 'needs-dns' },
      { id: 'e', kind: 'dns', input: 'http://acme.example/', expect: 'deny', answers: [['::1']] },
      { id: 'f', kind: 'dns', input: 'http://acme.example/', expect: 'deny', answers: [[]] },
      {
        id: 'g',
        kind: 'dns',
        input: 'http://a.example/',
        expect: 'allow',
        answers: [['93.184.215.14', '2606:2800::1']],
      },
      {
        ...{ id: 'h', kind: 'dns', input: 'http://a.example/', expect: 'allow-first-ip-only' },
        answers: [['93.184.215.14'], ['127.0.0.1']],
      },
      redirect('i', 'allow', 'http://a.example/', 'https://a.example/'),
      redirect('j', 'deny', 'https://a.example/', 'http://[::1]/'),
      redirect('k', 'deny', 'https://a.example/', 'https://a.example/'),
      { id: 'l', kind: 'ip', input: '10.0.0.1', expect: 'allow' },
    ];
    const folder = writeFiles({ 'ssrf.json': JSON.stringify({ cases }) });

    const { code, result } = await evaluate('ssrf', '--cases', join(folder, 'ssrf.json'));

    expect(code).toBe(0);
    expect(result).toMatchObject({ task: 'ssrf', n: 12, right: 11 });
    expect(result.wrong).toEqual([{ id: 'l', input: '10.0.0.1', expected: 'allow', verdict: 'deny' }]);
  });

  const redirect = (id: string, verdict: string, ...chain: string[]) => ({
    ...{ id, kind: 'redirect', input: chain[0], expect: verdict, chain },
  });
});

describe('extract', () => {
  it('scores the words of the main text by page type', async () => {
    const page = '<nav><a href="/a">Menu</a></nav><main><p>Acme builds robots for cold stores.</p></main>';
    const row = { url: 'https://acme.example/', mainContent: 'Acme builds robots for cold stores.' };
    const folder = writeFiles({
      'pages.jsonl': [
        { ...row, file: 'pages/a.html.gz', pageType: 'service' },
        { ...row, file: 'pages/b.html', pageType: 'article', mainContent: 'Something else entirely.' },
      ],
      'pages/a.html.gz': page,
      'pages/b.html': page,
    });

    const { result } = await evaluate('extract', '--pages', join(folder, 'pages.jsonl'));

    expect(result).toMatchObject({ n: 2, failed: [], overall: { f1: 0.5 } });
    expect(result.byPageType).toEqual({
      article: { n: 1, precision: 0, recall: 0, f1: 0 },
      service: { n: 1, precision: 1, recall: 1, f1: 1 },
    });
  });
});

describe('rows of text', () => {
  it('counts right verdicts of robots.txt files', async () => {
    const robots = 'User-agent: Foo\nDisallow: /x';

    const result = await runOn('robots', [
      { robots, userAgent: 'Foo', url: 'https://a.example/x', allowed: false },
      { robots, userAgent: 'Bar', url: 'https://a.example/x', allowed: false },
    ]);

    expect(result).toMatchObject({ n: 2, right: 1, accuracy: 0.5, wrong: [expect.stringMatching(/:2$/)] });
  });

  it('matches personal data by type and overlap, under any spelling of the type', async () => {
    const text = 'Write to jane@acme.example or to bob@acme.example.';

    const result = await runOn('pii', [
      {
        text,
        spans: [
          { type: 'EMAIL_ADDRESS', start: 9, end: 26 },
          { type: 'person', start: 9, end: 13 },
        ],
      },
    ]);

    expect(result.byType).toEqual({
      email: { wanted: 1, found: 2, precision: 0.5, recall: 1, f1: 0.6667 },
      person: { wanted: 1, found: 0, precision: 0, recall: 0, f1: 0 },
    });
  });

  it('labels sentiment', async () => {
    const result = await runOn('sentiment', [
      { text: 'A great, reliable product.', label: 1 },
      { text: 'Profits fell after the outage.', label: -1 },
      { text: 'It is based in Bonn.', label: 1 },
    ]);

    expect(result).toMatchObject({ n: 3, accuracy: 0.6667, macroF1: 0.8334 });
  });

  it('maps industries to the classes of the directory; what is not told is wrong', async () => {
    const result = await runOn('industry', [
      { description: 'A neobank with credit cards and loans for small shops.', industry: 'Fintech' },
      { description: 'Hello.', industry: 'B2B' },
    ]);

    expect(result).toMatchObject({ n: 2, accuracy: 0.5, told: 1, accuracyOfTold: 1 });
    expect(result.calibrationError).toBeGreaterThan(0);
  });
});

describe('rows of ours', () => {
  const rows = (name: string) => join(import.meta.dirname, '../../evaluation/rows', name);

  it.each([
    ['sentiment', 'sentiment.jsonl', 'macroF1', 0.93],
    ['sentiment', 'sentiment-unseen.jsonl', 'macroF1', 0.85],
    ['robots', 'robots.jsonl', 'accuracy', 1],
    ['grounding', 'grounding.jsonl', 'verbatimShare', 1],
  ])('are told right enough: %s on %s', async (task, file, measure, least) => {
    const { result } = await evaluate(task, '--cases', rows(file));

    expect(result[measure]).toBeGreaterThanOrEqual(least);
  });

  it.each([
    ['entities.jsonl', 0.95],
    ['entities-unseen.jsonl', 0.8],
  ])('name their entities: %s', async (file, least) => {
    const { result } = await evaluate('entities', '--cases', rows(file));

    expect(result.overall.f1).toBeGreaterThanOrEqual(least);
  });

  it('hold no claim with a name or number outside its quote', async () => {
    const { result } = await evaluate('grounding', '--cases', rows('grounding.jsonl'));

    expect(result).toMatchObject({ outsideQuote: 0, notVerbatim: [] });
    expect(result.claims).toBeGreaterThan(20);
  });
});

describe('speed', () => {
  it('is told for ten pages at a time beside a baseline', async () => {
    const html = '<main><h1>Acme builds robots</h1><p>Acme was founded in 2014 and employs 340 people.</p></main>';
    const folder = writeFiles({
      'a.html': html,
      'pages.jsonl': Array.from({ length: 20 }, () => ({ file: 'a.html', url: 'https://acme.example/' })),
      'few.jsonl': [{ file: 'a.html', url: 'https://acme.example/' }],
    });

    const { result } = await evaluate('speed', '--pages', join(folder, 'pages.jsonl'));
    const { code } = await evaluate('speed', '--pages', join(folder, 'few.jsonl'));

    expect(result).toMatchObject({ n: 2, pagesPerCompany: 10, baseline: { unit: 'ms' } });
    expect(code).toBe(2);
  });
});

describe('claims and facts', () => {
  const html =
    '<title>Acme</title><meta name="description" content="Acme builds robots for cold stores and ships them.">' +
    '<main><h1>Acme builds robots</h1><p>Acme was founded in 2014.</p><p>Today 340 people work at Acme.</p></main>';

  it('holds every emitted claim against the given sources', async () => {
    const searchResults = [{ title: 'Acme', url: 'https://press.example/acme', snippet: 'Acme raises $5 million.' }];

    const result = await runOn('grounding', [
      { domain: 'acme.example', searchResults, pages: [{ url: 'https://acme.example/', html }] },
    ]);

    expect(result.claims).toBeGreaterThan(2);
    expect(result).toMatchObject({ n: 1, verbatimShare: 1, outsideQuote: 0, notVerbatim: [], outside: [] });
  });

  it('refuses a row without a registrable domain', async () => {
    const folder = writeFiles({ 'a.jsonl': [{ domain: 'localhost' }] });

    const { code, errors } = await evaluate('grounding', '--cases', join(folder, 'a.jsonl'));

    expect(code).toBe(2);
    expect(errors).toContain('a.jsonl:1 names no registrable domain: localhost');
  });

  it('counts right, missing and wrong facts of each field', async () => {
    const gold = {
      founded: { value: 2014, quote: 'founded in 2014' },
      employees: { value: 350, quote: '' },
      headquarters: { value: 'Bonn', quote: '' },
      products: { value: ['FleetDeck'], quote: '' },
      nickname: { value: 'A', quote: '' },
    };
    const folder = writeFiles({
      'acme.example/index.html': html,
      'acme.example/about/team.html': '<main><p>Nobody here.</p></main>',
      'acme.example/gold.json': JSON.stringify(gold),
    });

    const { result } = await evaluate('facts', '--sites', folder);

    expect(result.byField).toEqual({
      founded: { right: 1, missing: 0, wrong: 0, score: 1 },
      employees: { right: 0, missing: 0, wrong: 1, score: -2 },
      headquarters: { right: 0, missing: 1, wrong: 0, score: 0 },
      products: { right: 0, missing: 1, wrong: 0, score: 0, f1: 0 },
    });
    expect(result).toMatchObject({ n: 1, score: -1, verbatimShare: 1, rightOfEmitted: 0.5, foundOfKnowable: 0.25 });
    expect(result.mistakes).toContainEqual({
      ...{ domain: 'acme.example', field: 'employees' },
      ...{ missing: ['350'], wrong: ['340'] },
    });
  });

  it('joins labels that are named by their domain with saved pages of it', async () => {
    const folder = writeFiles({
      'pages.jsonl': [
        { file: 'a.html.gz', url: 'https://www.acme.example/' },
        { file: 'a.html.gz', url: 'https://other.example/' },
        { file: 'none.html.gz', url: '' },
      ],
      'a.html.gz': html,
      'labels/acme.example.json': JSON.stringify({ founded: { value: 2014, quote: 'founded in 2014' } }),
    });
    const pages = join(folder, 'pages.jsonl');

    const { result } = await evaluate('facts', '--sites', join(folder, 'labels'), '--pages', pages);

    expect(result).toMatchObject({ n: 1, score: 1, mistakes: [] });
  });

  it.each([
    ['is not named by a domain', 'acme.json', 'https://acme.example/'],
    ['holds no page of', 'acme.example.json', 'https://other.example/'],
  ])('refuses labels where a file %s', async (problem, label, url) => {
    const folder = writeFiles({ 'pages.jsonl': [{ file: 'a.html', url }], 'a.html': html, [`labels/${label}`]: '{}' });

    const { code, errors } = await evaluate(
      'facts',
      '--sites',
      join(folder, 'labels'),
      '--pages',
      join(folder, 'pages.jsonl'),
    );

    expect(code).toBe(2);
    expect(errors).toContain(problem);
  });

  it('holds the sandbox to what its companies say of themselves', async () => {
    const { result } = await evaluate('facts', '--sites', join(import.meta.dirname, '../../../local/sandbox/web'));

    expect(result.rightOfEmitted).toBeGreaterThanOrEqual(0.97);
    expect(result.foundOfKnowable).toBeGreaterThanOrEqual(0.9);
    expect(result.verbatimShare).toBe(1);
  });
});
