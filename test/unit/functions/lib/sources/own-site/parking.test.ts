import { describe, expect, it } from 'vitest';
import { readPage } from '../../../../../../functions/lib/content/index.ts';
import {
  findParkedReason,
  isDomainMarketplace,
  parkingServiceOf,
} from '../../../../../../functions/lib/sources/own-site/parking.ts';

const reasonFor = (html: string) =>
  findParkedReason(
    readPage(html, { url: 'https://a.example/', sourceId: 'own-site', observedAt: '', purpose: 'home' }),
  );

describe('a parked domain', () => {
  it.each([
    ['<p>This domain is for sale!</p>', 'for_sale_notice'],
    ['<p>The domain acme.example may be for sale by its owner.</p>', 'for_sale_notice'],
    ['<title>Buy this domain</title><p>Make us an offer</p>', 'for_sale_notice'],
    ['<p>This webpage was generated using Sedo Domain Parking.</p>', 'for_sale_notice'],
    ['<h1>Welcome to nginx!</h1>', 'server_default_page'],
    ['<title>Apache2 Ubuntu Default Page: It works</title>', 'server_default_page'],
  ])('shows itself by %s', (html, reason) => {
    expect(reasonFor(html)).toBe(reason);
  });

  it.each([
    '<h1>Acme</h1><p>Houses for sale in Flagstaff.</p>',
    `<p>Buy this domain</p><p>${'We write about domains and their prices. '.repeat(80)}</p>`,
    '<script type="application/ld+json">{"@type":"Organization"}</script><p>Make an offer on this domain</p>',
    '',
  ])('is not seen in %s', (html) => {
    expect(reasonFor(html)).toBeNull();
  });

  it.each([
    [['ns1.sedoparking.com'], 'Sedo'],
    [['NS1.BODIS.COM.', 'ns2.bodis.com'], 'Bodis'],
    [['ns1.notbodis.com'], null],
    [[], null],
  ])('is told by the name servers %j', (servers, service) => {
    expect(parkingServiceOf(servers)).toBe(service);
  });

  it('may lead to a marketplace', () => {
    expect([isDomainMarketplace('hugedomains.com'), isDomainMarketplace('acme.example')]).toEqual([true, false]);
  });
});
