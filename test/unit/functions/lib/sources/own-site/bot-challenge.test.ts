import { describe, expect, it } from 'vitest';
import { isBotChallenge } from '../../../../../../functions/lib/sources/own-site/bot-challenge.ts';

describe('a test for bots', () => {
  it.each([
    [{ 'cf-mitigated': 'challenge' }, '<h1>Hello</h1>'],
    [{}, '<html><head><title>Just a moment...</title></head></html>'],
    [{}, '<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script>'],
    [{}, '<iframe src="https://geo.captcha-delivery.com/captcha/?x=1"></iframe>'],
    [{}, '<div id="px-captcha"></div>'],
    [{}, '<title>Pardon Our Interruption</title>'],
  ])('is told from a page by its header or its marks (%j)', (headers, html) => {
    expect(isBotChallenge(headers, html)).toBe(true);
  });

  it.each([
    '<title>Acme</title><h1>Just a moment...</h1><p>We explain Cloudflare challenges.</p>',
    `<title>Just a moment...</title>${'<p>A long article about waiting.</p>'.repeat(3_000)}`,
    '',
  ])('is not seen in a page that only speaks of one', (html) => {
    expect(isBotChallenge({}, html)).toBe(false);
  });
});
