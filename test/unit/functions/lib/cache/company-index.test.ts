import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type IndexedCompany,
  importCompany,
  indexCompany,
  readIndexedCompany,
  removeCompany,
} from '../../../../../functions/lib/cache/company-index.ts';
import { keepDiscovery } from '../../../../../functions/lib/cache/discovery.ts';
import { resolveName } from '../../../../../functions/lib/lookup/resolve-name.ts';
import { createTableFinder } from '../../../../../functions/lib/lookup/table-finder.ts';
import { dynamodb } from '../../../../../functions/lib/storage/clients.ts';
import { openTestTable, testStart } from '../../table.ts';

let table: { close(): Promise<void> };

beforeAll(async () => {
  table = await openTestTable();
});
afterAll(async () => {
  await table.close();
});

const acme: IndexedCompany = {
  domain: 'acme.com',
  name: 'Acme Robotics, Inc.',
  description: 'Robots.',
  industry: null,
  headquarters: 'Trondheim',
  employees: 120,
  founded: null,
  updatedAt: '2031-05-06T07:08:09.000Z',
};
const threeMonths = 90 * 24 * 3600 * 1000;
const resolve = (query: string, now = testStart) => resolveName(query, createTableFinder(now));
const domainsOf = async (query: string, now = testStart) =>
  (await resolve(query, now)).matches.map(({ domain }) => domain);
async function rowsAbout(domain: string) {
  const { Items } = await dynamodb.send(new ScanCommand({ TableName: 'companies' }));
  return (Items ?? []).filter((item) => JSON.stringify([item.pk, item.sk]).includes(domain));
}

describe('the company index', () => {
  it('finds a company by its domain', async () => {
    await indexCompany(acme, {}, testStart);

    expect(await readIndexedCompany('acme.com', testStart)).toEqual(acme);
    expect(await readIndexedCompany('other.com', testStart)).toBeNull();
    expect(await resolve('https://www.acme.com/about')).toMatchObject({
      outcome: 'matched',
      matches: [{ matchScore: 1 }],
    });
  });

  it('finds a company by each of its names, however written', async () => {
    await indexCompany(acme, { otherNames: ['Ácme Holding AS', ''], formerNames: ['Bolt Works'] }, testStart);

    for (const name of ['acme robotics', 'ACME ROBOTICS INC', 'AcmeRobotics', 'Acme', 'Amce Robotics', 'boltworks']) {
      expect(await domainsOf(name)).toEqual(['acme.com']);
    }
  });

  it('says that a name is ambiguous that several companies have', async () => {
    const twins = ['twin.com', 'twin.org'].map((domain) => ({ ...acme, domain, name: 'Twin' }));
    await Promise.all(twins.map((twin) => indexCompany(twin, {}, testStart)));

    expect(await resolve('twin')).toMatchObject({
      outcome: 'ambiguous',
      matches: [{ domain: 'twin.com' }, { domain: 'twin.org' }],
    });
  });

  it('finds nothing for an unknown name or one without letters', async () => {
    expect((await resolve('Nobody')).outcome).toBe('not_found');
    expect((await resolve('!!!')).outcome).toBe('not_found');
  });

  it('changes nothing when it is told the same again', async () => {
    const once = { ...acme, domain: 'once.com', name: 'Once Only' };
    await indexCompany(once, { formerNames: ['Twice'] }, testStart);
    const before = await rowsAbout('once.com');

    await indexCompany(once, {}, testStart);

    expect(await rowsAbout('once.com')).toEqual(before);
  });

  it('remembers a name that a company had, and does not take a longer form for a new name', async () => {
    const company = { ...acme, domain: 'renamed.com', name: 'Kestrelgate' };
    await indexCompany(company, {}, testStart);
    await indexCompany({ ...company, name: 'Kestrelgate Robotics' }, {}, testStart);
    await indexCompany({ ...company, name: 'Ottermere' }, {}, testStart);

    expect((await resolve('Kestrelgate Robotics')).matches).toMatchObject([{ matchedOn: ['former_name'] }]);
    expect((await resolve('Kestrelgate')).matches).toMatchObject([{ domain: 'renamed.com', matchedOn: ['name'] }]);
    expect((await resolve('Ottermere')).matches).toMatchObject([{ matchScore: 1, matchedOn: ['name'] }]);
  });

  it('forgets a company that nobody enriched for three months, but not one that was imported', async () => {
    await indexCompany({ ...acme, domain: 'old.com', name: 'Oldenburg' }, {}, testStart);
    await importCompany({ ...acme, domain: 'listed.com', name: 'Listedburg' }, testStart);
    await indexCompany({ ...acme, domain: 'listed.com', name: 'Listedburg' }, {}, testStart);

    expect(await domainsOf('Oldenburg', testStart + threeMonths)).toEqual([]);
    expect(await domainsOf('Listedburg', testStart + threeMonths)).toEqual(['listed.com']);
  });

  it('keeps what an enrichment found over what a list says, and what only the list knows', async () => {
    const facts = { ...acme, domain: 'both.com', name: 'Bothwell Works', description: 'Enriched.', founded: null };
    const listed = {
      ...facts,
      name: 'Bothwell',
      description: 'Listed.',
      founded: 1999,
      formerNames: ['Old Bothwell Mill'],
    };
    await indexCompany(facts, {}, testStart);
    await importCompany(listed, testStart);
    const imported = await readIndexedCompany('both.com', testStart);

    await indexCompany(facts, {}, testStart);

    expect(imported).toMatchObject({ name: 'Bothwell Works', description: 'Enriched.', founded: 1999 });
    expect(await readIndexedCompany('both.com', testStart)).toMatchObject({ description: 'Enriched.', founded: 1999 });
    expect(await domainsOf('Old Bothwell Mill')).toEqual(['both.com']);
    expect((await resolve('Bothwell')).matches).toMatchObject([{ domain: 'both.com', matchedOn: ['name'] }]);
  });

  it('takes a newer list for an older one', async () => {
    const listed = { ...acme, domain: 'list.com', name: 'Listlore', description: 'Old.' };
    await importCompany(listed, testStart);
    await importCompany({ ...listed, description: 'New.', headquarters: null }, testStart);

    expect(await readIndexedCompany('list.com', testStart)).toMatchObject({
      description: 'New.',
      headquarters: 'Trondheim',
    });
  });

  it('removes a company whole, an expired one too', async () => {
    await indexCompany({ ...acme, domain: 'gone.com', name: 'Gone Fishing' }, { formerNames: ['Here Still'] }, 0);
    await keepDiscovery({ domain: 'gone.com' }, [], testStart);

    const removed = await removeCompany('gone.com');

    expect(removed).toBe(true);
    expect(await rowsAbout('gone.com')).toEqual([]);
    expect(await removeCompany('gone.com')).toBe(false);
  });
});
