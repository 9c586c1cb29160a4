import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  checkRobots,
  createRobotsStore,
  isAllowedByRobots,
  readRobots,
} from '../../../../../functions/lib/http/index.ts';
import { refusingAddressOf } from '../../../../../local/network/address-plan.ts';
import { type SmallWeb, servePages, startSmallWeb } from './small-web.ts';

let web: SmallWeb;
beforeAll(async () => {
  web = await startSmallWeb();
});
afterEach(() => {
  web.asked.length = 0;
});
afterAll(() => web.close());

const plain = (body: string, status = 200) => ({ status, headers: { 'content-type': 'text/plain' }, body });

describe('checkRobots', () => {
  it('obeys what the file says to this product', async () => {
    web.answer = servePages({ '/robots.txt': plain('User-agent: SalesIntelligenceOrchestrator\nDisallow: /private') });
    const store = createRobotsStore();

    const [open, closed] = await Promise.all([
      checkRobots('https://shop.example/a', store),
      checkRobots('https://shop.example/private/b', store),
    ]);

    expect(open).toMatchObject({ allowed: true, reason: null });
    expect(closed).toMatchObject({ allowed: false, reason: 'robots_disallowed' });
    expect(web.asked).toEqual(['https://shop.example/robots.txt']);
  });

  it.each([
    [404, true],
    [403, true],
    [429, true],
    [500, false],
    [503, false],
  ])('takes an answer of %i as leave: %s', async (status, allowed) => {
    web.answer = servePages({ '/robots.txt': plain('User-agent: *\nDisallow: /', status) });

    const verdict = await checkRobots('https://shop.example/a', createRobotsStore());

    expect(verdict.allowed).toBe(allowed);
    expect(verdict.reason).toBe(allowed ? null : 'robots_unreachable');
  });

  it('follows redirects, to another host as well, and takes endless ones as no file', async () => {
    web.answer = servePages({
      'https://one.example/robots.txt': { status: 301, headers: { location: 'https://two.example/rules' } },
      'https://two.example/rules': plain('User-agent: *\nDisallow: /'),
      'https://loop.example/robots.txt': { status: 302, headers: { location: '/robots.txt' } },
    });

    const redirected = await isAllowedByRobots('https://one.example/a', createRobotsStore());
    const endless = await isAllowedByRobots('https://loop.example/a', createRobotsStore());

    expect([redirected, endless]).toEqual([false, true]);
  });

  it('tells why a server could not be asked, and asks again the next time', async () => {
    web.names.set('shut.example', { a: [refusingAddressOf('shut.example')] });
    const store = createRobotsStore();

    const shut = await checkRobots('https://shut.example/', store);
    web.names.delete('shut.example');
    web.answer = servePages({});
    const open = await checkRobots('https://shut.example/', store);

    expect(shut).toMatchObject({ allowed: false, reason: 'robots_unreachable', failure: { reason: 'connect_failed' } });
    expect(open.allowed).toBe(true);
  });

  it('reads the first 500 KiB of a longer file', async () => {
    const filler = `# ${'x'.repeat(1022)}\n`;
    const file = `User-agent: *\nDisallow: /early\n${filler.repeat(510)}Disallow: /late\n`;
    web.answer = servePages({ '/robots.txt': plain(file) });
    const store = createRobotsStore();

    const verdicts = await Promise.all(
      ['early', 'late'].map((path) => isAllowedByRobots(`https://shop.example/${path}`, store)),
    );

    expect(verdicts).toEqual([false, true]);
  });

  it('remembers a file for a day', async () => {
    web.answer = servePages({});
    let now = 1_000_000;
    const store = createRobotsStore({ now: () => now });

    await isAllowedByRobots('https://shop.example/', store);
    now += 23 * 3_600_000;
    await isAllowedByRobots('https://shop.example/', store);
    const askedWithinADay = web.asked.length;
    now += 2 * 3_600_000;
    await isAllowedByRobots('https://shop.example/', store);

    expect([askedWithinADay, web.asked.length]).toEqual([1, 2]);
  });

  it('refuses what is no URL of the web', async () => {
    await expect(checkRobots('mailto:a@shop.example')).rejects.toMatchObject({ code: 'http.refused' });
    await expect(checkRobots('nonsense')).rejects.toMatchObject({ code: 'http.refused' });
  });
});

describe('readRobots', () => {
  it('gives the sitemaps, and nothing where there is no file', async () => {
    web.answer = servePages({ 'https://one.example/robots.txt': plain('Sitemap: https://one.example/s.xml') });
    const store = createRobotsStore();

    const one = await readRobots('https://one.example/', store);
    const two = await readRobots('https://two.example/', store);

    expect(one.sitemaps).toEqual(['https://one.example/s.xml']);
    expect(two).toEqual({ rules: [], sitemaps: [] });
  });
});
