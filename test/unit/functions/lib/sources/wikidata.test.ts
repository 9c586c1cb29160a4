import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Domain } from '../../../../../functions/lib/company/domain.ts';
import { wikidata } from '../../../../../functions/lib/sources/wikidata/index.ts';
import { chooseOwner, findOwners, type Owner } from '../../../../../functions/lib/sources/wikidata/owners.ts';
import { mockStorage } from './memory-storage.ts';
import { brokenQuotes, domain, frozenSurroundings, outcomeOf, question, valuesOf } from './questions.ts';
import { startVirtualWeb, type VirtualWeb } from './virtual-web.ts';
import { amount, bindings, claim, entity, labels, link, ownerRow, qualifier, year } from './wikidata-answers.ts';

const storage = mockStorage();
let web: VirtualWeb;
beforeAll(async () => {
  web = await startVirtualWeb();
});
afterAll(() => web.close());
afterEach(() => vi.restoreAllMocks());
beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  web.reset();
  storage.reset();
});

interface Answers {
  readonly owners?: unknown;
  readonly entity?: unknown;
  readonly labels?: unknown;
}
function serve({
  owners = bindings(ownerRow),
  entity: found = { entities: { Q4242: entity } },
  labels: named = labels,
}: Answers = {}) {
  web.serve('query.wikidata.org', { body: owners });
  web.serve('www.wikidata.org', (url) => ({ body: url.pathname.startsWith('/w/api.php') ? named : found }));
}
const withClaims = (claims: Readonly<Record<string, unknown>>) => ({
  entities: { Q4242: { ...entity, claims: { P856: entity.claims.P856, ...claims } } },
});

describe('the Wikidata adapter', () => {
  it('states what the entity with this official website claims, each value with its quote', async () => {
    serve();

    const answer = await wikidata.ask(question());

    expect(valuesOf(answer, 'companyName')).toEqual(['Acme Robotics']);
    expect(valuesOf(answer, 'founded')).toEqual([1998]);
    expect(valuesOf(answer, 'headquarters')).toEqual(['Berlin, Germany']);
    expect(valuesOf(answer, 'industry')).toEqual(['robotics industry']);
    expect(valuesOf(answer, 'employees')).toEqual([1450]);
    expect(valuesOf(answer, 'revenue')).toEqual([{ amount: 250000000, currency: 'EUR', period: '2024' }]);
    expect(valuesOf(answer, 'keyExecutives')).toEqual([{ name: 'Jane Roe', title: 'Chief Executive Officer' }]);
    expect(valuesOf(answer, 'ids')).toEqual([
      { scheme: 'wikidata', value: 'Q4242' },
      { scheme: 'lei', value: '5299000ACME000000042' },
    ]);
    expect(valuesOf(answer, 'socialProfiles')).toEqual([
      { network: 'linkedin', url: 'https://www.linkedin.com/company/acme-robotics' },
      { network: 'x', url: 'https://x.com/acme' },
      { network: 'facebook', url: 'https://www.facebook.com/acme.robotics' },
      { network: 'youtube', url: 'https://www.youtube.com/channel/UC42' },
    ]);
    expect(brokenQuotes(answer)).toEqual([]);
  });

  it('names place and country in one quote', async () => {
    serve();

    const answer = await wikidata.ask(question());

    const fact = answer.outcome === 'matched' ? answer.facts.find(({ field }) => field === 'headquarters') : undefined;
    expect(fact?.evidence[0]?.quote).toContain('Berlin');
    expect(fact?.evidence[0]?.quote).toContain('Germany');
  });

  it('tells who asks', async () => {
    serve();

    await wikidata.ask(question());

    expect(web.visits[0]?.headers['user-agent']).toContain('SalesIntelligenceOrchestrator');
    expect(web.visits[0]?.url.searchParams.get('query')).toContain('<https://www.acme.example/>');
  });

  it.each([
    ['nobody owns the domain', { owners: bindings() }, 'no_match: no_entity'],
    [
      'the website is that of another domain',
      { owners: bindings({ ...ownerRow, site: 'https://acme.test.example/' }) },
      'no_match: no_entity',
    ],
    [
      'the entity no longer names the domain',
      { entity: withClaims({ P856: [claim('P856', 'https://other.example/')] }) },
      'no_match: other_website',
    ],
    ['the entity is gone', { entity: { entities: {} } }, 'no_match: no_entity'],
    ['the answer is an HTML page', { owners: '<html>busy</html>' }, 'failure: malformed'],
    ['the answer has another shape', { owners: { results: [] } }, 'failure: malformed'],
    ['the JSON is cut', { owners: '{"results": {"bindings": [' }, 'failure: malformed'],
  ])('ends without facts when %s', async (_case, answers, expected) => {
    serve(answers);

    expect(await outcomeOf(wikidata, question())).toBe(expected);
  });

  it('takes the entity of the company’s name where several name the domain', async () => {
    const product = { ...ownerRow, item: 'http://www.wikidata.org/entity/Q9', itemLabel: 'Acme Arm' };
    serve({ owners: bindings(product, ownerRow) });

    const answer = await wikidata.ask(question());

    expect(valuesOf(answer, 'ids')).toContainEqual({ scheme: 'wikidata', value: 'Q4242' });
  });

  it('states nothing where several name the domain and none bears the name', async () => {
    const other = { ...ownerRow, item: 'http://www.wikidata.org/entity/Q9', itemLabel: 'Acme Arm' };
    serve({ owners: bindings(other, ownerRow) });

    expect(await outcomeOf(wikidata, question({ about: { name: 'Acme' } }))).toBe('no_match: ambiguous_entity');
  });

  it('leaves out what it cannot read for certain', async () => {
    serve({
      entity: withClaims({
        P571: [claim('P571', year(1990, 7))],
        P1128: [claim('P1128', { amount: 'many' }), 'broken'],
        P2139: [claim('P2139', amount(5, 'http://www.wikidata.org/entity/Q99999'))],
        P159: [claim('P159', link('Q404'))],
        P452: [claim('P452', 'text')],
        P169: 'broken',
        P2002: [claim('P2002', 7)],
      }),
    });

    const answer = await wikidata.ask(question());

    const fields = answer.outcome === 'matched' ? answer.facts.map(({ field }) => field) : [];
    expect(fields).toEqual(['companyName', 'description', 'ids']);
  });

  it('trusts undated figures less, prefers ranked claims, and shows a place without a country', async () => {
    serve({
      entity: withClaims({
        P159: [claim('P159', link('Q64'))],
        P1128: [
          claim('P1128', amount(10), { rank: 'deprecated' }),
          claim('P1128', amount(20), { rank: 'preferred' }),
          claim('P1128', amount(30)),
        ],
        P2139: [claim('P2139', amount(5, 'http://www.wikidata.org/entity/Q4917'))],
        P1128X: [claim('P1128', amount(10), qualifier('P585', year(2020)))],
      }),
    });

    const answer = await wikidata.ask(question());

    expect(valuesOf(answer, 'employees')).toEqual([20]);
    expect(valuesOf(answer, 'headquarters')).toEqual(['Berlin']);
    const revenue = answer.outcome === 'matched' ? answer.facts.find(({ field }) => field === 'revenue') : undefined;
    expect(revenue).toMatchObject({ confidence: 0.6, value: { period: null } });
  });

  it('does without names and labels that are not in English', async () => {
    serve({
      owners: bindings({ item: ownerRow.item, site: ownerRow.site, itemLabel: 'Q4242' }),
      entity: {
        entities: { Q4242: { id: 'Q4242', labels: [], descriptions: [], claims: { P856: entity.claims.P856 } } },
      },
    });

    const answer = await wikidata.ask(question());

    expect(answer).toMatchObject({ outcome: 'matched', facts: [{ field: 'ids' }] });
    expect(web.visits.some(({ url }) => url.pathname === '/w/api.php')).toBe(false);
  });
});

describe('finding the owners of a domain', () => {
  it('asks once for all adapters that build on it', async () => {
    serve();
    const asker = question();

    const first = await findOwners(domain, asker);
    const second = await findOwners(domain, asker);

    expect(second.owners).toEqual(first.owners);
    expect(second.result).toMatchObject({ fromCache: true, outcome: 'matched' });
    expect(web.visits).toHaveLength(1);
  });

  it('asks again when refreshing, unless this very run has asked', async () => {
    serve();
    const surroundings = frozenSurroundings();
    const asker = question({ refresh: true, surroundings, deadline: Number.MAX_SAFE_INTEGER });
    await findOwners(domain, asker);
    await findOwners(domain, asker);
    surroundings.advance(6 * 60_000);

    await findOwners(domain, asker);

    expect(web.visits).toHaveLength(2);
  });

  it('asks again where the kept answer is lost', async () => {
    serve();
    await findOwners(domain, question());
    storage.objects.clear();

    const again = await findOwners(domain, question());

    expect(again.result.fromCache).toBe(false);
  });

  it('works without its cache', async () => {
    serve();
    storage.dynamodb
      .on(GetItemCommand)
      .callsFake(async ({ Key }: { readonly Key: Record<string, { S?: string }> }) => {
        if (String(Key.sk?.S).startsWith('SOURCE#')) throw new Error('throttled');
        return {};
      })
      .on(PutItemCommand)
      .rejects(new Error('throttled'));

    const found = await findOwners(domain, question());

    expect(found.owners).toHaveLength(1);
  });

  it('gives unknown owners when the label service knows no name', () => {
    const owner: Owner = { entityId: 'Q1', name: null, description: null, article: null, lei: null, cik: null };

    expect(chooseOwner([owner], { name: 'Acme' })).toBe(owner);
    expect(chooseOwner([owner, { ...owner, entityId: 'Q2' }], { name: 'Acme' })).toBeNull();
    expect(chooseOwner([], { name: 'Acme' })).toBeNull();
  });

  it('gives no owner that bears another name, unless the company bore it once', () => {
    const owner: Owner = { entityId: 'Q1', name: 'Globex', description: null, article: null, lei: null, cik: null };

    expect(chooseOwner([owner], { name: 'Acme Robotics' })).toBeNull();
    expect(chooseOwner([owner], { name: 'Acme Robotics', otherNames: ['Globex Ltd'] })).toBe(owner);
    expect(chooseOwner([owner, { ...owner, entityId: 'Q2', name: 'Acme' }], { name: 'Acme Robotics' })?.entityId).toBe(
      'Q2',
    );
  });

  it('tells namesakes on other domains from owners', async () => {
    const bakery = {
      ...ownerRow,
      item: 'http://www.wikidata.org/entity/Q77',
      itemLabel: 'Acme',
      itemDescription: 'bakery',
    };
    serve({ owners: bindings(ownerRow, { ...bakery, site: 'https://acme-bakery.example/' }) });

    const found = await findOwners(domain, question());

    expect(found.owners.map(({ entityId }) => entityId)).toEqual(['Q4242']);
    expect(found.namesakes).toEqual([{ name: 'Acme', domain: 'acme-bakery.example', description: 'bakery' }]);
  });

  it('notes that nobody owns a domain', async () => {
    serve({ owners: bindings() });

    const found = await findOwners('nobody.example' as Domain, question());

    expect(found.result).toMatchObject({ outcome: 'no_match', reason: 'no_entity' });
  });
});
