import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FoundByName, handler } from '../../../../functions/discovery/find-by-name.ts';
import { startVirtualWeb, type VirtualWeb } from '../lib/sources/virtual-web.ts';

let web: VirtualWeb;
beforeAll(async () => {
  web = await startVirtualWeb();
});
afterAll(() => web.close());
beforeEach(() => {
  vi.spyOn(console, 'warn').mockReturnValue();
  vi.spyOn(console, 'error').mockReturnValue();
  web.reset();
});
afterEach(() => vi.restoreAllMocks());

const find = (name: string) => handler({ name, deadline: Date.now() + 1500 }, {} as never) as Promise<FoundByName>;
const website = (url: string) => ({
  mainsnak: { property: 'P856', datavalue: { type: 'string', value: url } },
  rank: 'normal',
});
const instanceOf = (id: string) => ({
  mainsnak: { property: 'P31', datavalue: { type: 'wikibase-entityid', value: { id } } },
  rank: 'normal',
});
const entity = (id: string, label: string, claims: object) => ({
  id,
  labels: { en: { language: 'en', value: label } },
  descriptions: { en: { language: 'en', value: 'maker of robots' } },
  aliases: { en: [{ language: 'en', value: `Old ${label}` }] },
  claims,
});

function serve(entities: Readonly<Record<string, unknown>>): void {
  web.serve('www.wikidata.org', (url) =>
    url.searchParams.get('action') === 'wbsearchentities'
      ? { body: { search: Object.keys(entities).map((id) => ({ id })) } }
      : { body: { entities } },
  );
}

describe('find-by-name', () => {
  it('gives the entities of this name that have a website and are no persons', async () => {
    serve({
      Q1: entity('Q1', 'Acme', { P856: [website('https://www.acme.com/en')], P31: [instanceOf('Q4830453')] }),
      Q2: entity('Q2', 'Acme Person', { P856: [website('https://person.com/')], P31: [instanceOf('Q5')] }),
      Q3: entity('Q3', 'Acme without a site', {}),
      Q4: entity('Q4', 'Acme on an address', { P856: [website('http://127.0.0.1/')] }),
      Q5: 'broken',
    });

    const found = await find('Acme');

    expect(found).toEqual({
      companies: [
        {
          domain: 'acme.com',
          name: 'Acme',
          otherNames: ['Old Acme'],
          description: 'maker of robots',
          source: 'wikidata',
        },
      ],
      isComplete: true,
    });
    expect(web.visits[0]?.url.searchParams.get('search')).toBe('Acme');
  });

  it('is complete without a key of the search API when Wikidata knows nobody', async () => {
    serve({});

    expect(await find('Nobody')).toEqual({ companies: [], isComplete: true });
  });

  it.each([
    ['breaks', { status: 500, body: 'upstream words' }],
    ['refuses', { status: 403, body: '' }],
  ])('is not complete when Wikidata %s', async (_, reply) => {
    web.serve('www.wikidata.org', reply);

    expect(await find('Acme')).toEqual({ companies: [], isComplete: false });
  });

  it('takes an answer of another shape for none', async () => {
    web.serve('www.wikidata.org', { body: { search: [{ id: 'x' }, { id: 'Q1' }], entities: [] } });

    expect(await find('Acme')).toEqual({ companies: [], isComplete: true });
  });

  it('refuses an event without a name', async () => {
    await expect(find('')).rejects.toMatchObject({ code: 'input.invalid' });
  });
});
