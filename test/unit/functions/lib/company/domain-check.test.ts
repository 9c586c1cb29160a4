import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseDomain } from '../../../../../functions/lib/company/domain.ts';
import { checkDomain } from '../../../../../functions/lib/company/domain-check.ts';
import { addressOf, refusingAddressOf } from '../../../../../local/network/address-plan.ts';
import { type SmallWeb, servePages, startSmallWeb } from '../http/small-web.ts';

let web: SmallWeb;
let count = 0;
let host = '';
beforeAll(async () => {
  web = await startSmallWeb();
});
beforeEach(() => {
  count += 1;
  host = `checked-${count}.example`;
  web.asked.length = 0;
  web.answer = servePages({ '/': '<h1>Home</h1>' });
});
afterEach(() => web.names.clear());
afterAll(() => web.close());

const check = () => checkDomain(parseDomain(host) as NonNullable<ReturnType<typeof parseDomain>>);
const moved = (location: string) => ({ status: 301, headers: { location } });

describe('checkDomain', () => {
  it('finds a domain that stands', async () => {
    const found = await check();

    expect(found).toMatchObject({
      dns: 'resolves',
      parkedBy: null,
      redirectsTo: null,
      source: { id: 'dns:domain', sourceId: 'dns', outcome: 'matched', reason: null, url: `dns:${host}` },
    });
    expect(found.source.observedAt).not.toBeNull();
  });

  it.each([
    ['does not exist', null, 'no_such_domain', 'no_match', 'no_such_domain'],
    ['has no address', {}, 'no_address', 'no_match', 'no_address'],
    ['has only private addresses', { a: ['10.0.0.1'] }, 'no_address', 'no_match', 'no_address'],
    ['has a failing name server', 'fails', 'failed', 'error', 'dns_failed'],
  ] as const)('tells a domain that %s', async (_, records, dns, outcome, reason) => {
    web.names.set(host, records as never);
    web.names.set(`www.${host}`, records as never);

    expect(await check()).toMatchObject({ dns, source: { outcome, reason } });
    expect(web.asked).toEqual([]);
  });

  it('finds a domain that stands under www alone', async () => {
    web.names.set(host, { ns: ['ns1.checked.example'] });

    expect((await check()).dns).toBe('resolves');
  });

  it('tells whose parking name servers it has', async () => {
    web.names.set(host, { a: [addressOf(host)], ns: ['ns1.sedoparking.com', 'ns2.sedoparking.com'] });

    expect((await check()).parkedBy).toBe('Sedo');
  });

  it('tells the other domain that it redirects to, and does not go there', async () => {
    web.answer = servePages({ '/': moved('/start'), '/start': moved('https://buyer.example/from') });

    expect((await check()).redirectsTo).toBe('buyer.example');
    expect(web.asked.some((url) => url.includes('buyer'))).toBe(false);
  });

  it('takes its own www for itself', async () => {
    web.answer = servePages({ [`https://${host}/`]: moved(`https://www.${host}/`), '/': 'home' });

    expect((await check()).redirectsTo).toBeNull();
  });

  it('takes a marketplace of domains for parking', async () => {
    web.answer = servePages({ '/': moved('https://hugedomains.com/domain_profile.cfm') });

    expect(await check()).toMatchObject({ parkedBy: 'hugedomains.com', redirectsTo: null });
  });

  it('asks with GET where the server knows no HEAD, and over http where there is no https', async () => {
    web.answer = ({ url, request, response }) => {
      if (url.protocol === 'https:') request.socket.destroy();
      else if (url.pathname === '/robots.txt') response.writeHead(404).end();
      else if (request.method === 'HEAD') response.writeHead(405).end();
      else response.writeHead(302, { location: 'https://buyer.example/' }).end();
    };

    expect((await check()).redirectsTo).toBe('buyer.example');
  });

  it('asks for nothing that robots.txt forbids', async () => {
    web.answer = servePages({
      '/robots.txt': { body: 'User-agent: *\nDisallow: /' },
      '/': moved('https://buyer.example/'),
    });

    expect((await check()).redirectsTo).toBeNull();
    expect(web.asked).toEqual([`https://${host}/robots.txt`]);
  });

  it('does without redirects where nobody answers', async () => {
    web.names.set(host, { a: [refusingAddressOf(host)] });

    expect(await check()).toMatchObject({ dns: 'resolves', redirectsTo: null });
  });
});
