import { text } from 'node:stream/consumers';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Domain } from '../../../../../functions/lib/company/domain.ts';
import { webUnlocker } from '../../../../../functions/lib/sources/bright-data/unlocker.ts';
import { mockStorage } from './memory-storage.ts';
import { brokenQuotes, factsOf, outcomeOf, planned, question } from './questions.ts';
import { type Reply, startVirtualWeb, type VirtualWeb } from './virtual-web.ts';

mockStorage();
const secrets = mockClient(SecretsManagerClient);
let web: VirtualWeb;
let secretNumber = 0;
let host: Domain;
beforeAll(async () => {
  web = await startVirtualWeb();
});
afterAll(() => web.close());
beforeEach(() => {
  web.reset();
  // A warm function remembers secrets by their ARN, and robots.txt by its origin.
  secretNumber += 1;
  host = `acme-${secretNumber}.example` as Domain;
  vi.stubEnv('BRIGHT_DATA_SECRET_ARN', `arn:unlocker-${secretNumber}`);
  secrets.on(GetSecretValueCommand).resolves({ SecretString: '{"apiKey":"token","unlockerZone":"zone_eu"}' });
  web.serve(host, { status: 403, body: '<h1>Access denied</h1>' });
});

const html = `<title>About</title><script type="application/ld+json">{"@type":"Organization","name":"Acme Robotics",
  "foundingDate":"1999"}</script><h1>About us</h1><p>Acme Robotics  builds arms for bakeries.</p>`;
const ask = (url: string | null = `https://${host}/about`, deadline?: number) =>
  question({
    source: { ...planned('bright-data-unlocker'), url, purpose: 'about' },
    about: { domain: host },
    ...(deadline === undefined ? {} : { deadline }),
  });
const unlock = (status_code: number, body: string): Reply => ({ body: { status_code, headers: {}, body } });
const serve = (reply: Reply) => web.serve('api.brightdata.com', reply);

describe('a page over the Web Unlocker', () => {
  it('is read as any page of the site, and paid for', async () => {
    const bodies: Promise<string>[] = [];
    web.serve('api.brightdata.com', (_url, request) => {
      bodies.push(text(request));
      return unlock(200, html);
    });

    const answer = await webUnlocker.ask(ask());

    expect(JSON.parse((await bodies[0]) ?? '')).toEqual({
      ...{ zone: 'zone_eu', url: `https://${host}/about`, format: 'json', method: 'GET' },
    });
    expect(answer).toMatchObject({ costUsd: 0.0015, documents: [{ purpose: 'about', url: `https://${host}/about` }] });
    expect(factsOf(answer)).toContainEqual(expect.objectContaining({ field: 'founded', value: 1999 }));
    expect(brokenQuotes(answer)).toEqual([]);
  });

  it('is never asked for where robots.txt disallows it, or cannot be asked', async () => {
    serve(unlock(200, html));
    web.serve(host, ({ pathname }) =>
      pathname === '/robots.txt' ? { body: 'User-agent: *\nDisallow: /about' } : { status: 403 },
    );
    const disallowed = await outcomeOf(webUnlocker, ask());
    web.serve(`www.${host}`, { status: 503 });
    const unreachable = await outcomeOf(webUnlocker, ask(`https://www.${host}/about`));

    expect([disallowed, unreachable]).toEqual(['skipped: robots_disallowed', 'skipped: robots_unreachable']);
    expect(web.visits.filter(({ url }) => url.hostname === 'api.brightdata.com')).toEqual([]);
  });

  it.each<[string, Reply, string]>([
    ['a page that is gone', unlock(404, 'gone'), 'no_match: http_404'],
    ['a page that stays blocked', unlock(403, 'no'), 'failure: page_http_403'],
    ['a test for bots', unlock(200, '<title>Just a moment...</title>'), 'failure: bot_challenge'],
    [
      'a page of another company',
      unlock(200, '<link rel="canonical" href="https://other.example/">'),
      'no_match: redirects_elsewhere',
    ],
    ['an empty page', unlock(200, ''), 'no_match: no_text'],
    ['an error page', { body: '<html>' }, 'failure: malformed'],
    ['a status that is none', { body: { status_code: -1, body: html } }, 'failure: malformed'],
    ['another shape', { body: { status_code: '200' } }, 'failure: malformed'],
    ['a refused token', { status: 401 }, 'failure: invalid_key'],
    ['a zone that is not there', { status: 400, body: 'zone not found' }, 'failure: http_400'],
  ])('ends with an outcome for %s', async (_what, reply, expected) => {
    serve(reply);

    expect(await outcomeOf(webUnlocker, ask())).toBe(expected);
  });

  it('is asked for no other site, without an address, or without a key', async () => {
    serve(unlock(200, html));

    const outcomes = [await outcomeOf(webUnlocker, ask(null)), await outcomeOf(webUnlocker, ask('https://b.example/'))];
    vi.stubEnv('BRIGHT_DATA_SECRET_ARN', '');
    outcomes.push(await outcomeOf(webUnlocker, ask()));

    expect(outcomes).toEqual(['no_match: no_url', 'no_match: no_url', 'skipped: no_key']);
    expect(web.visits).toEqual([]);
  });
});
