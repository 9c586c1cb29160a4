import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dns } from '../../../../../functions/lib/sources/dns.ts';
import { gleif } from '../../../../../functions/lib/sources/gleif.ts';
import { hackerNews } from '../../../../../functions/lib/sources/hacker-news.ts';
import { rdap } from '../../../../../functions/lib/sources/rdap.ts';
import { secEdgar } from '../../../../../functions/lib/sources/sec-edgar.ts';
import { wikipedia } from '../../../../../functions/lib/sources/wikipedia.ts';
import { storeHomepage } from './homepages.ts';
import { mockStorage } from './memory-storage.ts';
import { brokenQuotes, domain, factsOf, frozenSurroundings, now, outcomeOf, question, valuesOf } from './questions.ts';
import { startVirtualWeb, type VirtualWeb } from './virtual-web.ts';
import { bindings, ownerRow } from './wikidata-answers.ts';

const storage = mockStorage();
let web: VirtualWeb;
beforeAll(async () => {
  web = await startVirtualWeb();
});
afterAll(() => web.close());
beforeEach(() => {
  web.reset();
  storage.reset();
  web.serve('query.wikidata.org', { body: bindings(ownerRow) });
});
afterEach(() => {
  delete process.env.CONTACT_URL;
});

describe('the Wikipedia adapter', () => {
  const summary = {
    type: 'standard',
    title: 'Acme Robotics',
    wikibase_item: 'Q4242',
    description: 'Robot maker',
    extract: 'Acme Robotics is a German maker of robots. It was founded in 1998.',
    timestamp: '2026-01-05T10:00:00Z',
    content_urls: { desktop: { page: 'https://en.wikipedia.org/wiki/Acme_Robotics' } },
  };
  const serve = (changes: object) => web.serve('en.wikipedia.org', { body: { ...summary, ...changes } });

  it('describes the entity that owns the domain', async () => {
    serve({});

    const answer = await wikipedia.ask(question());

    expect(valuesOf(answer, 'description')).toEqual([summary.extract]);
    expect(brokenQuotes(answer)).toEqual([]);
    expect(answer).toMatchObject({
      documents: [{ url: summary.content_urls.desktop.page, publishedAt: '2026-01-05' }],
    });
  });

  it('cuts a long article at the end of a sentence', async () => {
    const sentence = `${'It makes many robots for many people '.repeat(6).trim()}.`;
    serve({ extract: Array(4).fill(sentence).join(' '), content_urls: null, timestamp: null });

    const answer = await wikipedia.ask(question());

    expect(valuesOf(answer, 'description')).toEqual([`${sentence} ${sentence}`]);
  });

  it('takes one overlong sentence as a whole', async () => {
    const sentence = `${'very '.repeat(150)}long.`;
    serve({ extract: `${sentence} More.` });

    expect(valuesOf(await wikipedia.ask(question()), 'description')).toEqual([sentence]);
  });

  it.each([
    [{ type: 'disambiguation' }, 'no_match: disambiguation'],
    [{ wikibase_item: 'Q1' }, 'no_match: other_entity'],
    [{ wikibase_item: null }, 'no_match: other_entity'],
    [{ title: null }, 'failure: malformed'],
  ])('refuses %j', async (changes, expected) => {
    serve(changes);

    expect(await outcomeOf(wikipedia, question())).toBe(expected);
  });

  it('states nothing of an article without text', async () => {
    serve({ extract: '' });

    expect(factsOf(await wikipedia.ask(question()))).toEqual([]);
  });

  it('knows nothing of an entity without an article, or of a deleted one', async () => {
    web.serve('en.wikipedia.org', { status: 404, body: '{}' });
    expect(await outcomeOf(wikipedia, question())).toBe('no_match: no_article');

    storage.reset();
    const { article: _, ...row } = ownerRow;
    web.serve('query.wikidata.org', { body: bindings(row) });
    expect(await outcomeOf(wikipedia, question())).toBe('no_match: no_article');
  });
});

describe('the RDAP adapter', () => {
  const answer = {
    objectClassName: 'domain',
    ldhName: 'ACME.example',
    events: [{ eventAction: 'registration', eventDate: '1997-05-01T00:00:00Z' }, 'broken'],
    entities: [{ vcardArray: ['vcard', [['email', {}, 'text', 'owner@private.example']]] }],
    status: ['active'],
    nameservers: [{ ldhName: 'ns1.acme.example' }],
  };

  it('keeps the registration as a hint, states no fact, and keeps no contact', async () => {
    web.serve('rdap.org', { status: 302, headers: { location: 'https://rdap.registry.example/domain/acme.example' } });
    web.serve('rdap.registry.example', { body: answer });

    const found = await rdap.ask(question());

    expect(factsOf(found)).toEqual([]);
    expect(JSON.stringify(found)).toContain('1997-05-01');
    expect(JSON.stringify(found)).not.toContain('owner@private.example');
  });

  it.each([
    [{ status: 404 }, 'no_match: not_registered'],
    [{ body: { ...answer, ldhName: 'other.example' } }, 'no_match: other_domain'],
    [{ body: { errorCode: 500 } }, 'failure: malformed'],
  ])('ends without a document on %j', async (reply, expected) => {
    web.serve('rdap.org', reply);

    expect(await outcomeOf(rdap, question())).toBe(expected);
  });
});

describe('the GLEIF adapter', () => {
  const lei = '5299000ACME000000042';
  const legalEntity = {
    legalName: { name: 'Acme Robotics GmbH', language: 'de' },
    headquartersAddress: { city: 'Berlin', region: 'DE-BE', country: 'DE', postalCode: '10115' },
    jurisdiction: 'DE',
    status: 'ACTIVE',
  };
  const serve = (changes: object = {}, id = lei) =>
    web.serve('api.gleif.org', {
      headers: { 'content-type': 'application/vnd.api+json' },
      body: {
        meta: {},
        data: { type: 'lei-records', id, attributes: { lei: id, entity: { ...legalEntity, ...changes } } },
      },
    });

  it('states the legal entity whose identifier Wikidata ties to the domain', async () => {
    serve();

    const answer = await gleif.ask(question());

    expect(valuesOf(answer, 'legalName')).toEqual(['Acme Robotics GmbH']);
    expect(valuesOf(answer, 'headquarters')).toEqual(['Berlin, DE']);
    expect(valuesOf(answer, 'ids')).toEqual([{ scheme: 'lei', value: lei }]);
    expect(brokenQuotes(answer)).toEqual([]);
  });

  it('believes the identifier on the homepage first', async () => {
    const own = '529900OWNSITE0000099';
    serve({}, own);

    const answer = await gleif.ask(
      question({ about: { homeDocumentKey: storeHomepage(storage, { structuredData: [{ leiCode: own }] }) } }),
    );

    expect(valuesOf(answer, 'ids')).toEqual([{ scheme: 'lei', value: own }]);
    expect(web.visits.every(({ url }) => url.hostname === 'api.gleif.org')).toBe(true);
  });

  it.each([
    ['an inactive entity', () => serve({ status: 'INACTIVE' }), 'no_match: inactive_entity'],
    ['another entity', () => serve({}, '529900OWNSITE0000099'), 'no_match: other_entity'],
    ['an unknown identifier', () => web.serve('api.gleif.org', { status: 404 }), 'no_match: unknown_lei'],
    ['another shape', () => web.serve('api.gleif.org', { body: { data: [] } }), 'failure: malformed'],
    [
      'no identifier',
      () => web.serve('query.wikidata.org', { body: bindings({ ...ownerRow, lei: 'short' }) }),
      'no_match: no_lei',
    ],
    ['nobody', () => web.serve('query.wikidata.org', { body: bindings() }), 'no_match: no_lei'],
  ])('states nothing on %s', async (_case, prepare, expected) => {
    prepare();

    expect(await outcomeOf(gleif, question())).toBe(expected);
  });

  it('does without an address', async () => {
    serve({ headquartersAddress: 7 });

    expect(valuesOf(await gleif.ask(question()), 'headquarters')).toEqual([]);
  });
});

describe('the SEC EDGAR adapter', () => {
  const submissions = {
    cik: '1234567',
    name: 'ACME ROBOTICS INC',
    sicDescription: 'Industrial Machinery',
    tickers: ['ACME'],
    website: '',
    addresses: { business: { city: 'AUSTIN', stateOrCountry: 'TX', stateOrCountryDescription: 'TX' } },
    filings: {
      recent: {
        accessionNumber: ['1', '2', '3', '4'],
        form: ['8-K', '10-Q', '8-K', '8-K'],
        filingDate: ['2026-02-01', '2026-01-15', '2025-11-03', '2020-01-01'],
        items: ['5.02,9.01', '', '2.01', '1.01'],
      },
    },
  };
  const tickers = { '0': { cik_str: 1234567, ticker: 'ACME', title: 'Acme Robotics Inc.' } };
  const serve = (changes: object = {}) => {
    process.env.CONTACT_URL = 'mailto:research@orchestrator.example';
    web.serve('data.sec.gov', { body: { ...submissions, ...changes } });
    web.serve('www.sec.gov', { body: tickers });
  };

  it('states the filer that Wikidata ties to the domain, and last year’s events', async () => {
    serve();

    const answer = await secEdgar.ask(question());

    expect(valuesOf(answer, 'legalName')).toEqual(['ACME ROBOTICS INC']);
    expect(valuesOf(answer, 'industry')).toEqual(['Industrial Machinery']);
    expect(valuesOf(answer, 'headquarters')).toEqual(['AUSTIN, TX']);
    expect(valuesOf(answer, 'ids')).toEqual([
      { scheme: 'cik', value: '1234567' },
      { scheme: 'ticker', value: 'ACME' },
    ]);
    expect(valuesOf(answer, 'buyingSignals')).toMatchObject([
      { type: 'leadership change', date: '2026-02-01' },
      { type: 'acquisition', date: '2025-11-03' },
    ]);
    expect(brokenQuotes(answer)).toEqual([]);
    expect(web.visits.find(({ url }) => url.hostname === 'data.sec.gov')?.url.pathname).toBe(
      '/submissions/CIK0001234567.json',
    );
    expect(web.visits.at(-1)?.headers['user-agent']).toContain('research@orchestrator.example');
  });

  describe('revenue', () => {
    const figure = (end: string, val: number, changes: object = {}) => ({
      ...{ start: `${Number(end.slice(0, 4)) - 1}${end.slice(4)}`, end, val, accn: '1', fy: 2024, fp: 'FY' },
      ...{ form: '10-K', filed: '2025-02-20', frame: 'CY2024', ...changes },
    });
    const serveConcepts = (concepts: Readonly<Record<string, unknown>>) => {
      serve();
      web.serve('data.sec.gov', ({ pathname }) => {
        const tag = /\/(\w+)\.json$/.exec(pathname)?.[1] ?? '';
        if (pathname.startsWith('/submissions/')) return { body: submissions };
        return tag in concepts ? { body: concepts[tag] } : { status: 404, body: '<Error>NoSuchKey</Error>' };
      });
    };
    const concept = (tag: string, units: unknown) => ({ cik: 1234567, taxonomy: 'us-gaap', tag, label: 'x', units });

    it('is that of the latest fiscal year as filed, whichever concept tells it', async () => {
      serveConcepts({
        Revenues: concept('Revenues', { USD: [figure('2018-12-31', 90)] }),
        RevenueFromContractWithCustomerExcludingAssessedTax: concept('Contracts', {
          USD: [
            figure('2024-12-31', 100),
            figure('2024-12-31', 110, { form: '10-K/A', filed: '2025-06-01' }),
            figure('2025-09-30', 40, { start: '2025-07-01', form: '10-Q' }),
            figure('2025-12-31', 500, { form: '8-K' }),
            { end: '2026-12-31', val: 'much' },
          ],
          shares: [figure('2025-12-31', 7)],
        }),
      });

      const answer = await secEdgar.ask(question());

      expect(valuesOf(answer, 'revenue')).toEqual([{ amount: 110, currency: 'USD', period: '2024' }]);
      expect(brokenQuotes(answer)).toEqual([]);
    });

    it('names the last day of a year that is not the calendar’s, and reads foreign filers', async () => {
      serveConcepts({ Revenue: concept('Revenue', { EUR: [figure('2025-03-31', 900, { form: '20-F' })] }) });

      const answer = await secEdgar.ask(question());

      expect(valuesOf(answer, 'revenue')).toEqual([{ amount: 900, currency: 'EUR', period: '2025-03-31' }]);
    });

    it.each([
      ['units of another shape', { Revenues: concept('Revenues', [1]) }],
      ['no units', { Revenues: { tag: 7 } }],
      ['an error page', { Revenues: '<html>busy</html>' }],
      ['only quarters', { Revenues: concept('Revenues', { USD: [figure('2025-09-30', 4, { start: '2025-07-01' })] }) }],
    ])('is left out with %s, and the rest stands', async (_what, concepts) => {
      serveConcepts(concepts);

      const answer = await secEdgar.ask(question());

      expect(valuesOf(answer, 'revenue')).toEqual([]);
      expect(valuesOf(answer, 'legalName')).toEqual(['ACME ROBOTICS INC']);
    });
  });

  it('finds a filer by name only if the filing names this domain', async () => {
    web.serve('query.wikidata.org', { body: bindings() });
    serve({ website: 'https://www.acme.example', addresses: null, tickers: null, filings: null });
    expect(valuesOf(await secEdgar.ask(question()), 'ids')).toEqual([{ scheme: 'cik', value: '1234567' }]);

    serve({ website: 'https://namesake.example' });
    expect(await outcomeOf(secEdgar, question())).toBe('no_match: other_website');
    expect(await outcomeOf(secEdgar, question({ about: { name: 'Other' } }))).toBe('no_match: no_filer');
  });

  it('does not ask without saying how to be reached', async () => {
    expect(await outcomeOf(secEdgar, question())).toBe('skipped: no_contact');
    expect(web.visits).toEqual([]);
  });

  it.each([
    ['the filer is gone', () => web.serve('data.sec.gov', { status: 404 }), 'no_match: no_filer'],
    ['the filing has another shape', () => web.serve('data.sec.gov', { body: { name: 7 } }), 'failure: malformed'],
    ['the SEC refuses', () => web.serve('data.sec.gov', { status: 403, body: '<html>' }), 'failure: forbidden'],
    [
      'the list of filers has another shape',
      () => {
        web.serve('query.wikidata.org', { body: bindings() });
        web.serve('www.sec.gov', { body: [1] });
      },
      'failure: malformed',
    ],
  ])('states nothing when %s', async (_case, prepare, expected) => {
    serve();
    prepare();

    expect(await outcomeOf(secEdgar, question())).toBe(expected);
  });
});

describe('the Hacker News adapter', () => {
  const story = (id: number, url: string, created = '2026-02-10T08:00:00.000Z') => ({
    objectID: String(id),
    title: `Acme launches arm ${id}`,
    url,
    points: 120,
    num_comments: 30,
    created_at: created,
    _highlightResult: { title: { value: 'x' } },
  });

  it('takes stories that link to the domain and name the company, not those that do one of both', async () => {
    web.serve('hn.algolia.com', {
      body: {
        hits: [
          story(1, 'https://blog.acme.example/arm'),
          story(2, 'https://news.example/acme.example'),
          story(3, 'https://acme.example/old', '2020-01-01T00:00:00Z'),
          { ...story(4, 'https://acme.example/essay'), title: 'Anatomy of an attack on a water plant' },
          { ...story(5, 'https://acme.example/acmeism'), title: 'What is acmeism?' },
          null,
        ],
      },
    });

    const answer = await hackerNews.ask(question());

    expect(valuesOf(answer, 'recentNews')).toEqual([
      { title: 'Acme launches arm 1', url: 'https://blog.acme.example/arm', publishedAt: '2026-02-10' },
    ]);
    expect(brokenQuotes(answer)).toEqual([]);
    expect(web.visits[0]?.url.searchParams.get('numericFilters')).toMatch(/^created_at_i>17\d{8}$/);
  });

  it.each([
    [{ hits: [] }, 'no_match: no_stories'],
    [{ nbHits: 0 }, 'failure: malformed'],
  ])('states nothing on %j', async (body, expected) => {
    web.serve('hn.algolia.com', { body });

    expect(await outcomeOf(hackerNews, question())).toBe(expected);
  });
});

describe('the DNS adapter', () => {
  it('tells services from records and quotes the record', async () => {
    web.setRecords(domain, {
      mx: [
        { preference: 5, exchange: 'alt1.aspmx.l.google.com' },
        { preference: 1, exchange: 'aspmx.l.google.com' },
      ],
      txt: [
        'v=spf1 include:_spf.google.com include:mail.zendesk.com ~all',
        'atlassian-domain-verification=abc',
        'hello',
      ],
      ns: ['ns-12.awsdns-01.com'],
    });

    const answer = await dns.ask(question());

    expect(valuesOf(answer, 'techStack')).toEqual(['Google Workspace', 'Amazon Route 53', 'Zendesk', 'Atlassian']);
    const [workspace] = factsOf(answer);
    expect(workspace?.evidence[0]).toMatchObject({
      quote: 'acme.example. MX 1 aspmx.l.google.com',
      url: 'dns:acme.example',
    });
    expect(brokenQuotes(answer)).toEqual([]);
  });

  it('is the same whatever the order of the records', async () => {
    const txt = ['b=1', 'a=1', 'stripe-verification=x'];
    web.setRecords(domain, { txt });
    const first = await dns.ask(question());
    web.setRecords(domain, { txt: txt.toReversed() });

    expect(await dns.ask(question())).toEqual(first);
  });

  it('tells "nothing there" from "not answered"', async () => {
    expect(await outcomeOf(dns, question())).toBe('no_match: no_records');

    web.setRecords(domain, 'fails');
    expect(await outcomeOf(dns, question())).toBe('failure: dns_failed');

    expect(await outcomeOf(dns, question({ deadline: now, surroundings: frozenSurroundings() }))).toBe(
      'failure: timeout',
    );
  });

  it('gives up a silent name server at the deadline', async () => {
    web.setRecords(domain, 'silent');

    expect(await outcomeOf(dns, question({ deadline: now + 30 }))).toBe('failure: timeout');
  });
});
