import { queryRows, type RowKey, readRow, readText, requireText } from '../enrichment/table.ts';
import type { Alias, AliasKind } from './aliases.ts';
import { indexKeys } from './keys.ts';
import type { AliasFinder } from './resolve-name.ts';

/** What one query of one key may read; a row has about 100 bytes, so this costs 1.5 read units. */
const mostOfKey = 100;

/** In this order rows of one key come back, so that a cut takes the least telling. */
const kindCodes: Readonly<Record<AliasKind, string>> = { name: '0', other: '1', former: '2', domain: '3' };
const kindsByCode = new Map(Object.entries(kindCodes).map(([kind, code]) => [code, kind as AliasKind]));

/** The keys of the rows that an alias has in the table, one per key of the index; the sort key holds all of it. */
export function aliasRowKeys(alias: Alias): readonly RowKey[] {
  const sk = `${kindCodes[alias.kind]}#${alias.domain}#${alias.text}`;
  return indexKeys(alias).map((key) => ({ pk: `LOOKUP#${key}`, sk }));
}

/** Finds aliases in the table, with one read of a bounded size per key. `now` in epoch ms. */
export function createTableFinder(now: number): AliasFinder {
  return {
    findAliases: async (keys) => {
      const rows = await Promise.all(keys.map((key) => queryRows(`LOOKUP#${key}`, mostOfKey, now)));
      const distinct = new Set(rows.flat().map((row) => requireText(row, 'sk')));
      return [...distinct].flatMap((sortKey) => readAlias(sortKey) ?? []);
    },
    findDomain: async (domain) => {
      const row = await readRow(companyRowKey(domain), now);
      const name = row === null ? null : readText(row, 'name');
      return name === null ? [] : [{ domain, kind: 'name', text: name }];
    },
  };
}

/** The key of the row that holds what lookup tells of a company. */
export function companyRowKey(domain: string): RowKey {
  return { pk: `COMPANY#${domain}`, sk: 'COMPANY' };
}

function readAlias(sortKey: string): Alias | null {
  const [code = '', domain = '', ...text] = sortKey.split('#');
  const kind = kindsByCode.get(code);
  return kind === undefined ? null : { domain, kind, text: text.join('#') };
}
