import dns from 'node:dns/promises';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { profileFieldSchema } from '../../../../functions/lib/company/profile.ts';
import { failureOf, isoDay, useSandbox } from './joined-sandbox.ts';

const web = join(import.meta.dirname, '../../../../local/sandbox/web');
const truthSchema = z.strictObject({
  outcome: z.enum(['matched', 'ambiguous', 'parked', 'unreachable']),
  redirectsTo: z.string().optional(),
  language: z.string().optional(),
  facts: z.partialRecord(
    profileFieldSchema,
    z.strictObject({ value: z.unknown(), page: z.string().optional(), quote: z.string().optional() }),
  ),
  unknown: z.array(profileFieldSchema),
  false: z.partialRecord(profileFieldSchema, z.array(z.unknown())).optional(),
  forbidden: z.array(z.string()).optional(),
});
const truths = readdirSync(web).map((domain) => {
  const truth = truthSchema.parse(JSON.parse(readFileSync(join(web, domain, 'truth.json'), 'utf8')));
  return [domain, truth] as const;
});

const sandbox = useSandbox();

async function visibleText(url: string): Promise<string> {
  const response = await fetch(url);
  const bytes = Buffer.from(await response.arrayBuffer());
  const isLatin = bytes.subarray(0, 1024).includes('charset=iso-8859-1');
  const document = load(bytes.toString(isLatin ? 'latin1' : 'utf8'));
  document('script, style, [hidden]').remove();
  return document('body').text().replaceAll(/\s+/g, ' ');
}

describe('the fictional companies', () => {
  it('are all there, with what each is for', () => {
    const companies = sandbox().companies();

    expect(companies.map(({ domain }) => domain)).toEqual(readdirSync(web));
    expect(companies.every(({ purpose }) => purpose.length > 10)).toBe(true);
    expect(sandbox().hosts()).toContain('www.brindlemark.example');
  });

  it.each(truths)('say on their pages what is known to be true: %s', async (domain, { facts }) => {
    for (const [field, { page, quote }] of Object.entries(facts)) {
      if (page === undefined || quote === undefined) continue;
      expect(await visibleText(`http://${domain}${page}`), `${field} of ${domain}`).toContain(quote);
    }
  });

  it.each(truths)('link only to pages of theirs that exist: %s', async (domain, { outcome, facts }) => {
    if (outcome !== 'matched' || Object.values(facts).every(({ page }) => page === undefined)) return;
    const seen = new Set<string>([`http://${domain}/`]);
    for (const url of seen) {
      const response = await fetch(url);
      expect(response.status, url).toBe(url.includes('/careers/10') ? 404 : 200);
      const document = load(await response.text());
      for (const link of document('a[href^="/"]').toArray()) {
        seen.add(new URL(document(link).attr('href') ?? '', `http://${domain}/`).href);
      }
    }
  });

  it('keep mail and other services in DNS', async () => {
    const exchangers = await dns.resolveMx('quillstead.example');
    const texts = (await dns.resolveTxt('brindlemark.example')).map((parts) => parts.join(''));

    expect(exchangers[0]?.exchange).toMatch(/\.mail\.protection\.outlook\.com$/);
    expect(texts.some((text) => text.startsWith('v=spf1 include:_spf.google.com'))).toBe(true);
    expect(await dns.resolveNs('velvetanchor.example')).toContain('ns1.sedoparking.com');
    await expect(dns.resolve4('nobody.example')).rejects.toMatchObject({ code: 'ENOTFOUND' });
    await expect(dns.resolve4('thrushmail.example')).rejects.toMatchObject({ code: 'ENODATA' });
  });
});

describe('their web servers', () => {
  it('lead to https and to the name on which the site lives', async () => {
    const bare = await fetch('http://brindlemark.example/about/');
    const prefixed = await fetch('http://www.fennmoor.example/pricing');
    const either = await fetch('http://quillstead.example/plans');
    const renamed = await fetch('https://quillstead.example/pricing');

    expect(bare.url).toBe('https://www.brindlemark.example/about');
    expect(prefixed.url).toBe('https://fennmoor.example/pricing');
    expect(either.url).toBe('http://quillstead.example/plans');
    expect(renamed.url).toBe('https://quillstead.example/plans');
  });

  it('lead from a company that was bought to its buyer', async () => {
    const response = await fetch('https://www.ganderloft.example/');

    expect(response.url).toBe('https://www.brindlemark.example/');
  });

  it('spare a reader what has not changed', async () => {
    const url = 'https://fennmoor.example/';
    const first = await fetch(url);
    const etag = first.headers.get('etag') ?? '';
    const modified = first.headers.get('last-modified') ?? '';

    expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await fetch(url, { headers: { 'if-modified-since': modified } })).status).toBe(304);
    expect((await fetch(url, { headers: { 'if-none-match': '"old"', 'if-modified-since': modified } })).status).toBe(
      200,
    );
  });

  it('compress for who takes it, unless they cannot', async () => {
    const zipped = await fetch('https://fennmoor.example/');
    const plain = await fetch('https://fennmoor.example/', { headers: { 'accept-encoding': 'identity' } });
    const never = await fetch('http://www.parchwell.example/');

    expect(zipped.headers.get('content-encoding')).toBe('gzip');
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(never.headers.get('content-encoding')).toBeNull();
    expect(await zipped.text()).toBe(await plain.text());
  });

  it('answer HEAD without a body, 404 in their own style, and take nothing else', async () => {
    const head = await fetch('https://fennmoor.example/pricing', { method: 'HEAD' });
    const missing = await fetch('https://fennmoor.example/nothing');
    const plainly = await fetch('http://www.parchwell.example/nothing');
    const hidden = await fetch('https://fennmoor.example/404');
    const post = await fetch('https://fennmoor.example/', { method: 'POST' });

    expect([head.status, await head.text()]).toEqual([200, '']);
    expect([missing.status, hidden.status, plainly.status]).toEqual([404, 404, 404]);
    expect(await missing.text()).toContain('drained away');
    expect(post.status).toBe(405);
  });

  it('serve robots.txt, a sitemap of what is public, and security.txt', async () => {
    const robots = await (await fetch('https://fennmoor.example/robots.txt')).text();
    const sitemap = await (await fetch('https://fennmoor.example/sitemap.xml')).text();
    const security = await (await fetch('https://fennmoor.example/.well-known/security.txt')).text();
    const none = await fetch('http://quillstead.example/sitemap.xml');
    const prefixed = await (await fetch('https://www.brindlemark.example/sitemap.xml')).text();

    const locations = [...sitemap.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, location]) => location);
    expect(locations).toHaveLength(30);
    expect(locations).not.toContain('https://fennmoor.example/internal/roadmap');
    expect(robots).toContain('Disallow: /internal/');
    expect(security).toContain(`Expires: ${isoDay(200)}T00:00:00.000Z`);
    expect(none.status).toBe(404);
    expect(prefixed).toContain('<loc>https://www.brindlemark.example/</loc>');
  });

  it('keep their news young', async () => {
    const text = await (await fetch('https://www.brindlemark.example/news')).text();

    expect(text).toContain(`<time datetime="${isoDay(-9)}">November 13, 2026</time>`);
    expect(text).not.toContain('{{');
  });

  it('write ISO-8859-1 where the page says so and the header does not', async () => {
    const response = await fetch('https://www.moosbach-waagen.example/ueber-uns');
    const bytes = Buffer.from(await response.arrayBuffer());

    expect(response.headers.get('content-type')).toBe('text/html');
    expect(bytes.includes(Buffer.from('gegründet', 'latin1'))).toBe(true);
    expect(bytes.includes('charset=iso-8859-1')).toBe(true);
  });

  it('refuse, reset, forbid or fail, each in its way', async () => {
    expect(await failureOf(fetch('https://cinderhollow.example/'))).toBe('ECONNREFUSED');
    expect(await failureOf(fetch('https://saltmire.example/'))).toBe('ECONNRESET');
    expect(await failureOf(fetch('http://saltmire.example/'))).toMatch(/ECONNRESET|UND_ERR_SOCKET/);
    expect(await failureOf(fetch('https://velvetanchor.example/'))).toBe('ECONNRESET');
    expect((await fetch('https://kestrelvane.example/')).status).toBe(403);
    expect((await fetch('https://copperthistle.example/robots.txt')).status).toBe(500);
  });

  it.each(['http://drowsemill.example/', 'https://fallowgate.example/'])('leave a visitor waiting: %s', async (url) => {
    const silence = new AbortController();

    const asked = fetch(url, { signal: silence.signal });
    await fetch('http://quillstead.example/');
    silence.abort();

    expect(await failureOf(asked)).toBe('AbortError');
  });

  it('send fifty megabytes to whoever takes them, and stop when nobody does', async () => {
    const whole = await (await fetch('http://bulkhaven.example/')).arrayBuffer();
    const begun = await fetch('http://bulkhaven.example/');
    await begun.body?.cancel();

    expect(whole.byteLength).toBeGreaterThan(50 * 1024 * 1024);
  });

  it('are not spoken for by others: a strange name is misdirected', async () => {
    const response = await fetch(`http://127.0.0.1:${sandbox().network.httpPort}/`);

    expect(response.status).toBe(421);
  });
});
