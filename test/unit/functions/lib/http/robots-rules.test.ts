import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPathAllowed, parseRobots } from '../../../../../functions/lib/http/robots-rules.ts';

const isAllowed = (robots: string, path: string, agent = 'OurBot') =>
  isPathAllowed(parseRobots(robots, agent), `https://shop.example${path}`);

describe('robots.txt', () => {
  it.each([
    ['nothing at all', '', '/a', true],
    ['an empty Disallow', 'User-agent: *\nDisallow:', '/a', true],
    ['everything forbidden', 'User-agent: *\nDisallow: /', '/a', false],
    ['itself, although all is forbidden', 'User-agent: *\nDisallow: /', '/robots.txt', true],
    ['a prefix', 'User-agent: *\nDisallow: /private', '/private/x', false],
    ['a path of another case', 'User-agent: *\nDisallow: /Private', '/private', true],
    ['the longer Allow', 'User-agent: *\nDisallow: /a\nAllow: /a/b', '/a/b/c', true],
    ['the longer Disallow', 'User-agent: *\nAllow: /a\nDisallow: /a/b', '/a/b/c', false],
    ['a tie, which Allow wins', 'User-agent: *\nDisallow: /a\nAllow: /a', '/a', true],
    ['our group over the one for all', 'User-agent: *\nDisallow: /\n\nUser-agent: ourbot\nDisallow: /x', '/a', true],
    ['our group with a version', 'User-agent: OurBot/2.0\nDisallow: /', '/a', false],
    ['a longer name, which is not ours', 'User-agent: OurBotany\nDisallow: /', '/a', true],
    ['a shorter name, which is not ours', 'User-agent: Our\nDisallow: /', '/a', true],
    ['two names over one group', 'User-agent: Other\nUser-agent: OurBot\nDisallow: /', '/a', false],
    [
      'our groups in two places',
      'User-agent: OurBot\nDisallow: /a\nUser-agent: X\nDisallow: /\nUser-agent: OurBot\nDisallow: /b',
      '/b',
      false,
    ],
    ['rules before any name', 'Disallow: /\nUser-agent: *\nDisallow: /b', '/a', true],
    [
      'other lines inside a group',
      'User-agent: OurBot\nCrawl-delay: 3\nSitemap: https://x.example/s\nDisallow: /a',
      '/a',
      false,
    ],
    ['a wildcard', 'User-agent: *\nDisallow: /*.php', '/x/index.php?a', false],
    ['an anchored wildcard that fits', 'User-agent: *\nDisallow: /*.php$', '/index.php', false],
    ['an anchored wildcard that does not', 'User-agent: *\nDisallow: /*.php$', '/index.php?a', true],
    ['an anchored path', 'User-agent: *\nDisallow: /a$', '/ab', true],
    ['a pattern whose end lies before its middle', 'User-agent: *\nDisallow: /a*ba$', '/aba', false],
    ['a pattern that would need one letter twice', 'User-agent: *\nDisallow: /ab*ba$', '/aba', true],
    ['a query', 'User-agent: *\nDisallow: /*?id=', '/p?id=3', false],
    ['letters beyond ASCII', 'User-agent: *\nDisallow: /über', '/%C3%BCber', false],
    ['escapes in lower case', 'User-agent: *\nDisallow: /%c3%bcber', '/%C3%BCber', false],
    ['a misspelt Disallow', 'User-agent: *\nDisalow: /a', '/a', false],
    ['a key without its colon', 'User-agent: *\nDisallow /a', '/a', false],
    ['three words without a colon', 'User-agent: *\nDisallow /a b', '/a', true],
    ['a comment', 'User-agent: * # all\nDisallow: /a # here', '/a', false],
    ['lines that end as on old Macs', 'User-agent: *\rDisallow: /a\r', '/a', false],
    ['a byte order mark', '\u{feff}User-agent: *\nDisallow: /a', '/a', false],
    ['an allowed index page for its folder', 'User-agent: *\nDisallow: /\nAllow: /shop/index.html', '/shop/', true],
    ['a star followed by words', 'User-agent: * bots\nDisallow: /a', '/a', false],
  ])('decides on %s', (_, robots, path, expected) => {
    const allowed = isAllowed(robots, path);

    expect(allowed).toBe(expected);
  });

  it('gives the sitemaps whoever they stand beside', () => {
    const { sitemaps } = parseRobots(
      'Sitemap: https://a.example/1.xml\nUser-agent: x\nSite-map: https://a.example/2.xml',
      'OurBot',
    );

    expect(sitemaps).toEqual(['https://a.example/1.xml', 'https://a.example/2.xml']);
  });

  it('takes a URL without scheme or path', () => {
    const rules = parseRobots('User-agent: *\nDisallow: /a', 'OurBot');

    expect([isPathAllowed(rules, 'shop.example/a'), isPathAllowed(rules, 'https://shop.example')]).toEqual([
      false,
      true,
    ]);
  });

  it('reads any text without failing', () => {
    fc.assert(
      fc.property(fc.string(), fc.webPath(), (robots, path) => {
        expect(typeof isAllowed(`User-agent: *\nDisallow: ${robots}`, path)).toBe('boolean');
      }),
    );
  });

  it('is quick about patterns made to be slow', () => {
    const robots = `User-agent: *\nDisallow: /${'a*'.repeat(5000)}b$`;
    const startedAt = performance.now();

    const allowed = isAllowed(robots, `/${'a'.repeat(4000)}`);

    expect(allowed).toBe(true);
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});
