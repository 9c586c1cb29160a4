import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NamedCompany } from '../../../../../functions/lib/lookup/aliases.ts';
import { createMemoryIndex } from '../../../../../functions/lib/lookup/memory-index.ts';
import { type AliasFinder, resolveAmong, resolveName } from '../../../../../functions/lib/lookup/resolve-name.ts';

const company = (domain: string, name: string, ...formerNames: string[]): NamedCompany => ({
  domain,
  name,
  formerNames,
});
const directory = [
  company('brindlemark.example', 'Brindlemark B.V.', 'Pallet Fox'),
  company('fennmoor.example', 'Fennmoor Water Technologies'),
  company('strasse.example', 'Müllerstraße Logistik GmbH'),
  company('getharbour.example', 'Quillon (formerly Dockside)'),
  company('kvartal.example', 'Квартал Софт'),
  company('tandem.example', 'Tandem'),
  company('tandem-bikes.example', 'Tandem'),
  company('app.shared.example', 'Shared App'),
  company('shop.shared.example', 'Shared Shop'),
  company('velo.ai', 'Velocast'),
];
const index = createMemoryIndex(directory);
const resolve = (query: string, website?: string) => resolveName(query, index, website);

describe('resolveName', () => {
  it.each([
    ['Brindlemark B.V.', 'brindlemark.example', 'name'],
    ['brindlemark', 'brindlemark.example', 'name legal_form'],
    ['The Brindlemark GmbH', 'brindlemark.example', 'name spacing'],
    ['Brindle Mark', 'brindlemark.example', 'name spacing'],
    ['Pallet Fox', 'brindlemark.example', 'former_name'],
    ['palletfox', 'brindlemark.example', 'former_name spacing'],
    ['Brnidlemark', 'brindlemark.example', 'name typo'],
    ['Brindlemarj', 'brindlemark.example', 'name typo'],
    ['Fennmoor Water', 'fennmoor.example', 'name ending'],
    ['Muellerstrasse Logistik', 'strasse.example', 'name legal_form'],
    ['Mullerstrasse Logistik', 'strasse.example', 'name legal_form'],
    ['Kvartal Soft', 'kvartal.example', 'name'],
    ['Dockside', 'getharbour.example', 'former_name'],
    ['Quillon', 'getharbour.example', 'name'],
    ['getharbour', 'getharbour.example', 'domain_label'],
    ['https://www.fennmoor.example/about?x=1', 'fennmoor.example', 'domain'],
    [' fennmoor.example. ', 'fennmoor.example', 'domain'],
    ['app.shared.example', 'app.shared.example', 'domain'],
  ])('takes %s for %s', async (query, domain, matchedOn) => {
    const resolution = await resolve(query);

    expect(resolution).toMatchObject({ outcome: 'matched', reasons: [] });
    expect(resolution.matches[0]).toMatchObject({ domain, matchedOn: expect.arrayContaining(matchedOn.split(' ')) });
  });

  it('says that a name is ambiguous that two companies have, and so does a domain', async () => {
    const [name, domain] = await Promise.all([resolve('Tandem'), resolve('shared.example')]);

    expect(name).toMatchObject({ outcome: 'ambiguous', reasons: ['several_companies'] });
    expect(name.matches.map((match) => match.domain)).toEqual(['tandem-bikes.example', 'tandem.example']);
    expect(domain).toMatchObject({ outcome: 'ambiguous', reasons: ['shared_domain'] });
  });

  it.each([
    ['a short name with a slip', 'Tandm'],
    ['a question that begins with a name', 'Fennmoor from the north, not the moor'],
  ])('does not take %s for certain', async (_, query) => {
    expect((await resolve(query)).outcome).toBe('ambiguous');
  });

  it.each(['', ' ', '-', 'Inc.', 'LLC', 'http://', '127.0.0.1', 'Zzyzx Gribblefort', 'unknown.example/search?q=x'])(
    'knows nothing of "%s"',
    async (query) => {
      expect(await resolve(query)).toMatchObject({ outcome: 'not_found', matches: [] });
    },
  );

  it('shows what an unknown domain resembles, without taking it for that', async () => {
    const resolution = await resolve('brindelmark.com');

    expect(resolution).toMatchObject({ outcome: 'not_found', reasons: ['unknown_domain'] });
    expect(resolution.matches[0]?.domain).toBe('brindlemark.example');
  });

  it('takes a name with its own website, a vague one too', async () => {
    const resolution = await resolve('Fennmoor from the north', 'https://fennmoor.example/');

    expect(resolution).toMatchObject({ outcome: 'matched', matches: [{ domain: 'fennmoor.example' }] });
    expect(resolution.matches[0]?.matchedOn).toContain('website');
  });

  it.each([
    ['brindlemark.example', ['fennmoor.example', 'brindlemark.example']],
    ['elsewhere.example', ['fennmoor.example']],
  ])('refuses a name with somebody else’s website %s', async (website, domains) => {
    const resolution = await resolve('Fennmoor Water Technologies', website);

    expect(resolution).toMatchObject({ outcome: 'ambiguous', reasons: ['website_contradicts_name'] });
    expect(resolution.matches.map(({ domain }) => domain)).toEqual(domains);
  });

  it('knows nothing of an unknown name with an unknown website, and leaves a broken website aside', async () => {
    expect((await resolve('Zzyzx Gribblefort', 'elsewhere.example')).outcome).toBe('not_found');
    expect((await resolve('Brindlemark', 'not a website')).outcome).toBe('matched');
  });

  it('resolves among aliases that somebody else has found', () => {
    const aliases = [{ domain: 'a.example', kind: 'name' as const, text: 'Acme' }];

    expect(resolveAmong('ACME Inc', aliases).matches).toMatchObject([{ domain: 'a.example' }]);
    expect(resolveAmong('Something', aliases).outcome).toBe('not_found');
  });
});

const letters = fc.stringMatching(/^[a-z]{9,18}$/);
const edit = fc.record({
  kind: fc.constantFrom('drop', 'add', 'change', 'swap'),
  place: fc.nat(),
  letter: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'),
});

function mistype(name: string, { kind, place, letter }: { kind: string; place: number; letter: string }): string {
  const at = place % (name.length - 1);
  if (kind === 'drop') return name.slice(0, at) + name.slice(at + 1);
  if (kind === 'add') return name.slice(0, at) + letter + name.slice(at);
  if (kind === 'change') return name.slice(0, at) + letter + name.slice(at + 1);
  return `${name.slice(0, at)}${name[at + 1]}${name[at]}${name.slice(at + 2)}`;
}

describe('properties of resolving', () => {
  it('finds a long name by one slip of the fingers anywhere in it', async () => {
    await fc.assert(
      fc.asyncProperty(letters, edit, async (name, slip) => {
        const finder = createMemoryIndex([...directory, company('own.example', name)]);

        const { matches } = await resolveName(mistype(name, slip), finder);

        expect(matches.map(({ domain }) => domain)).toContain('own.example');
      }),
    );
  });

  it('never takes an exact name for another company because more companies are known', async () => {
    const companies = fc.uniqueArray(
      fc.record({
        domain: fc.stringMatching(/^[a-z]{1,6}\.example$/),
        name: fc.stringMatching(/^[a-z]{2,4}( (inc|labs|ai))?$/),
      }),
      { selector: ({ domain }) => domain, minLength: 2, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(companies, async (known) => {
        const named = known.map(({ domain, name }) => company(domain, name));
        const [own] = named;
        const before = await resolveName(own?.name ?? '', createMemoryIndex(named.slice(0, 1)));

        const after = await resolveName(own?.name ?? '', createMemoryIndex(named));

        expect(before).toMatchObject({ outcome: 'matched', matches: [{ domain: own?.domain }] });
        if (after.outcome === 'matched') expect(after.matches[0]?.domain).toBe(own?.domain);
        else expect(after).toMatchObject({ outcome: 'ambiguous' });
      }),
    );
  });

  it('asks for a bounded number of keys, whatever is asked', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.webUrl()), async (query) => {
        let asked = 0;
        const counting: AliasFinder = {
          findAliases: async (keys) => {
            asked += keys.length;
            return [];
          },
          findDomain: async () => [],
        };

        await resolveName(query, counting);

        expect(asked).toBeLessThanOrEqual(54);
      }),
    );
  });
});
