import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  findCompaniesByName,
  type IndexedCompany,
  indexCompany,
  readIndexedCompany,
} from '../../../../../functions/lib/cache/company-index.ts';
import { normaliseCompanyName } from '../../../../../functions/lib/cache/company-name.ts';
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

describe('the company index', () => {
  it('finds a company by its domain', async () => {
    await indexCompany(acme, [], testStart);

    expect(await readIndexedCompany('acme.com', testStart)).toEqual(acme);
    expect(await readIndexedCompany('other.com', testStart)).toBeNull();
  });

  it('finds a company by each of its names, however written', async () => {
    await indexCompany(acme, ['Ácme Holding AS', ''], testStart);

    for (const name of ['acme robotics', 'ACME ROBOTICS INC', 'Acme']) {
      expect(await findCompaniesByName(name, 5, testStart)).toEqual([acme]);
    }
  });

  it('finds all companies of the same name', async () => {
    const twins = ['twin.com', 'twin.org'].map((domain) => ({ ...acme, domain, name: 'Twin' }));
    await Promise.all(twins.map((twin) => indexCompany(twin, [], testStart)));

    expect(await findCompaniesByName('twin', 5, testStart)).toEqual(twins);
    expect(await findCompaniesByName('twin', 1, testStart)).toHaveLength(1);
  });

  it('finds nothing for an unknown name or one without letters', async () => {
    expect(await findCompaniesByName('Nobody', 5, testStart)).toEqual([]);
    expect(await findCompaniesByName('!!!', 5, testStart)).toEqual([]);
  });

  it('forgets a company that nobody enriched for three months', async () => {
    await indexCompany({ ...acme, domain: 'old.com', name: 'Old' }, [], testStart);

    expect(await findCompaniesByName('Old', 5, testStart + 90 * 24 * 3600 * 1000)).toEqual([]);
  });
});

describe('normaliseCompanyName', () => {
  it.each([
    ['Acme Robotics, Inc.', 'acme robotics'],
    ['Société Générale S.A.', 'societe generale'],
    ['  L’Oréal  ', 'loreal'],
    ['SAP SE', 'sap'],
    ['Co', 'co'],
    ['Müller GmbH & Co. KG', 'muller'],
    ['日本電気株式会社', '日本電気株式会社'],
    ['—', ''],
  ])('makes of %s: %s', (name, normalised) => {
    expect(normaliseCompanyName(name)).toBe(normalised);
  });

  it('changes nothing the second time, and stays short', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 150 }), (name) => {
        const once = normaliseCompanyName(name);

        expect(once.length).toBeLessThanOrEqual(100);
        if (once.length < 100) expect(normaliseCompanyName(once)).toBe(once);
      }),
    );
  });
});
