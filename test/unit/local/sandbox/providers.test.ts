import { describe, expect, it } from 'vitest';
import { ask, isoDay, useSandbox } from './joined-sandbox.ts';

const sandbox = useSandbox();
const anonymous = { headers: { 'user-agent': '' } };

describe('www.wikidata.org', () => {
  const entity = (id: string) => ask(`https://www.wikidata.org/wiki/Special:EntityData/${id}.json`);
  const api = (query: string) => ask(`https://www.wikidata.org/w/api.php?format=json&${query}`);

  it('gives an entity with ranked, qualified claims', async () => {
    const { body } = await entity('Q900000001');

    const { labels, claims, sitelinks } = body.entities.Q900000001;
    expect(labels.en.value).toBe('Brindlemark');
    expect(claims.P571[0].mainsnak.datavalue.value).toMatchObject({ time: '+2014-00-00T00:00:00Z', precision: 9 });
    expect(claims.P159[0].mainsnak.datavalue.value.id).toBe('Q9832');
    expect(claims.P1128[1]).toMatchObject({
      rank: 'normal',
      mainsnak: { datavalue: { type: 'quantity', value: { amount: '+340', unit: '1' } } },
      qualifiers: { P585: [{ datavalue: { value: { time: '+2025-00-00T00:00:00Z' } } }] },
    });
    expect(claims.P856[0].mainsnak).toMatchObject({ datatype: 'url' });
    expect(sitelinks.enwiki.title).toBe('Brindlemark');
  });

  it('names the unit of an amount', async () => {
    const { body } = await entity('Q900000003');

    const { value } = body.entities.Q900000003.claims.P2139[0].mainsnak.datavalue;
    expect(value).toMatchObject({ amount: '+611000000', unit: 'http://www.wikidata.org/entity/Q4917' });
  });

  it('has no sitelink for an entity without an article, and 404 for none', async () => {
    const { body } = await entity('Q900000002');

    expect(body.entities.Q900000002.sitelinks).toEqual({});
    expect((await entity('Q1')).status).toBe(404);
    expect((await ask('https://www.wikidata.org/wiki/Other')).status).toBe(404);
  });

  it('gives the labels of several entities', async () => {
    const { body } = await api('action=wbgetentities&props=labels&languages=en&ids=Q9832%7CQ900000101%7CQ1');
    const whole = await api('action=wbgetentities&ids=Q900000001');

    expect(body.entities.Q9832).toEqual({
      type: 'item',
      id: 'Q9832',
      labels: { en: { language: 'en', value: 'Eindhoven' } },
    });
    expect(body.entities.Q900000101.labels.en.value).toBe('Marijke Oldenzaal');
    expect(body.entities.Q1).toEqual({ id: 'Q1', missing: '' });
    expect(whole.body.entities.Q900000001.claims).toBeDefined();
  });

  it('finds entities by the beginning of a label or an alias', async () => {
    const byLabel = await api('action=wbsearchentities&language=en&search=brindle');
    const byAlias = await api('action=wbsearchentities&language=en&search=Kestrelvane%20Sec');
    const none = await api('action=wbsearchentities&language=en&search=nobody');

    expect(byLabel.body.search).toMatchObject([{ id: 'Q900000001', match: { type: 'label' } }]);
    expect(byAlias.body.search).toMatchObject([{ id: 'Q900000003', match: { type: 'alias' } }]);
    expect(none.body.search).toEqual([]);
  });

  it.each([
    ['action=wbgetentities', 'no-such-entity'],
    ['action=wbgetentities&ids=Berlin', 'no-such-entity'],
    [`action=wbgetentities&ids=${Array.from({ length: 51 }, (_, index) => `Q${index}`).join('%7C')}`, 'toomanyvalues'],
    ['action=wbsearchentities', 'missingparam'],
    ['action=parse', 'badvalue'],
  ])('answers %s with an error and status 200', async (query, code) => {
    const { status, body } = await api(query);

    expect([status, body.error.code]).toEqual([200, code]);
  });

  it.each([
    'https://www.wikidata.org/',
    'https://query.wikidata.org/',
    'https://en.wikipedia.org/',
    'https://api.github.com/',
  ])('and its like turn away who does not say who they are: %s', async (url) => {
    expect((await fetch(url, anonymous)).status).toBe(403);
  });
});

describe('query.wikidata.org', () => {
  const query = (text: string) =>
    fetch(`https://query.wikidata.org/sparql?format=json&query=${encodeURIComponent(text)}`);
  const owners = (site: string) =>
    query(
      `SELECT ?item ?itemLabel ?site ?article ?lei ?cik WHERE { VALUES ?site { <${site}> } ?item wdt:P856 ?site . }`,
    );

  it('finds who has a site as official website, and leaves out what is not known', async () => {
    const answer = JSON.parse(await (await owners('https://www.brindlemark.example/')).text());
    const bare = JSON.parse(await (await owners('https://fennmoor.example')).text());

    expect(answer.head.vars).toEqual(['item', 'itemLabel', 'site', 'article', 'lei', 'cik']);
    expect(answer.results.bindings).toEqual([
      {
        item: { type: 'uri', value: 'http://www.wikidata.org/entity/Q900000001' },
        itemLabel: { type: 'literal', 'xml:lang': 'en', value: 'Brindlemark' },
        site: { type: 'uri', value: 'https://www.brindlemark.example/' },
        article: { type: 'uri', value: 'https://en.wikipedia.org/wiki/Brindlemark' },
        lei: { type: 'literal', value: '724500BRNDLMRKRBT033' },
      },
    ]);
    expect(Object.keys(bare.results.bindings[0])).toEqual(['item', 'itemLabel', 'site']);
  });

  it('finds nobody for another site', async () => {
    const answer = JSON.parse(await (await owners('https://quillstead.example/')).text());

    expect(answer.results.bindings).toEqual([]);
  });

  it('refuses a query it cannot answer, as malformed', async () => {
    expect((await query('SELECT ?a WHERE { ?a ?b ?c }')).status).toBe(400);
    expect((await fetch('https://query.wikidata.org/sparql')).status).toBe(400);
    expect((await fetch('https://query.wikidata.org/other')).status).toBe(404);
  });
});

describe('en.wikipedia.org', () => {
  it('gives the summary of an article, tied to its entity', async () => {
    const { body } = await ask('https://en.wikipedia.org/api/rest_v1/page/summary/Brindlemark');

    expect(body).toMatchObject({ type: 'standard', title: 'Brindlemark', wikibase_item: 'Q900000001' });
    expect(body.extract).toContain('Founded in 2014 in Eindhoven');
  });

  it('has a problem document for what is not there', async () => {
    const { status, body } = await ask('https://en.wikipedia.org/api/rest_v1/page/summary/Quillstead');

    expect([status, body.title]).toEqual([404, 'Not found.']);
    expect((await ask('https://en.wikipedia.org/wiki/Brindlemark')).status).toBe(404);
  });
});

describe('hn.algolia.com', () => {
  const search = (query: string, kind = 'search_by_date') => ask(`https://hn.algolia.com/api/v1/${kind}?${query}`);

  it('finds stories by the address they link to, newest first', async () => {
    const { body } = await search('query=brindlemark.example&restrictSearchableAttributes=url&tags=story');

    expect(body.hits.map((hit: { objectID: string }) => hit.objectID)).toEqual(['45720019', '45100231']);
    expect(body.hits[0]).toMatchObject({ created_at: `${isoDay(-8)}T08:02:45Z`, points: 64, num_comments: 31 });
  });

  it('sorts by points otherwise, and finds words of titles', async () => {
    const { body } = await search('query=%22Frost-SLAM%22', 'search');
    const all = await search('', 'search');

    expect(body.nbHits).toBe(1);
    expect(all.body.hits[0].points).toBe(402);
  });

  it.each([
    ['points>200', 2],
    ['points>=241,points<=241', 1],
    ['num_comments<40', 1],
    ['num_comments=31', 1],
    [`created_at_i>${Date.parse(isoDay(-30)) / 1000}`, 2],
    ['author>1', 0],
  ])('filters by %s', async (filter, expected) => {
    const { body } = await search(`numericFilters=${encodeURIComponent(filter)}`);

    expect(body.nbHits).toBe(expected);
  });

  it('comes in pages, and knows only stories', async () => {
    const second = await search('hitsPerPage=1&page=1');
    const comments = await search('tags=comment');

    expect(second.body).toMatchObject({ page: 1, hitsPerPage: 1, hits: [{ objectID: expect.any(String) }] });
    expect(comments.body.hits).toEqual([]);
    expect((await ask('https://hn.algolia.com/')).status).toBe(404);
  });
});

describe('api.github.com', () => {
  it('gives an organisation and the rest of the hour', async () => {
    const { body, headers } = await ask('https://api.github.com/orgs/Brindlemark');

    expect(body).toMatchObject({ login: 'brindlemark', blog: 'https://www.brindlemark.example', public_repos: 4 });
    expect(headers.get('x-ratelimit-limit')).toBe('60');
    expect(Number(headers.get('x-ratelimit-remaining'))).toBeLessThan(60);
  });

  it('gives repositories by name or by the last push, in pages', async () => {
    const names = async (query: string) =>
      (await ask(`https://api.github.com/orgs/brindlemark/repos${query}`)).body.map(
        (each: { name: string }) => each.name,
      );

    expect(await names('')).toEqual(['fleetdeck-sdk', 'frost-slam', 'ros2_control', 'vda5050-rs']);
    expect(await names('?sort=pushed&per_page=2')).toEqual(['vda5050-rs', 'fleetdeck-sdk']);
    expect(await names('?per_page=3&page=2')).toEqual(['vda5050-rs']);
  });

  it('does not know others', async () => {
    const { status, body } = await ask('https://api.github.com/orgs/nobody');

    expect([status, body.message]).toEqual([404, 'Not Found']);
    expect((await ask('https://api.github.com/users/brindlemark')).status).toBe(404);
  });
});

describe('serpapi.com', () => {
  const key = () => sandbox().providerKeys.serpapi;
  const search = (query: Record<string, string>) =>
    ask(`https://serpapi.com/search.json?${new URLSearchParams({ api_key: key(), ...query })}`);

  it('finds pages, the front page first, and the knowledge graph of a name', async () => {
    const { body } = await search({ engine: 'google', q: 'Brindlemark' });

    expect(body.search_metadata.status).toBe('Success');
    expect(body.organic_results[0]).toMatchObject({ position: 1, link: 'https://www.brindlemark.example/' });
    expect(body.organic_results.length).toBeLessThanOrEqual(10);
    expect(body.knowledge_graph).toMatchObject({
      website: 'https://www.brindlemark.example/',
      ceo: 'Marijke Oldenzaal',
    });
  });

  it('finds words in the text, and never what robots are kept from', async () => {
    const found = await search({ q: 'building society mortgage' });
    const secret = await search({ q: 'codename riverbed wastewater' });

    expect(found.body.organic_results).toMatchObject([{ link: 'https://quillstead.example/who-we-are' }]);
    expect(found.body.organic_results[0].snippet).toContain('founded in 2017');
    expect(secret.body.organic_results).toBeUndefined();
  });

  it('says with status 200 that there is nothing', async () => {
    const { status, body } = await search({ q: 'xyzzy plugh' });

    expect(status).toBe(200);
    expect(body.search_information.organic_results_state).toBe('Fully empty');
    expect(body.error).toBe("Google hasn't returned any results for this query.");
  });

  it.each<[Record<string, string>, number, string]>([
    [{ q: 'a', api_key: 'wrong' }, 401, 'Invalid API key'],
    [{}, 400, 'Missing query'],
    [{ q: 'a', engine: 'bing' }, 400, 'Unsupported'],
  ])('refuses %o', async (query, status, message) => {
    const answer = await search(query);

    expect(answer.status).toBe(status);
    expect(answer.body.error).toContain(message);
  });

  it('tells what is left of the plan, and nothing else', async () => {
    const account = await ask(`https://serpapi.com/account?api_key=${key()}`);

    expect(account.body.total_searches_left).toBeGreaterThan(0);
    expect((await ask('https://serpapi.com/other')).status).toBe(404);
  });
});

describe('rdap.org', () => {
  it('leads to the registry, which tells when a domain was registered', async () => {
    const { url, body } = await ask('https://rdap.org/domain/Brindlemark.example');

    expect(url).toBe('https://rdap.registry.example/domain/brindlemark.example');
    expect(body).toMatchObject({ objectClassName: 'domain', ldhName: 'brindlemark.example' });
    expect(body.events[0]).toEqual({ eventAction: 'registration', eventDate: '2013-11-05T00:00:00Z' });
    expect(body.nameservers[0].ldhName).toBe('ns-1204.awsdns-22.org');
  });

  it('does not know others', async () => {
    expect((await ask('https://rdap.org/domain/nobody.example')).body.errorCode).toBe(404);
    expect((await ask('https://rdap.org/domain/cinderhollow.example')).status).toBe(404);
    expect((await ask('https://rdap.org/ip/11.0.0.1')).status).toBe(404);
  });
});

describe('api.gleif.org', () => {
  const lei = '724500BRNDLMRKRBT033';

  it('gives a legal entity by its LEI or its name', async () => {
    const byCode = await ask(`https://api.gleif.org/api/v1/lei-records/${lei}`);
    const byName = await ask(
      `https://api.gleif.org/api/v1/lei-records?${new URLSearchParams({ 'filter[entity.legalName]': 'brindlemark robotics b.v.' })}`,
    );

    expect(byCode.body.data.attributes.entity.legalName.name).toBe('Brindlemark Robotics B.V.');
    expect(byName.body.data).toEqual([byCode.body.data]);
  });

  it('does not know others', async () => {
    const { status, body } = await ask(`https://api.gleif.org/api/v1/lei-records/${lei.replace('7', '8')}`);

    expect([status, body.errors[0].title]).toEqual([404, 'Not Found']);
    expect((await ask('https://api.gleif.org/')).status).toBe(404);
  });
});

describe('sec.gov', () => {
  const declared = { headers: { 'user-agent': 'Tester/1.0 (tester@example.com)' } };

  it('lists filers and their submissions by column', async () => {
    const tickers = await ask('https://www.sec.gov/files/company_tickers.json', declared);
    const { body } = await ask('https://data.sec.gov/submissions/CIK0009900417.json', declared);

    expect(tickers.body['0']).toEqual({ cik_str: 9900417, ticker: 'KVSX', title: 'Kestrelvane Security, Inc.' });
    expect(body.website).toBe('https://kestrelvane.example');
    expect(body.filings.recent.form).toEqual(['8-K', '10-Q', '8-K']);
    expect(body.filings.recent.filingDate[0]).toBe(isoDay(-27));
  });

  it('refuses who does not say how to be reached, and does not know others', async () => {
    const undeclared = await fetch('https://data.sec.gov/submissions/CIK0009900417.json');
    const list = await fetch('https://www.sec.gov/files/company_tickers.json');

    expect([undeclared.status, list.status]).toEqual([403, 403]);
    expect((await ask('https://data.sec.gov/submissions/CIK0000000001.json', declared)).status).toBe(404);
    expect((await ask('https://www.sec.gov/other', declared)).status).toBe(404);
  });
});
