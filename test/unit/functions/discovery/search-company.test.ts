import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler } from '../../../../functions/discovery/search-company.ts';
import type { SearchFindings } from '../../../../functions/lib/company/identity.ts';
import { keepSuppliedInput, type SearchResult } from '../../../../functions/lib/enrichment/supplied-input.ts';
import { isAbout, readSearchResults } from '../../../../functions/lib/sources/search-findings.ts';
import { mockStorage } from '../lib/sources/memory-storage.ts';
import { domain, run } from '../lib/sources/questions.ts';
import { startVirtualWeb, type VirtualWeb } from '../lib/sources/virtual-web.ts';
import { bindings, ownerRow } from '../lib/sources/wikidata-answers.ts';

const storage = mockStorage();
let web: VirtualWeb;
beforeAll(async () => {
  web = await startVirtualWeb();
});
afterAll(() => web.close());
beforeEach(() => {
  web.reset();
  storage.reset();
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});
afterEach(() => vi.restoreAllMocks());

const context = { getRemainingTimeInMillis: () => 12_000 } as never;
async function search(results?: readonly SearchResult[]): Promise<SearchFindings> {
  const supplied = results === undefined ? null : (await keepSuppliedInput('client', results, Date.now())).id;
  return handler({ run: { ...run, suppliedInputId: supplied }, executionName: 'execution-1' }, context);
}
const page = (title: string, url: string, snippet = ''): SearchResult => ({ title, url, snippet });

describe('searching for the owner of a domain', () => {
  it('asks Wikidata who owns it', async () => {
    web.serve('query.wikidata.org', { body: bindings(ownerRow) });

    const findings = await search();

    expect(findings).toMatchObject({
      names: ['Acme Robotics'],
      confirmations: 1,
      candidates: [],
      sources: [{ id: 'wikidata:owner', outcome: 'matched', documents: [{}] }],
    });
  });

  it('makes a source and a document of each search result the caller brought', async () => {
    web.serve('query.wikidata.org', { body: bindings() });

    const findings = await search([
      page('Acme | Robots for all', 'https://www.acme.example/', 'Acme builds  robots.'),
      page('Acme raises money', 'https://news.example/acme', 'Funding for Acme.'),
      page('Weather', 'https://weather.example/today', 'Rain.'),
      page('Acme - bakery', 'https://acme-bakery.example/', 'Bread since 1900.'),
    ]);

    expect(findings).toMatchObject({ names: ['Acme'], confirmations: 1 });
    expect(findings.candidates).toEqual([
      {
        name: 'Acme',
        domain: 'acme-bakery.example',
        description: 'Bread since 1900.',
        matchScore: 0.5,
        matchedOn: ['name'],
      },
    ]);
    expect(findings.sources.map(({ id, outcome, reason }) => [id, outcome, reason])).toEqual([
      ['wikidata:owner', 'no_match', 'no_entity'],
      ['search-result:1', 'matched', null],
      ['search-result:2', 'matched', null],
      ['search-result:3', 'no_match', 'not_about_company'],
      ['search-result:4', 'no_match', 'not_about_company'],
    ]);
    const stored = JSON.parse(storage.objects.get(findings.sources[1]?.documents[0]?.key ?? '') ?? '');
    expect(stored).toMatchObject({
      sourceId: 'search-result',
      url: 'https://www.acme.example/',
      segments: [
        { origin: 'text', text: 'Acme | Robots for all' },
        { origin: 'text', text: 'Acme builds robots.' },
      ],
    });
    expect(JSON.stringify(findings.sources)).not.toContain('builds');
  });

  it('never feeds the shared cache with what the caller brought', async () => {
    web.serve('query.wikidata.org', { body: bindings(ownerRow) });

    await search([page('Acme', 'https://acme.example/', 'private')]);

    const shared = [...storage.rows].filter(([key]) => key.startsWith('COMPANY#'));
    expect(shared.map(([key]) => key)).toEqual([`COMPANY#${domain} SOURCE#wikidata:owner`]);
    expect(JSON.stringify(shared)).not.toContain('private');
  });

  it('counts a silent Wikidata and lost input as lost sources, not as a lost run', async () => {
    web.serve('query.wikidata.org', { status: 503, headers: { 'retry-after': '60' } });

    const findings = await handler({ run: { ...run, suppliedInputId: 'gone' }, executionName: 'execution-1' }, context);

    expect(findings).toMatchObject({
      names: [],
      confirmations: 0,
      sources: [
        { id: 'wikidata:owner', outcome: 'error', reason: 'http_503' },
        { id: 'search-result', outcome: 'error', reason: 'input_gone' },
      ],
    });
  });

  it('lets the state machine retry when table or store are down', async () => {
    web.serve('query.wikidata.org', { body: bindings(ownerRow) });
    storage.s3.on(PutObjectCommand).rejects(new Error('down'));
    await expect(search()).rejects.toMatchObject({ name: 'TransientError' });

    storage.reset();
    storage.dynamodb.on(GetItemCommand).rejects(new Error('down'));
    await expect(search([])).rejects.toMatchObject({ name: 'TransientError' });
  });
});

describe('reading search results', () => {
  it('takes a name only if it spells the domain', () => {
    const pages = [
      page('Robots for everyone', 'https://acme.example/robots'),
      page('Products: Acme Inc.', 'https://acme.example/products'),
    ];

    expect(readSearchResults(domain, pages)).toMatchObject({ names: ['Acme Inc.'], isConfirmed: true, candidates: [] });
    expect(readSearchResults(domain, []).isConfirmed).toBe(false);
  });

  it('offers a namesake’s domain once, and only its homepage', () => {
    const pages = [
      page('Acme', 'https://acme.example/'),
      page('Acme', 'https://acme.test.example/'),
      page('Acme', 'https://www.test.example/', 'Other'),
      page('Acme', 'https://deep.sample/page'),
      page('Acme', 'not a url'),
    ];

    const { candidates } = readSearchResults(domain, pages);

    expect(candidates.map((candidate) => candidate.domain)).toEqual(['test.example']);
    expect(candidates[0]?.description).toBeNull();
  });

  it('knows what a result is about by domain or whole name', () => {
    expect(isAbout(page('x', 'https://news.example/', 'see ACME.example'), domain, [])).toBe(true);
    expect(isAbout(page('Acme Robotics wins', 'https://news.example/'), domain, ['Acme Robotics'])).toBe(true);
    expect(isAbout(page('Acmeology today', 'https://news.example/'), domain, ['Acme'])).toBe(false);
  });
});
