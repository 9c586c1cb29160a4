import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPurpose, languageOf } from '../../../../../../functions/lib/sources/own-site/page-purposes.ts';
import { rankPages } from '../../../../../../functions/lib/sources/own-site/rank-pages.ts';

const page = (path: string, text = '', changedAt: string | null = null) => ({
  url: `https://acme.example${path}`,
  text,
  changedAt,
});
const options = { language: 'en', known: new Set<never>(), limit: 12 };
const rank = (paths: readonly string[], more: object = {}) =>
  rankPages(
    paths.map((path) => page(path)),
    { ...options, ...more },
  ).map(({ url, purpose }) => `${purpose} ${new URL(url).pathname}`);

describe('findPurpose', () => {
  it.each([
    ['/about', 'about'],
    ['/en/about-us.html', 'about'],
    ['/company/leadership', 'team'],
    ['/company', 'about'],
    ['/ueber-uns', 'about'],
    ['/pricing/', 'pricing'],
    ['/plans', 'pricing'],
    ['/customers/road-runner', 'customers'],
    ['/case-studies', 'customers'],
    ['/acme-vs-globex', 'comparison'],
    ['/compare/globex', 'comparison'],
    ['/trust', 'security'],
    ['/integrations', 'partners'],
    ['/jobs/smith', 'careers'],
    ['/blog/pricing', 'news'],
    ['/platform/anvils', 'products'],
    ['/contact', 'contact'],
    ['/anything', 'other'],
  ])('reads %s as %s', (path, purpose) => {
    expect(findPurpose(page(path))).toBe(purpose);
  });

  it('hears what a link says where the path says nothing', () => {
    expect(findPurpose(page('/p/17', 'Our Story'))).toBe('about');
    expect(findPurpose(page('/p/17', `${'word '.repeat(20)}pricing`))).toBe('other');
  });

  it.each([
    '/',
    '/index.html',
    '/login',
    '/legal/terms',
    '/privacy-policy',
    '/about.pdf',
    '/logo.png',
    '/a/b/c/d/e',
    '/tag/anvils',
    '/docs/api',
  ])('leaves %s out', (path) => {
    expect(findPurpose(page(path))).toBeNull();
  });

  it('reads the language of a path', () => {
    expect(['/de/preise', '/fr-CA/', '/about', '/'].map((path) => languageOf(`https://a.example${path}`))).toEqual([
      'de',
      'fr',
      null,
      null,
    ]);
    expect(languageOf('nonsense')).toBeNull();
    expect(findPurpose({ ...page('/'), url: 'nonsense' })).toBeNull();
  });
});

describe('rankPages', () => {
  it('takes the best page of each kind before the second of any', () => {
    const ranked = rank(['/customers/a', '/customers', '/about', '/products/x', '/products', '/pricing', '/plans']);

    expect(ranked).toEqual([
      'about /about',
      'products /products',
      'pricing /plans',
      'customers /customers',
      'products /products/x',
      'customers /customers/a',
    ]);
  });

  it('puts last what would only say what is known', () => {
    const known = new Set([
      'description',
      'founded',
      'headquarters',
      'employees',
      'industry',
      'legalName',
      'keyExecutives',
    ] as const);

    const ranked = rank(['/about', '/team', '/pricing', '/careers'], { known });

    expect(ranked).toEqual(['pricing /pricing', 'careers /careers', 'about /about', 'team /team']);
  });

  it('takes the overview of news, then the latest', () => {
    const ranked = rankPages(
      [
        page('/news/old', '', '2020-01-01'),
        page('/news/new', 'read', '2026-01-01'),
        page('/news/undated'),
        page('/news'),
      ],
      options,
    );

    expect(ranked.map(({ url }) => new URL(url).pathname)).toEqual([
      '/news',
      '/news/new',
      '/news/old',
      '/news/undated',
    ]);
  });

  it('prefers linked pages and leaves out other languages', () => {
    const ranked = rankPages([page('/abc'), page('/xyz', 'Look here'), page('/de/about'), page('/en/team')], options);

    expect(ranked.map(({ url }) => new URL(url).pathname)).toEqual(['/en/team', '/xyz', '/abc']);
  });

  it('takes English where the page does not say its language', () => {
    expect(rank(['/en/about', '/de/team'], { language: null })).toEqual(['about /en/about']);
  });

  it('never gives more than asked for, nor a page twice, nor one that was not there', () => {
    const candidates = fc.uniqueArray(
      fc.webPath().map((path) => page(path === '' ? '/' : path)),
      { selector: ({ url }) => url, maxLength: 40 },
    );
    fc.assert(
      fc.property(candidates, fc.integer({ min: 0, max: 30 }), (pages, limit) => {
        const urls = rankPages(pages, { ...options, limit }).map(({ url }) => url);
        expect(urls.length).toBeLessThanOrEqual(limit);
        expect(new Set(urls).size).toBe(urls.length);
        expect(urls.every((url) => pages.some((each) => each.url === url))).toBe(true);
      }),
    );
  });
});
