import { GetObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { github } from '../../../../../functions/lib/sources/github.ts';
import { siteProfiles } from '../../../../../functions/lib/sources/site-profiles.ts';
import { readProfile } from '../../../../../functions/lib/sources/social-networks.ts';
import { storeHomepage } from './homepages.ts';
import { mockStorage } from './memory-storage.ts';
import { brokenQuotes, frozenSurroundings, now, outcomeOf, question, valuesOf } from './questions.ts';
import { type Reply, startVirtualWeb, type VirtualWeb } from './virtual-web.ts';

const storage = mockStorage();
let web: VirtualWeb;
beforeAll(async () => {
  web = await startVirtualWeb();
});
afterAll(() => web.close());
beforeEach(() => {
  web.reset();
  storage.reset();
});
const withHomepage = (parts: Parameters<typeof storeHomepage>[1]) =>
  question({ about: { homeDocumentKey: storeHomepage(storage, parts) } });

describe('the GitHub adapter', () => {
  const organisation = {
    login: 'acme',
    name: 'Acme Robotics',
    description: 'Robots in the open',
    blog: 'https://www.acme.example/open-source',
    email: null,
    html_url: 'https://github.com/acme',
    public_repos: 12,
    followers: 340,
    created_at: '2012-01-01T00:00:00Z',
  };
  const repository = (name: string, language: string | null, fork = false) => ({
    name,
    language,
    fork,
    pushed_at: '2026-02-01T00:00:00Z',
  });
  const repositories = [
    repository('arm', 'Rust'),
    repository('site', 'TypeScript'),
    repository('hand', 'Rust'),
    repository('linux', 'C', true),
    repository('linux-2', 'C', true),
    repository('docs', null),
  ];
  const serve = (organisations: Readonly<Record<string, Reply>>) =>
    web.serve('api.github.com', ({ pathname }) => {
      if (pathname.endsWith('/repos')) return { body: repositories };
      return organisations[pathname.split('/').at(-1) ?? ''] ?? { status: 404, body: { message: 'Not Found' } };
    });

  it('states the organisation whose blog is the domain, and the languages of its own repositories', async () => {
    serve({ acme: { body: organisation } });

    const answer = await github.ask(question());

    expect(valuesOf(answer, 'socialProfiles')).toEqual([{ network: 'github', url: 'https://github.com/acme' }]);
    expect(valuesOf(answer, 'techStack')).toEqual(['Rust']);
    expect(valuesOf(answer, 'description')).toEqual(['Robots in the open']);
    expect(brokenQuotes(answer)).toEqual([]);
  });

  it('finds the organisation that the homepage links, by its address of the domain', async () => {
    serve({
      'acme-robotics': { body: { ...organisation, login: 'acme-robotics', blog: '', email: 'oss@acme.example' } },
    });
    const asked = withHomepage({
      links: [
        { url: 'https://github.com/acme-robotics/arm', text: 'Source' },
        { url: 'https://github.com/features', text: 'x' },
        { url: 'https://other.example', text: 'x' },
      ],
    });

    expect(await outcomeOf(github, asked)).toBe('matched');
  });

  it('believes the homepage’s sameAs where the organisation names no website', async () => {
    serve({ roboacme: { body: { ...organisation, login: 'RoboAcme', blog: null, name: null, description: null } } });

    expect(
      await outcomeOf(github, withHomepage({ structuredData: [{ sameAs: ['https://github.com/RoboAcme'] }] })),
    ).toBe('matched');
  });

  it.each([
    [
      'the organisation belongs to a namesake',
      { acme: { body: { ...organisation, blog: 'https://acme.test.example' } } },
      'no_match: no_organisation',
    ],
    ['there is none', {}, 'no_match: no_organisation'],
    ['the answer has another shape', { acme: { body: ['x'] } }, 'failure: malformed'],
    ['the server fails', { acme: { status: 500 } }, 'failure: http_500'],
    ['it is forbidden', { acme: { status: 403, body: '{}' } }, 'failure: forbidden'],
  ])('states nothing when %s', async (_case, organisations, expected) => {
    serve(organisations);

    expect(await outcomeOf(github, question())).toBe(expected);
  });

  it('leaves GitHub alone until the hour’s requests are there again', async () => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now / 1000 + 1800) };
    serve({ acme: { status: 403, headers, body: '{}' } });
    const surroundings = frozenSurroundings();

    expect(await outcomeOf(github, question({ surroundings }))).toBe('failure: rate_limited');
    expect(await outcomeOf(github, question({ surroundings }))).toBe('failure: rate_limited');

    expect(web.visits).toHaveLength(1);
    expect(surroundings.cooldowns.get('api.github.com')).toBe(now + 1_800_000);
  });

  it('rests briefly where GitHub does not say until when', async () => {
    serve({ acme: { status: 429, headers: { 'x-ratelimit-remaining': '0' }, body: '{}' } });

    expect(await outcomeOf(github, question())).toBe('failure: rate_limited');
  });
});

describe('the profiles of the homepage', () => {
  it('takes what is declared before what is linked, and quotes the line that shows it', async () => {
    const asked = withHomepage({
      structuredData: [
        {
          '@type': 'Organization',
          sameAs: [
            'https://www.linkedin.com/company/acme-robotics/',
            'https://twitter.com/acme',
            'https://acme.example',
          ],
        },
      ],
      links: [
        { url: 'https://linkedin.com/company/partner', text: 'Partner' },
        { url: 'https://www.youtube.com/@acme', text: 'Watch  us' },
        { url: 'https://twitter.com/intent/tweet?text=hi', text: 'Share' },
        { url: 'https://x.com/acme', text: 'X' },
      ],
    });

    const answer = await siteProfiles.ask(asked);

    expect(valuesOf(answer, 'socialProfiles')).toEqual([
      { network: 'linkedin', url: 'https://www.linkedin.com/company/acme-robotics' },
      { network: 'x', url: 'https://x.com/acme' },
      { network: 'youtube', url: 'https://www.youtube.com/@acme' },
    ]);
    expect(brokenQuotes(answer)).toEqual([]);
  });

  it('takes the linked profile that bears the company’s name, and leaves the network open where none does', async () => {
    const asked = withHomepage({
      links: [
        { url: 'https://github.com/Acme-Robotics', text: '' },
        { url: 'https://github.com/some-partner', text: '' },
        { url: 'https://x.com/jane', text: '' },
        { url: 'https://x.com/john', text: '' },
      ],
    });

    expect(valuesOf(await siteProfiles.ask(asked), 'socialProfiles')).toEqual([
      { network: 'github', url: 'https://github.com/Acme-Robotics' },
    ]);
  });

  it('asks nobody and knows nothing without a homepage or without profiles', async () => {
    expect(await outcomeOf(siteProfiles, question())).toBe('no_match: no_homepage');
    expect(await outcomeOf(siteProfiles, question({ about: { homeDocumentKey: 'gone' } }))).toBe(
      'no_match: no_homepage',
    );
    expect(await outcomeOf(siteProfiles, withHomepage({}))).toBe('no_match: no_profiles');
    expect(web.visits).toEqual([]);
  });

  it('lets the state machine retry when the store is down', async () => {
    storage.s3.on(GetObjectCommand).rejects(new Error('down'));

    await expect(siteProfiles.ask(question({ about: { homeDocumentKey: 'home' } }))).rejects.toThrow('document store');
  });
});

describe('reading a profile’s URL', () => {
  it.each([
    ['https://de.linkedin.com/company/acme/about', 'https://www.linkedin.com/company/acme'],
    ['http://www.facebook.com/acme.robotics/', 'https://www.facebook.com/acme.robotics'],
    ['https://instagram.com/acme', 'https://www.instagram.com/acme'],
    ['https://www.youtube.com/channel/UC123', 'https://www.youtube.com/channel/UC123'],
    ['https://www.tiktok.com/@acme', 'https://www.tiktok.com/@acme'],
    ['https://www.crunchbase.com/organization/acme', 'https://www.crunchbase.com/organization/acme'],
    ['https://mobile.twitter.com/@acme', 'https://x.com/acme'],
  ])('reads %s', (input, url) => {
    expect(readProfile(input)?.url).toBe(url);
  });

  it.each([
    'https://www.linkedin.com/in/jane-roe',
    'https://www.linkedin.com/shareArticle?url=x',
    'https://www.facebook.com/sharer/sharer.php?u=x',
    'https://www.facebook.com/sharer.php',
    'https://x.com/acme/status/1',
    'https://x.com/share',
    'https://github.com/acme/arm',
    'https://notlinkedin.com/company/acme',
    'mailto:press@acme.example',
    'not a url',
  ])('refuses %s', (input) => {
    expect(readProfile(input)).toBeNull();
  });
});
