import { describe, expect, it } from 'vitest';
import {
  addressesIn,
  addressesOutside,
  foreignAddresses,
} from '../../../../../../functions/lib/analysis/claims/addresses.ts';

describe('addresses in running text', () => {
  it.each([
    ['see https://evil.example/x?y=1.', ['https://evil.example/x?y=1']],
    ['see www.evil.example, now', ['www.evil.example']],
    ['mail ada@evil.example!', ['ada@evil.example']],
    ['at evil.io/path and Acme.com', ['evil.io/path', 'Acme.com']],
    ['Node.js 4.5 e.g. this, that', []],
  ])('are found in %j', (words, expected) => {
    expect(addressesIn(words)).toEqual(expected);
  });

  it('count as known where a known text holds them', () => {
    expect(addressesOutside('see a.example/x and b.example', ['as A.EXAMPLE/x says'])).toEqual(['b.example']);
  });

  it('are foreign where they lead to none of the sites', () => {
    const words = 'https://shop.acme.example/x, ada@acme.example, evil.example/acme.example';

    expect(foreignAddresses(words, ['https://www.acme.example/about'])).toEqual(['evil.example/acme.example']);
  });
});
