import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseDomain } from '../../../../../../functions/lib/company/domain.ts';
import { readPage } from '../../../../../../functions/lib/content/index.ts';
import { readHomepageInfo } from '../../../../../../functions/lib/sources/own-site/basic-info.ts';
import { discoverPages } from '../../../../../../functions/lib/sources/own-site/discover-pages.ts';
import { ownSite } from '../../../../../../functions/lib/sources/own-site/own-site.ts';
import { parseSitemap } from '../../../../../../functions/lib/sources/own-site/sitemap.ts';
import { visitHomepage } from '../../../../../../functions/lib/sources/own-site/visit-homepage.ts';
import { refusingAddressOf } from '../../../../../../local/network/address-plan.ts';
import { type SmallWeb, servePages, startSmallWeb } from '../../http/small-web.ts';
import { brokenQuotes, company, factsOf, frozenSurroundings, outcomeOf, planned, question } from '../questions.ts';

let web: SmallWeb;
let count = 0;
/** Every test has a company of its own, so that no robots.txt is remembered from another. */
let host = '';
beforeAll(async () => {
  web = await startSmallWeb();
});
beforeEach(() => {
  count += 1;
  host = `visited-${count}.example`;
  web.asked.length = 0;
});
afterEach(() => web.names.clear());
afterAll(() => web.close());

const domainOf = (name: string) => parseDomain(name) as NonNullable<ReturnType<typeof parseDomain>>;
const soon = () => Date.now() + 5_000;
const xml = (body: string) => ({ headers: { 'content-type': 'application/xml' }, body });
const urlset = (...urls: string[]) =>
  `<?xml version="1.0"?><urlset>${urls.map((url) => `<url><loc>${url}</loc></url>`).join('')}</urlset>`;

describe('ownSite', () => {
  const ask = (path: string) => {
    const about = { domain: domainOf(host), name: 'Visited' };
    const source = { ...planned('own-site'), url: `https://${host}${path}`, purpose: 'about' as const };
    return question({ about, source, surroundings: frozenSurroundings() });
  };

  it('gives a page as a document and its structured data as facts', async () => {
    const script = `{"@type":"Organization","name":"Visited","foundingDate":"1999"}`;
    web.answer = servePages({
      '/about': `<h1>About</h1><p>We visit.</p><script type="application/ld+json">${script}</script>`,
    });

    const answer = await ownSite.ask(ask('/about'));

    expect(factsOf(answer).map(({ field, value }) => [field, value])).toEqual([
      ['companyName', 'Visited'],
      ['founded', 1999],
    ]);
    expect(brokenQuotes(answer)).toEqual([]);
    expect(answer).toMatchObject({
      documents: [{ sourceId: 'own-site', purpose: 'about', url: `https://${host}/about` }],
    });
  });

  it.each([
    ['what is not there', { status: 404 }, 'no_match: http_404'],
    ['what is gone', { status: 410 }, 'no_match: http_410'],
    ['a failing server', { status: 500 }, 'failure: http_500'],
    ['a closed door', { status: 403 }, 'failure: http_403'],
    ['a picture', { headers: { 'content-type': 'image/png' }, body: 'x' }, 'no_match: not_html'],
    ['an empty page', '', 'no_match: no_text'],
    ['an endless page', `<p>Beginning.</p>${'x'.repeat(2_100_000)}`, 'matched'],
    ['a redirect home', { status: 301, headers: { location: '/' } }, 'no_match: redirects_home'],
    [
      'a redirect to others',
      { status: 301, headers: { location: 'https://others.example/' } },
      'no_match: redirects_elsewhere',
    ],
    ['a redirect inside', { status: 301, headers: { location: 'http://10.0.0.1/' } }, 'failure: address_refused'],
    ['a circle', { status: 302, headers: { location: '/page' } }, 'failure: too_many_redirects'],
    ['what is badly packed', { headers: { 'content-encoding': 'gzip' }, body: 'x' }, 'failure: malformed'],
  ])('ends with an outcome at %s', async (_, page, expected) => {
    web.answer = servePages({ '/page': page, '/': '<h1>Home</h1>' });

    const outcome = await outcomeOf(ownSite, ask('/page'));

    expect(outcome).toBe(expected);
    expect(web.asked.some((url) => url.includes('others'))).toBe(false);
  });

  it('says so where it read only the beginning of a page', async () => {
    web.answer = servePages({ '/page': `<p>Beginning.</p>${'x'.repeat(2_100_000)}` });

    const answer = await ownSite.ask(ask('/page'));

    expect(answer).toMatchObject({ outcome: 'matched', reason: 'truncated' });
  });

  it('does not count what the template repeats on every page', async () => {
    const script = '{"@type":"Organization","name":"Visited"}';
    web.answer = servePages({ '/news': `<p>News</p><script type="application/ld+json">${script}</script>` });
    const asked = ask('/news');

    const answer = await ownSite.ask({ ...asked, source: { ...asked.source, purpose: 'news' } });

    expect(factsOf(answer)).toEqual([]);
  });

  it('skips what robots.txt forbids, without asking for it', async () => {
    web.answer = servePages({ '/robots.txt': { body: 'User-agent: *\nDisallow: /about' }, '/about': 'x' });

    const outcome = await outcomeOf(ownSite, ask('/about'));

    expect(outcome).toBe('skipped: robots_disallowed');
    expect(web.asked).toEqual([`https://${host}/robots.txt`]);
  });

  it('asks no page of a site whose robots.txt cannot be read', async () => {
    web.answer = servePages({ '/robots.txt': { status: 503 }, '/about': 'x' });

    expect(await outcomeOf(ownSite, ask('/about'))).toBe('failure: robots_unreachable');
  });

  it('tries again where a connection broke off or a gateway failed', async () => {
    let visits = 0;
    web.answer = ({ url, response }) => {
      if (url.pathname === '/robots.txt') response.writeHead(404).end();
      else if (++visits === 1) response.writeHead(503).end();
      else response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>About</h1>');
    };

    expect(await outcomeOf(ownSite, ask('/about'))).toBe('matched');
  });

  it('takes a page without a content type for what it is', async () => {
    web.answer = ({ url, response }) =>
      void response.writeHead(200).end(url.pathname === '/about' ? '<!doctype html><h1>About</h1>' : 'text');

    expect(await outcomeOf(ownSite, ask('/about'))).toBe('matched');
    expect(await outcomeOf(ownSite, ask('/other'))).toBe('no_match: not_html');
  });

  it('has nothing to ask without a URL or without time', async () => {
    const source = planned('own-site');

    expect(await outcomeOf(ownSite, question({ source }))).toBe('no_match: no_url');
    expect(await outcomeOf(ownSite, { ...ask('/a'), deadline: 0 })).toBe('failure: timeout');
  });

  it('gives up a page that cannot be read in time', async () => {
    const slow = `<style>${'.a .a .a .a .b{color:red}'.repeat(15_000)}</style>${'<div class="a">'.repeat(400)}${'<p class="b">x</p>'.repeat(30_000)}`;
    web.answer = servePages({ '/slow': slow });

    expect(await outcomeOf(ownSite, ask('/slow'))).toBe('failure: unreadable');
  });
});

describe('visitHomepage', () => {
  const visit = () => visitHomepage(domainOf(host), soon());

  it.each([
    ['https on the bare name', () => `https://${host}/`],
    ['https under www', () => `https://www.${host}/`],
    ['http on the bare name', () => `http://${host}/`],
    ['http under www', () => `http://www.${host}/`],
  ])('finds it over %s', async (_, urlOf) => {
    const url = urlOf();
    web.answer = servePages({ [url]: '<h1>Home</h1>' });

    expect(await visit()).toMatchObject({ state: 'page', url });
  });

  it('tells the failure that says most', async () => {
    web.names.set(host, { a: [refusingAddressOf(host)] });
    web.answer = servePages({ [`https://www.${host}/`]: { status: 500 } });

    expect(await visit()).toMatchObject({ state: 'missing', reason: 'http_500', answered: true });
  });

  it.each([
    ['a closed door', { '/': { status: 403 } }, 'http_403'],
    ['robots.txt', { '/robots.txt': { body: 'User-agent: *\nDisallow: /' } }, 'robots_disallowed'],
  ])('asks no other name after %s', async (_, pages, reason) => {
    web.answer = servePages(pages);

    expect(await visit()).toMatchObject({ reason });
    expect(web.asked.every((url) => url.startsWith(`https://${host}/`))).toBe(true);
  });

  it('has no time for more when there is none', async () => {
    expect(await visitHomepage(domainOf(host), 0)).toMatchObject({ state: 'missing', reason: 'timeout' });
  });
});

describe('readHomepageInfo', () => {
  const info = () => readHomepageInfo(domainOf(host), soon());

  it('reads who the page says its owner is', async () => {
    web.answer = servePages({
      '/': `<title>Visited ${count} | Anvils</title><meta property="og:site_name" content="Visited"><meta name="description" content="Visited makes anvils for the careful coyote.">
        <script type="application/ld+json">{"@type":"Organization","name":"Visited","foundingDate":"1949","numberOfEmployees":12,"address":{"addressLocality":"Graz"}}</script><h1>Anvils</h1>`,
    });

    const reading = await info();

    expect(reading.info).toMatchObject({
      status: 'fetched',
      name: 'Visited',
      description: 'Visited makes anvils for the careful coyote.',
      headquarters: 'Graz',
      founded: 1949,
      employees: 12,
      finalUrl: `https://${host}/`,
      parkedReason: null,
      source: {
        id: 'own-site:home',
        outcome: 'matched',
        fields: ['companyName', 'founded', 'employees', 'headquarters', 'description'],
      },
    });
    expect(reading.document?.purpose).toBe('home');
    expect(reading.facts.every(({ evidence }) => evidence[0]?.documentId === reading.document?.id)).toBe(true);
  });

  it('quotes the name from where it stands when nothing declares it', async () => {
    web.answer = servePages({
      '/': '<title>Home</title><meta property="og:site_name" content="Anvil House"><h1>Anvils</h1>',
    });

    const { facts } = await info();

    expect(facts).toMatchObject([{ field: 'companyName', value: 'Anvil House', evidence: [{ quote: 'Anvil House' }] }]);
  });

  it.each([
    [
      'a parked domain',
      { '/': '<h1>This domain is for sale</h1>' },
      { status: 'fetched', parkedReason: 'for_sale_notice', source: { outcome: 'no_match', reason: 'parked' } },
    ],
    [
      'a closed door',
      { '/': { status: 403 } },
      { status: 'blocked', source: { outcome: 'error', reason: 'http_403' } },
    ],
    [
      'a forbidden page',
      { '/robots.txt': { body: 'User-agent: *\nDisallow: /' } },
      { status: 'blocked', source: { outcome: 'skipped', reason: 'robots_disallowed' } },
    ],
    [
      'a moved company',
      { '/': { status: 301, headers: { location: 'https://buyer.example/' } } },
      {
        status: 'blocked',
        finalUrl: 'https://buyer.example/',
        source: { outcome: 'no_match', reason: 'redirects_elsewhere' },
      },
    ],
  ])('keeps nothing of %s', async (_, pages, expected) => {
    web.answer = servePages(pages);

    const reading = await info();

    expect(reading).toMatchObject({ info: { name: null, documentKey: null, ...expected }, document: null, facts: [] });
  });

  it('calls a domain that nobody answers for unreachable', async () => {
    web.names.set(host, null);
    web.names.set(`www.${host}`, null);

    expect((await info()).info).toMatchObject({
      status: 'unreachable',
      source: { outcome: 'error', reason: 'no_such_domain' },
    });
  });

  it('calls a page that cannot be read blocked', async () => {
    const slow = `<style>${'.a .a .a .a .b{color:red}'.repeat(15_000)}</style>${'<div class="a">'.repeat(400)}${'<p class="b">x</p>'.repeat(30_000)}`;
    web.answer = servePages({ '/': slow });

    expect((await info()).info).toMatchObject({
      status: 'blocked',
      source: { outcome: 'error', reason: 'unreadable' },
    });
  });
});

describe('discoverPages', () => {
  const discover = (links: string, more: object = {}) => {
    const homepage = readPage(links, {
      url: `https://${host}/`,
      sourceId: 'own-site',
      observedAt: '',
      purpose: 'home',
    });
    const about = { ...company, domain: domainOf(host), homepageUrl: `https://${host}/` };
    return discoverPages({ company: about, homepage, known: new Set(), limit: 12, deadline: soon(), ...more });
  };
  const paths = (pages: readonly { url: string }[]) => pages.map(({ url }) => url.replace(`https://${host}`, ''));

  it('reads the sitemaps that robots.txt names, packed and nested ones too', async () => {
    const at = (path: string) => `https://${host}${path}`;
    web.answer = servePages({
      '/robots.txt': { body: `User-agent: *\nDisallow: /secret\nSitemap: ${at('/index.xml')}` },
      '/index.xml': xml(
        `<sitemapindex><sitemap><loc>${at('/pages.xml.gz')}</loc></sitemap><sitemap><loc>${at('/posts.xml')}</loc></sitemap><sitemap><loc>https://others.example/s.xml</loc></sitemap></sitemapindex>`,
      ),
      '/pages.xml.gz': {
        headers: { 'content-type': 'application/gzip' },
        body: gzipSync(urlset(at('/about'), at('/pricing/'), at('/secret/team'), 'https://others.example/about')),
      },
      '/posts.xml': xml(urlset(at('/blog/one'))),
    });

    const pages = await discover('<a href="/customers">Customers</a>');

    expect(paths(pages)).toEqual(['/about', '/pricing', '/customers', '/blog/one']);
    expect(web.asked.some((url) => url.includes('others'))).toBe(false);
  });

  it('reads /sitemap.xml where robots.txt names none', async () => {
    web.answer = servePages({ '/sitemap.xml': xml(urlset(`http://www.${host}/about`)) });

    expect(paths(await discover(''))).toEqual(['/about']);
  });

  it('tries well-known paths for kinds of pages that nothing shows', async () => {
    web.answer = servePages({});

    const pages = await discover(
      '<a href="/who-we-are?ref=nav">Who</a> <a href="/#top">Top</a> <a href="https://others.example/pricing">x</a>',
    );

    expect(paths(pages)).toEqual([
      '/who-we-are',
      '/products',
      '/pricing',
      '/customers',
      '/team',
      '/news',
      '/careers',
      '/security',
    ]);
  });

  it('keeps to its limit, and to the homepage', async () => {
    web.answer = servePages({});

    expect(await discover('', { limit: 2 })).toHaveLength(2);
    expect(await discover('', { company: { ...company, homepageUrl: null } })).toEqual([]);
    expect(await discover('', { homepage: null, limit: 1 })).toHaveLength(1);
  });

  it.each([
    ['is missing', { status: 404 }],
    ['is badly packed', { body: Buffer.from([0x1f, 0x8b, 1, 2]) }],
    ['is no sitemap', { body: '<html><body>Hello</body></html>' }],
  ])('does without a sitemap that %s', async (_, sitemap) => {
    web.answer = servePages({ '/sitemap.xml': sitemap });

    expect(await discover('', { limit: 1 })).toHaveLength(1);
  });

  it('does without a server for its sitemaps, and without those that robots.txt forbids', async () => {
    web.names.set(`maps.${host}`, { a: [refusingAddressOf('x')] });
    web.answer = servePages({
      '/robots.txt': {
        body: `User-agent: *\nDisallow: /forbidden.xml\nSitemap: https://maps.${host}/s.xml\nSitemap: https://${host}/forbidden.xml\nSitemap: https://10.0.0.1/s.xml`,
      },
    });

    await discover('');

    expect(web.asked).not.toContain(`https://${host}/forbidden.xml`);
  });

  it('asks nobody for sitemaps when there is no time', async () => {
    web.answer = servePages({ '/sitemap.xml': xml(urlset(`https://${host}/about`)) });

    await discover('', { deadline: 0 });

    expect(web.asked).toEqual([`https://${host}/robots.txt`]);
  });
});

describe('parseSitemap', () => {
  it('reads dates, prefixes, CDATA and plain lines', () => {
    const prefixed = parseSitemap(
      '<?xml version="1.0"?><s:urlset><s:url><s:loc><![CDATA[https://a.example/x?a=1&amp;b]]></s:loc><s:lastmod>2026-01-02T03:04:05Z</s:lastmod></s:url><url><loc>nonsense</loc></url></s:urlset>',
    );
    const plain = parseSitemap('https://a.example/one\nhttps://a.example/two\nnot a url');

    expect(prefixed.pages).toEqual([{ url: 'https://a.example/x?a=1&b', text: '', changedAt: '2026-01-02' }]);
    expect(plain.pages.map(({ url }) => url)).toEqual(['https://a.example/one', 'https://a.example/two']);
  });
});
