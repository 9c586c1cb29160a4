import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Domain } from '../../../../../functions/lib/company/domain.ts';
import { surroundings } from '../../../../../functions/lib/sources/adapter.ts';
import { greenhouse } from '../../../../../functions/lib/sources/greenhouse.ts';
import { findTechnologies } from '../../../../../functions/lib/sources/jobs/technology-mentions.ts';
import { lever } from '../../../../../functions/lib/sources/lever.ts';
import { storeHomepage } from './homepages.ts';
import { mockStorage } from './memory-storage.ts';
import { brokenQuotes, factsOf, frozenSurroundings, outcomeOf, question, valuesOf } from './questions.ts';
import { useSandbox } from './use-sandbox.ts';
import { startVirtualWeb, type VirtualWeb } from './virtual-web.ts';

const storage = mockStorage();
beforeEach(() => storage.reset());
const link = (url: string, text = 'x') => ({ url, text });
const withLinks = (...links: readonly { url: string; text: string }[]) =>
  question({ about: { homeDocumentKey: storeHomepage(storage, { links: [...links] }) } });

describe('job boards', () => {
  let web: VirtualWeb;
  beforeAll(async () => {
    web = await startVirtualWeb();
  });
  afterAll(() => web.close());
  beforeEach(() => web.reset());

  const job = (
    title: string,
    department: string | null,
    content: string,
    url = 'https://boards.greenhouse.io/x/1',
  ) => ({
    ...{ id: 1, internal_job_id: 2, title, location: { name: 'Berlin' }, updated_at: '2026-02-20T10:00:00-05:00' },
    ...{ absolute_url: url, offices: [], metadata: null },
    ...{ departments: department === null ? [] : [{ id: 7, name: department }], content },
  });
  const board = {
    jobs: [
      job('Robot Engineer', 'Engineering', '&lt;p&gt;You work with Kubernetes &amp;amp; Kafka.&lt;/p&gt;'),
      job('Seller', 'Sales', '&lt;p style=&quot;display:none&quot;&gt;Terraform.&lt;/p&gt;&lt;p&gt;Sell.&lt;/p&gt;'),
      job('Second Engineer', 'Engineering', '&lt;li&gt;Kafka helps.&lt;/li&gt;'),
      { id: 9, location: 'nowhere' },
    ],
    meta: { total: 4 },
  };
  const boards = (byToken: Readonly<Record<string, unknown>>) =>
    web.serve('boards-api.greenhouse.io', ({ pathname }) => {
      const body = byToken[pathname.split('/')[3] ?? ''];
      return body === undefined ? { status: 404, body: { status: 404, error: 'Job not found' } } : { body };
    });

  describe('the Greenhouse adapter', () => {
    it('states the board that the homepage links to: positions, teams, and technologies in the text', async () => {
      boards({ acmebots: board });

      const answer = await greenhouse.ask(withLinks(link('https://job-boards.greenhouse.io/AcmeBots/jobs/1')));

      expect(valuesOf(answer, 'hiring')).toEqual([{ openJobs: 4, teams: ['Engineering', 'Sales'] }]);
      expect(valuesOf(answer, 'techStack')).toEqual(['Kafka', 'Kubernetes']);
      expect(factsOf(answer)[0]).toMatchObject({ confidence: 0.9, basis: 'stated' });
      expect(answer).toMatchObject({ documents: [{ url: 'https://boards.greenhouse.io/acmebots' }] });
      expect(brokenQuotes(answer)).toEqual([]);
      expect(JSON.stringify(answer)).not.toContain('Terraform');
    });

    it.each([
      'https://boards.greenhouse.io/embed/job_board?for=acmebots',
      'https://boards.greenhouse.io/embed/job_board/js?b=1&amp;for=acmebots',
      'https://boards-api.greenhouse.io/v1/boards/acmebots/jobs',
    ])('finds the board that the careers page shows as %s', async (url) => {
      boards({ acmebots: board });
      web.serve('acme.example', ({ pathname }) =>
        pathname === '/careers'
          ? {
              headers: { 'content-type': 'text/html' },
              body: `<html><!-- https://boards.greenhouse.io/old --><script src="${url}"></script></html>`,
            }
          : { status: 404 },
      );

      const asked = withLinks(link('https://acme.example/about'), link('https://acme.example/careers', 'Jobs'));

      expect(await outcomeOf(greenhouse, asked)).toBe('matched');
    });

    it('knows no board where the careers page cannot be read', async () => {
      boards({});
      web.serve('acme.example', { status: 503 });

      expect(await outcomeOf(greenhouse, withLinks(link('https://acme.example/jobs')))).toBe('no_match: no_board');
    });

    it('does not read a careers page that robots.txt forbids', async () => {
      boards({ acmebots: board });
      web.serve('careers.acme.example', ({ pathname }) =>
        pathname === '/robots.txt'
          ? { headers: { 'content-type': 'text/plain' }, body: 'User-agent: *\nDisallow: /' }
          : { headers: { 'content-type': 'text/html' }, body: '<html>https://boards.greenhouse.io/acmebots</html>' },
      );

      expect(await outcomeOf(greenhouse, withLinks(link('https://careers.acme.example/')))).toBe('no_match: no_board');
    });

    it('takes the board that bears the name where the site links to several, else none', async () => {
      boards({ acmerobotics: board, partner: board, other: board });
      const partners = [link('https://boards.greenhouse.io/partner'), link('https://boards.greenhouse.io/other')];

      expect(
        await outcomeOf(greenhouse, withLinks(...partners, link('https://boards.greenhouse.io/acmerobotics'))),
      ).toBe('matched');
      expect(await outcomeOf(greenhouse, withLinks(...partners))).toBe('no_match: no_board');
    });

    it('believes a board that bears the domain’s label only if its positions stand on the domain', async () => {
      boards({
        acme: { jobs: [job('Robot Engineer', null, '', 'https://www.acme.example/jobs/1')], meta: { total: 1 } },
      });
      const tied = await greenhouse.ask(question());
      boards({ acme: board });
      const untied = await outcomeOf(greenhouse, question());

      expect(valuesOf(tied, 'hiring')).toEqual([{ openJobs: 1, teams: [] }]);
      expect(factsOf(tied)[0]).toMatchObject({ confidence: 0.85 });
      expect(untied).toBe('no_match: no_board');
    });

    it('says that nothing is open, and leaves open what the board does not count', async () => {
      boards({ none: { jobs: [], meta: { total: 0 } }, silent: { jobs: [job('Cook', 'Kitchen', '')] } });

      const none = await greenhouse.ask(withLinks(link('https://boards.greenhouse.io/none')));
      const silent = await greenhouse.ask(withLinks(link('https://boards.greenhouse.io/silent')));

      expect(valuesOf(none, 'hiring')).toEqual([{ openJobs: 0, teams: [] }]);
      expect(valuesOf(silent, 'hiring')).toEqual([{ openJobs: null, teams: ['Kitchen'] }]);
    });

    it('reads a board without descriptions where it is too large with them', async () => {
      web.serve('boards-api.greenhouse.io', ({ search }) =>
        search === '?content=true'
          ? { body: `{"jobs":[],"padding":"${'x'.repeat(6_100_000)}"}` }
          : { body: { jobs: [{ title: 'Cook', absolute_url: 'https://acme.example/1' }], meta: { total: 812 } } },
      );

      expect(valuesOf(await greenhouse.ask(question()), 'hiring')).toEqual([{ openJobs: 812, teams: [] }]);
    });

    it.each([
      ['the linked board is gone', { status: 404 }, 'no_match: no_board'],
      ['the server fails', { status: 500 }, 'failure: http_500'],
      ['it is throttled', { status: 429 }, 'failure: rate_limited'],
      ['the answer is no JSON', { body: '<html>Oops</html>' }, 'failure: malformed'],
      ['the answer is cut', { body: '{"jobs":[{"ti' }, 'failure: malformed'],
      ['the answer has no jobs', { body: { error: 'x' } }, 'failure: malformed'],
    ])('states nothing when %s', async (_case, reply, expected) => {
      web.serve('boards-api.greenhouse.io', reply);

      expect(await outcomeOf(greenhouse, withLinks(link('https://boards.greenhouse.io/acmebots')))).toBe(expected);
    });
  });

  describe('the Lever adapter', () => {
    const posting = (text: string, categories: unknown, rest: object = {}) => ({
      ...{ id: 'a', text, categories, createdAt: 1_770_000_000_000, country: 'DE', workplaceType: 'hybrid' },
      ...{ hostedUrl: 'https://jobs.lever.co/acme/a', descriptionPlain: 'We write Python.\nEvery day.', ...rest },
    });
    const postings = [
      posting('Robot Engineer', { department: 'Engineering', team: 'Arms', location: 'Berlin' }),
      posting('Seller', { team: 'Sales' }, { lists: [{ text: 'You bring', content: '<li>Salesforce</li>' }, 'x'] }),
      posting('Cook', null, { descriptionPlain: null }),
      { id: 'broken' },
    ];

    it('states the postings of the site that the homepage links to', async () => {
      web.serve('api.lever.co', { body: postings });

      const answer = await lever.ask(withLinks(link('https://jobs.lever.co/acme/a?lever-source=site')));

      expect(web.visits[0]!.url.href).toBe('https://api.lever.co/v0/postings/acme?mode=json&skip=0&limit=100');
      expect(valuesOf(answer, 'hiring')).toEqual([{ openJobs: 4, teams: ['Engineering', 'Sales'] }]);
      expect(valuesOf(answer, 'techStack')).toEqual(['Python', 'Salesforce']);
      expect(answer).toMatchObject({ documents: [{ url: 'https://jobs.lever.co/acme' }] });
      expect(brokenQuotes(answer)).toEqual([]);
    });

    it('asks the EU for a site of the EU', async () => {
      web.serve('api.eu.lever.co', { body: postings });

      const answer = await lever.ask(withLinks(link('https://jobs.eu.lever.co/acme')));

      expect(answer).toMatchObject({ outcome: 'matched', documents: [{ url: 'https://jobs.eu.lever.co/acme' }] });
    });

    it('reads page after page at the pace that robots.txt asks for, and counts only a whole board', async () => {
      const sizes = [100, 100, 7];
      web.serve('api.lever.co', ({ searchParams }) => ({
        body: Array.from({ length: sizes[Number(searchParams.get('skip')) / 100]! }, () => postings[0]),
      }));
      const asked = withLinks(link('https://api.lever.co/v0/postings/acme'));
      const whole = frozenSurroundings();

      const counted = await lever.ask({ ...asked, surroundings: whole });
      sizes[2] = 100;
      const uncounted = await lever.ask(asked);

      expect(valuesOf(counted, 'hiring')).toEqual([{ openJobs: 207, teams: ['Engineering'] }]);
      expect(valuesOf(uncounted, 'hiring')).toEqual([{ openJobs: null, teams: ['Engineering'] }]);
      expect(whole.pauses).toEqual([1_000, 1_000]);
    });

    it('asks nobody without a link to a board', async () => {
      expect(await outcomeOf(lever, question())).toBe('no_match: no_board');
      expect(await outcomeOf(lever, withLinks(link('https://acme.example/team')))).toBe('no_match: no_board');
      expect(web.visits).toEqual([]);
    });

    it.each([
      [
        'there is no such site',
        { status: 404, body: { ok: false, error: 'Document not found' } },
        'no_match: no_board',
      ],
      ['the server fails', { status: 503 }, 'failure: http_503'],
      ['the answer is no list', { body: { ok: false } }, 'failure: malformed'],
      ['the answer is cut', { body: '[{"text":' }, 'failure: malformed'],
    ])('states nothing when %s', async (_case, reply, expected) => {
      web.serve('api.lever.co', reply);

      expect(await outcomeOf(lever, withLinks(link('https://jobs.lever.co/acme')))).toBe(expected);
    });
  });
});

describe('job boards in the sandbox', () => {
  const sandbox = useSandbox();
  const asked = (domain: string, name: string, links: readonly { url: string; text: string }[] = []) =>
    question({
      deadline: Date.now() + 10_000,
      surroundings: { ...surroundings, cooldowns: new Map() },
      about: { domain: domain as Domain, name, homeDocumentKey: storeHomepage(storage, { links: [...links] }) },
    });

  it('finds a board by the label of a domain on which its positions stand', async () => {
    const brindlemark = await greenhouse.ask(asked('brindlemark.example', 'Brindlemark'));
    const kestrelvane = await greenhouse.ask(asked('kestrelvane.example', 'Kestrelvane'));

    expect(valuesOf(brindlemark, 'hiring')).toEqual([{ openJobs: 7, teams: ['Engineering', 'Sales', 'Service'] }]);
    expect(valuesOf(brindlemark, 'techStack').toSorted()).toEqual([
      'C++',
      'Kubernetes',
      'PostgreSQL',
      'Rust',
      'TypeScript',
    ]);
    expect(valuesOf(kestrelvane, 'techStack')).toContain('Splunk');
    expect([...brokenQuotes(brindlemark), ...brokenQuotes(kestrelvane)]).toEqual([]);
  });

  it('finds a board that the careers page links to', async () => {
    const careers = { url: 'https://fennmoor.example/careers', text: 'Careers' };

    const answer = await lever.ask(asked('fennmoor.example', 'Fennmoor', [careers]));

    expect(valuesOf(answer, 'hiring')).toEqual([{ openJobs: 4, teams: [] }]);
    expect(valuesOf(answer, 'techStack').toSorted()).toEqual(['Kafka', 'Python', 'TypeScript']);
    expect(brokenQuotes(answer)).toEqual([]);
  });

  it('knows no board of others, and survives providers that fail', async () => {
    expect(await outcomeOf(greenhouse, asked('quillstead.example', 'Quillstead'))).toBe('no_match: no_board');
    expect(await outcomeOf(lever, asked('quillstead.example', 'Quillstead'))).toBe('no_match: no_board');

    sandbox().misbehave('boards-api.greenhouse.io', 'malformed');
    expect(await outcomeOf(greenhouse, asked('brindlemark.example', 'Brindlemark'))).toBe('failure: malformed');
  });
});

describe('finding technologies in job descriptions', () => {
  it('leaves out what the product connects to and what customers run', () => {
    const texts = ['Our product integrates with Salesforce.', 'Customers run SAP S/4HANA.', 'You know Terraform.'];

    expect(findTechnologies(texts)).toEqual([{ technology: 'Terraform', quote: 'You know Terraform.' }]);
  });

  it('quotes the words around a mention in a long list', () => {
    const list = `${'something else, '.repeat(30)}Terraform, ${'and more, '.repeat(40)}`.trim();

    const [mention] = findTechnologies([list]);

    expect(mention!.quote).toContain('Terraform');
    expect(mention!.quote.length).toBeLessThan(300);
    expect(list).toContain(mention!.quote);
  });
});
