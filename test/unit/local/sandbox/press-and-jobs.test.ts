import { describe, expect, it } from 'vitest';
import { ask, useSandbox } from './joined-sandbox.ts';

const sandbox = useSandbox();
const text = async (url: string) => (await fetch(url)).text();

describe('api.gdeltproject.org', () => {
  const doc = 'https://api.gdeltproject.org/api/v2/doc/doc';
  const list = (query: string) => ask(`${doc}?format=json&mode=ArtList&${query}`);

  it('lists articles in whose text the phrase stands, the newest first', async () => {
    const { body } = await list('query=%22brindlemark%22');

    expect(body.articles.map((article: { seendate: string }) => article.seendate)).toEqual([
      '20261114T093000Z',
      '20261107T060000Z',
      '20261013T120000Z',
    ]);
    expect(body.articles[0]).toMatchObject({ domain: 'coldchain-courier.example', sourcecountry: 'Netherlands' });
  });

  it('keeps to time span and number of records', async () => {
    const week = await list('query=brindlemark&timespan=10d');
    const one = await list('query=brindlemark&maxrecords=1&timespan=2weeks');
    const year = await list('query=brindlemark&timespan=12m');
    const unknown = await list('query=brindlemark&timespan=forever');

    expect([week, one, year, unknown].map(({ body }) => body.articles.length)).toEqual([1, 1, 4, 3]);
  });

  it('gives an empty object for nothing, and plain text for what it does not like', async () => {
    expect((await list('query=nobody')).body).toEqual({});
    expect(await text(`${doc}?mode=artlist&query=ab`)).toBe('The specified phrase is too short.\n');
    expect(await text(`${doc}?mode=artlist`)).toBe('The specified phrase is too short.\n');
    expect(await text(`${doc}?query=brindlemark`)).toBe('Invalid mode.\n');
    expect(await text('https://api.gdeltproject.org/')).toContain('404');
  });
});

describe('boards-api.greenhouse.io', () => {
  const jobs = 'https://boards-api.greenhouse.io/v1/boards/brindlemark/jobs';

  it('gives the jobs of a board, descriptions and departments on request', async () => {
    const { body: whole } = await ask(`${jobs}?content=true`);
    const { body: brief } = await ask(jobs);

    expect(whole.meta.total).toBe(7);
    expect(whole.jobs[0]).toMatchObject({ departments: [{ name: 'Engineering' }], location: { name: 'Eindhoven' } });
    expect(whole.jobs[0].content).toMatch(/^&lt;p&gt;You write the software/);
    expect(brief.jobs[0]).not.toHaveProperty('content');
    expect(brief.jobs[0]).not.toHaveProperty('departments');
  });

  it('does not know other boards', async () => {
    const { status, body } = await ask('https://boards-api.greenhouse.io/v1/boards/nobody/jobs');

    expect([status, body]).toEqual([404, { status: 404, error: 'Job not found' }]);
    expect((await ask('https://boards-api.greenhouse.io/v1/boards')).status).toBe(404);
  });
});

describe('api.lever.co', () => {
  const site = 'https://api.lever.co/v0/postings/fennmoor';

  it('gives the postings of a site, page by page', async () => {
    const { body: all } = await ask(`${site}?mode=json`);
    const { body: page } = await ask(`${site}?mode=json&skip=3&limit=2`);

    expect(all).toHaveLength(4);
    expect(all[0]).toMatchObject({
      text: 'Data Engineer',
      hostedUrl: 'https://jobs.lever.co/fennmoor/5b0c7f1e-data',
      lists: [{ content: expect.stringContaining('<li>Python and TypeScript</li>') }],
    });
    expect(page).toMatchObject([{ text: 'Account Executive, West', lists: [] }]);
  });

  it('does not know others, nor in the EU what is hosted in the United States', async () => {
    const { status, body } = await ask('https://api.lever.co/v0/postings/nobody');
    const elsewhere = await ask('https://api.eu.lever.co/v0/postings/fennmoor');

    expect([status, body]).toEqual([404, { ok: false, error: 'Document not found' }]);
    expect(elsewhere.status).toBe(404);
    expect((await ask('https://api.lever.co/v1/postings')).status).toBe(404);
  });
});

describe('the news and the jobs of serpapi.com', () => {
  const search = (query: Record<string, string>) =>
    ask(
      `https://serpapi.com/search.json?${new URLSearchParams({ api_key: sandbox().providerKeys.serpapi, ...query })}`,
    );

  it('tell the age of news on the news tab, and the date in Google News', async () => {
    const tab = await search({ engine: 'google', tbm: 'nws', q: '"Brindlemark"' });
    const news = await search({ engine: 'google_news', q: 'Brindlemark' });

    expect(tab.body.news_results.map(({ date }: { date: string }) => date)).toEqual([
      '1 week ago',
      '2 weeks ago',
      '1 month ago',
      '6 months ago',
    ]);
    expect(tab.body.news_results[0]).toMatchObject({ position: 1, source: 'Cold Chain Courier' });
    expect(news.body.news_results[0]).toMatchObject({
      source: { name: 'Cold Chain Courier' },
      date: '11/14/2026, 08:00 AM, +0000 UTC',
    });
    expect(news.body.search_parameters.engine).toBe('google_news');
  });

  it('find jobs by the employer’s name, a namesake’s too', async () => {
    const { body } = await search({ engine: 'google_jobs', q: 'Quillstead' });
    const nothing = await search({ engine: 'google_jobs', q: 'Nobody' });

    expect(body.jobs_results.map(({ company_name }: { company_name: string }) => company_name)).toEqual([
      'Quillstead Ltd',
      'Quillstead',
      'Quillstead',
      'Quillstead Farms',
    ]);
    expect(body.jobs_results[0].detected_extensions).toEqual({ posted_at: '4 days ago', schedule_type: 'Full-time' });
    expect(nothing.body).toMatchObject({ error: "Google hasn't returned any results for this query." });
    expect(nothing.body).not.toHaveProperty('jobs_results');
  });
});
