import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Domain } from '../../../../../functions/lib/company/domain.ts';
import { surroundings } from '../../../../../functions/lib/sources/adapter.ts';
import { gdelt } from '../../../../../functions/lib/sources/gdelt.ts';
import { namesCompany } from '../../../../../functions/lib/sources/news/named-company.ts';
import { brokenQuotes, factsOf, frozenSurroundings, now, outcomeOf, question, valuesOf } from './questions.ts';
import { useSandbox } from './use-sandbox.ts';
import { type Reply, startVirtualWeb, type VirtualWeb } from './virtual-web.ts';

const article = (title: string, url: string, seendate = '20260215T101500Z') => ({
  ...{ url, url_mobile: '', title, seendate, socialimage: '' },
  ...{ domain: 'press.example', language: 'English', sourcecountry: 'Germany' },
});

describe('the GDELT adapter', () => {
  let web: VirtualWeb;
  beforeAll(async () => {
    web = await startVirtualWeb();
  });
  afterAll(() => web.close());
  beforeEach(() => web.reset());
  const serve = (...replies: readonly Reply[]) => {
    let next = 0;
    web.serve('api.gdeltproject.org', () => replies[Math.min(next++, replies.length - 1)] ?? {});
  };
  const throttled = { status: 429, body: 'Please limit requests to one every 5 seconds or contact kalev.' };

  it('states the articles whose title names the company, newest first, each dated', async () => {
    const articles = [
      article('Acme Robotics opens a plant', 'https://press.example/plant', '20260110T000000Z'),
      article('Robots are everywhere', 'https://press.example/robots'),
      article('How  Acme Robotics’s arms work', 'https://press.example/arms'),
      article('ACME ROBOTICS OPENS A PLANT', 'https://reprint.example/plant', '20260109T000000Z'),
      article('Acme Robotics once more', 'javascript:alert(1)'),
      { title: 'Acme Robotics without an address' },
    ];
    serve({ body: { articles } });

    const answer = await gdelt.ask(question());

    expect(valuesOf(answer, 'recentNews')).toEqual([
      { title: 'How Acme Robotics’s arms work', url: 'https://press.example/arms', publishedAt: '2026-02-15' },
      { title: 'Acme Robotics opens a plant', url: 'https://press.example/plant', publishedAt: '2026-01-10' },
    ]);
    expect(answer).toMatchObject({ documents: [{ publishedAt: '2026-02-15' }, { publishedAt: '2026-01-10' }] });
    expect(brokenQuotes(answer)).toEqual([]);
  });

  it('asks for the name as a phrase, within three months', async () => {
    serve({ body: {} });

    await gdelt.ask(question({ about: { name: 'Acme "Robotics" (EU)' } }));

    const asked = web.visits[0]!.url.searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      query: '"Acme Robotics EU"',
      mode: 'artlist',
      timespan: '3months',
    });
  });

  it('is surer of an article on the company’s own domain, whatever its title', async () => {
    serve({ body: { articles: [article('A plant opens', 'https://www.acme.example/news/plant')] } });

    const [fact] = factsOf(await gdelt.ask(question()));

    expect(fact).toMatchObject({ value: { title: 'A plant opens' }, confidence: 0.8 });
  });

  it('mends what JSON does not allow in the titles', async () => {
    const text = JSON.stringify({ articles: [article('Acme Robotics TITLE', 'https://press.example/a')] });
    serve({ body: text.replace('TITLE', 'wins \\x and\t \\"more\\" \\u00e9') });

    const answer = await gdelt.ask(question());

    expect(valuesOf(answer, 'recentNews')).toMatchObject([{ title: 'Acme Robotics wins x and "more" é' }]);
    expect(brokenQuotes(answer)).toEqual([]);
  });

  it.each<[Reply, string]>([
    [{ body: {} }, 'no_match: no_articles'],
    [{ body: { articles: [article('Acme Bakery opens', 'https://press.example/b')] } }, 'no_match: no_articles'],
    [{ body: { articles: 'none' } }, 'no_match: no_articles'],
    [{ body: 'The specified phrase is too short.' }, 'no_match: phrase_refused'],
    [{ body: 'Your query was too short or too long.\n' }, 'no_match: phrase_refused'],
    [{ body: 'An unknown error occurred.' }, 'failure: malformed'],
    [{ body: '{"articles": [{"url": "ht' }, 'failure: malformed'],
    [{ body: '<html>Bad Gateway</html>' }, 'failure: malformed'],
    [{ body: '[]' }, 'failure: malformed'],
    [{ status: 500 }, 'failure: http_500'],
    [{ status: 404 }, 'failure: http_404'],
  ])('tells %j apart', async (reply, expected) => {
    serve(reply);

    expect(await outcomeOf(gdelt, question())).toBe(expected);
  });

  it.each<[string, Reply]>([
    ['429', throttled],
    ['429 with Retry-After', { ...throttled, headers: { 'retry-after': '4' } }],
    ['the same words with status 200', { body: throttled.body }],
  ])('waits five seconds after %s and asks once more', async (_case, refusal) => {
    const found = { body: { articles: [article('Acme Robotics wins', 'https://press.example/w')] } };
    serve(refusal, found);
    const surroundings = frozenSurroundings();

    expect(await outcomeOf(gdelt, question({ surroundings }))).toBe('matched');
    expect(surroundings.pauses).toEqual([5_000]);
  });

  it('gives up when it is throttled again, or when there is no time to wait', async () => {
    serve(throttled);

    expect(await outcomeOf(gdelt, question())).toBe('failure: rate_limited');
    expect(await outcomeOf(gdelt, question({ deadline: now + 6_000 }))).toBe('failure: rate_limited');
    expect(web.visits).toHaveLength(3);
  });

  it('does not wait where it is told to wait for longer', async () => {
    serve({ ...throttled, headers: { 'retry-after': '60' } });
    const surroundings = frozenSurroundings();

    expect(await outcomeOf(gdelt, question({ surroundings }))).toBe('failure: rate_limited');
    expect(surroundings.pauses).toEqual([]);
    expect(surroundings.cooldowns.get('api.gdeltproject.org')).toBe(now + 60_000);
  });
});

describe('GDELT in the sandbox', () => {
  const sandbox = useSandbox();
  const ask = (name: string) =>
    gdelt.ask(
      question({
        deadline: Date.now() + 10_000,
        surroundings: { ...surroundings, cooldowns: new Map() },
        about: { domain: 'brindlemark.example' as Domain, name },
      }),
    );

  it('knows what the press wrote about a company in three months', async () => {
    const answer = await ask('Brindlemark');

    expect(valuesOf(answer, 'recentNews')).toMatchObject([
      { title: 'Brindlemark raises 48 million euros for its cold-store robots' },
      { title: 'Ganderloft Labs goes to Brindlemark' },
    ]);
    expect(brokenQuotes(answer)).toEqual([]);
  });

  it('knows nothing of others, and says in plain text what it does not look for', async () => {
    expect(await ask('Nobody at All')).toMatchObject({ reason: 'no_articles' });
    expect(await ask('Ab')).toMatchObject({ reason: 'phrase_refused' });
  });

  it.each([
    ['malformed', 'malformed'],
    ['plain-text', 'malformed'],
    ['error', 'http_500'],
    ['throttled', 'rate_limited'],
    ['resets', 'connection_lost'],
  ] as const)('survives that it is %s', async (misbehaviour, reason) => {
    sandbox().misbehave('api.gdeltproject.org', misbehaviour);

    await expect(ask('Brindlemark')).rejects.toMatchObject({ reason });

    sandbox().misbehave('api.gdeltproject.org', null);
  });
});

describe('naming a company in a title', () => {
  it.each([
    ['Notion raises money', 'Notion Labs, Inc.', false],
    ['Notion Labs raises money', 'Notion Labs, Inc.', true],
    ['The notion of time', 'Notion', false],
    ['Why monday.com grows', 'monday.com', true],
    ['Müller’s new plant', 'Müller GmbH', true],
    ['Mueller opens', 'Müller GmbH', false],
    ['Notional value', 'Notion', false],
    ['3M sells', '3M', true],
    ['', 'Acme', false],
    ['Acme', '', false],
  ])('%j names %j: %s', (title, name, expected) => {
    expect(namesCompany(title, name)).toBe(expected);
  });
});
