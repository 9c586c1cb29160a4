import dns from 'node:dns/promises';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { readSavedPages } from '../../../../local/sandbox/saved-pages.ts';
import { useSandbox } from './joined-sandbox.ts';

const folder = mkdtempSync(join(tmpdir(), 'pages-'));
afterAll(() => rmSync(folder, { recursive: true }));

function save(rows: readonly unknown[], directory = folder): void {
  writeFileSync(
    join(directory, 'pages.jsonl'),
    rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n'),
  );
}

writeFileSync(join(folder, 'home.html'), '<title>Größe</title>');
writeFileSync(join(folder, 'pricing.html.gz'), gzipSync('<title>Pricing</title>'));
writeFileSync(join(folder, 'old.html'), '<title>Old</title>');
save([
  { file: 'home.html', url: 'https://www.saved-company.test/', title: 'other columns do not matter' },
  { file: 'pricing.html.gz', url: 'https://saved-company.test/pricing/?plan=team' },
  { file: 'old.html', url: 'http://saved-company.test' },
  { file: 'home.html', url: 'https://blog.only-below.test/start?a=1' },
  { file: 'old.html', url: '' },
  '',
]);
useSandbox(folder);

describe('saved pages', () => {
  it.each(['http://saved-company.test/', 'https://saved-company.test/', 'https://www.saved-company.test'])(
    'are served under every spelling of their host: %s',
    async (url) => {
      const response = await fetch(url);

      expect(await response.text()).toBe('<title>Größe</title>');
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    },
  );

  it('are found by path and query, unzipped, with or without a slash at the end', async () => {
    const url = 'https://saved-company.test/pricing?plan=team';

    expect(await (await fetch(url)).text()).toBe('<title>Pricing</title>');
    expect((await fetch(url, { method: 'HEAD' })).status).toBe(200);
    expect((await fetch('https://saved-company.test/pricing')).status).toBe(404);
  });

  it('are all there is: robots.txt and everything else answers 404', async () => {
    expect((await fetch('https://saved-company.test/robots.txt')).status).toBe(404);
    expect((await fetch('https://saved-company.test/about')).status).toBe(404);
  });

  it('are reached from a domain of which only a subdomain was saved', async () => {
    const response = await fetch('https://only-below.test/');

    expect(response.url).toBe('https://blog.only-below.test/start?a=1');
    expect(await response.text()).toBe('<title>Größe</title>');
    expect((await fetch('https://only-below.test/robots.txt')).status).toBe(404);
  });

  it('have hosts that resolve', async () => {
    expect(await dns.resolve4('www.saved-company.test')).toHaveLength(1);
  });
});

describe('an index of saved pages', () => {
  it.each<[string, unknown, string]>([
    ['no JSON', '{', 'pages.jsonl:1 is no row'],
    ['no file', { url: 'https://a.test/' }, 'pages.jsonl:1 is no row'],
    ['no web address', { file: 'home.html', url: 'ftp://a.test/' }, 'no http(s) URL'],
    ['no address', { file: 'home.html', url: 'nothing' }, 'no http(s) URL'],
    ['a file elsewhere', { file: '../home.html', url: 'https://a.test/' }, 'within the folder'],
    ['a file of another kind', { file: 'home.pdf', url: 'https://a.test/' }, 'no .html'],
  ])('is refused with %s, by its line', (_, row, message) => {
    const broken = mkdtempSync(join(tmpdir(), 'broken-'));
    save([row], broken);

    expect(() => readSavedPages(broken)).toThrow(message);
    rmSync(broken, { recursive: true });
  });

  it('is missed when it is not there', () => {
    expect(() => readSavedPages(join(folder, 'nowhere'))).toThrow('cannot be read');
  });
});
