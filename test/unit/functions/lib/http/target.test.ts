import { isIP } from 'node:net';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HttpError, isPublicAddress } from '../../../../../functions/lib/http/index.ts';
import { parseTarget } from '../../../../../functions/lib/http/target.ts';

const reasonFor = (input: string) => {
  try {
    return parseTarget(input).href;
  } catch (error) {
    return error instanceof HttpError && error.code === 'http.refused' ? error.reason : 'another error';
  }
};

describe('parseTarget', () => {
  it.each([
    ['HTTP://Shop.Example:80/a/../b#part', 'http://shop.example/b'],
    ['https:shop.example', 'https://shop.example/'],
    ['https://münchen.example/', 'https://xn--mnchen-3ya.example/'],
    ['https://9.9.9.9/', 'https://9.9.9.9/'],
    ['https://[2606:4700:4700::1111]/', 'https://[2606:4700:4700::1111]/'],
    ['http://shop.example:443/', 'http://shop.example:443/'],
    ['https://under_score.shop.example/', 'https://under_score.shop.example/'],
    ['http://shop.example/\r\nHost: evil', 'http://shop.example/Host:%20evil'],
  ])('takes %s', (input, expected) => {
    const result = reasonFor(input);

    expect(result).toBe(expected);
  });

  it.each([
    ['', 'url'],
    ['//shop.example/', 'url'],
    ['http://', 'url'],
    ['http://999.1.1.1/', 'url'],
    [`http://${'a'.repeat(64)}.example/`, 'url'],
    [`http://${'a.'.repeat(130)}example/`, 'url'],
    [`http://shop.example/${'a'.repeat(5000)}`, 'url'],
    ['http://a..example/', 'url'],
    ['ftp://shop.example/', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['data:text/html,hi', 'scheme'],
    ['gopher://shop.example/', 'scheme'],
    ['https://shop.example:8443/', 'port'],
    ['http://shop.example:22/', 'port'],
    ['https://me@shop.example/', 'userinfo'],
    ['https://:secret@shop.example/', 'userinfo'],
    ['http://localhost/', 'special_name'],
    ['http://LOCALHOST./', 'special_name'],
    ['http://api.localhost/', 'special_name'],
    ['http://metadata.google.internal/', 'special_name'],
    ['http://router.lan/', 'special_name'],
    ['http://intranet/', 'special_name'],
    ['http://hidden.onion/', 'special_name'],
    ['http://7.1.168.192.in-addr.arpa/', 'special_name'],
    ['http://ｌｏｃａｌｈｏｓｔ/', 'special_name'],
    ['http://0x7f000001/', 'private_address'],
    ['http://017700000001/', 'private_address'],
    ['http://192.168.257/', 'private_address'],
    ['http://0/', 'private_address'],
    ['http://１２７.0.0.1/', 'private_address'],
    ['http://[::ffff:a00:1]/', 'private_address'],
    ['http://[fe80::1]/', 'private_address'],
    ['http://169.254.169.254./', 'private_address'],
  ])('refuses %s for its %s', (input, reason) => {
    const result = reasonFor(input);

    expect(result).toBe(reason);
  });

  it('gives a public http(s) URL without user or odd port, or refuses, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl({ withFragments: true }),
          fc.ipV4().map((ip) => `http://${ip}/`),
        ),
        (input) => {
          const result = reasonFor(input);
          expect(result).not.toBe('another error');
          const url = URL.parse(result);
          if (url === null) return;
          expect([url.username, url.password, url.hash]).toEqual(['', '', '']);
          expect(['', '80', '443']).toContain(url.port);
          expect(isIP(url.hostname) === 0 || isPublicAddress(url.hostname)).toBe(true);
        },
      ),
    );
  });
});
