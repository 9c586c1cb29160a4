import {
  putRow,
  queryRows,
  type Row,
  type RowKey,
  readNumber,
  readRow,
  readText,
  requireText,
  secondsAfter,
} from '../enrichment/table.ts';
import { normaliseCompanyName } from './company-name.ts';

/** A company as lookup knows it. */
export interface IndexedCompany {
  readonly domain: string;
  readonly name: string;
  readonly description: string | null;
  readonly industry: string | null;
  readonly headquarters: string | null;
  readonly employees: number | null;
  readonly founded: number | null;
  /** ISO 8601 in UTC. */
  readonly updatedAt: string;
}

const keptSeconds = 90 * 24 * 3600;

/** Puts a company into the index, under its domain and its names. `now` in epoch ms. */
export async function indexCompany(company: IndexedCompany, otherNames: readonly string[], now: number): Promise<void> {
  await putRow(companyKey(company.domain), { ...describe(company), expiresAt: secondsAfter(now, keptSeconds) });
  const names = new Set([company.name, ...otherNames].map(normaliseCompanyName).filter((name) => name !== ''));
  for (const name of names) {
    await putRow({ pk: `NAME#${name}`, sk: company.domain }, { expiresAt: secondsAfter(now, keptSeconds) });
  }
}

/** Gives the company of a domain, null where it is not in the index. `now` in epoch ms. */
export async function readIndexedCompany(domain: string, now: number): Promise<IndexedCompany | null> {
  const row = await readRow(companyKey(domain), now);
  return row === null ? null : parseCompany(domain, row);
}

/** Gives up to `limit` companies of this name, its legal form left aside. `now` in epoch ms. */
export async function findCompaniesByName(
  name: string,
  limit: number,
  now: number,
): Promise<readonly IndexedCompany[]> {
  const normalised = normaliseCompanyName(name);
  if (normalised === '') return [];
  const rows = await queryRows(`NAME#${normalised}`, limit, now);
  const found = await Promise.all(rows.map((row) => readIndexedCompany(requireText(row, 'sk'), now)));
  return found.filter((company) => company !== null);
}

function describe(company: IndexedCompany): Row {
  const texts = Object.entries({
    name: company.name,
    description: company.description,
    industry: company.industry,
    headquarters: company.headquarters,
    updatedAt: company.updatedAt,
  }).flatMap(([field, value]) => (value === null ? [] : [[field, { S: value }] as const]));
  const numbers = Object.entries({ employees: company.employees, founded: company.founded }).flatMap(
    ([field, value]) => (value === null ? [] : [[field, { N: String(value) }] as const]),
  );
  return Object.fromEntries<Row[string]>([...texts, ...numbers]);
}

function parseCompany(domain: string, row: Row): IndexedCompany {
  return {
    domain,
    name: requireText(row, 'name'),
    description: readText(row, 'description'),
    industry: readText(row, 'industry'),
    headquarters: readText(row, 'headquarters'),
    employees: readNumber(row, 'employees'),
    founded: readNumber(row, 'founded'),
    updatedAt: requireText(row, 'updatedAt'),
  };
}

function companyKey(domain: string): RowKey {
  return { pk: `COMPANY#${domain}`, sk: 'COMPANY' };
}
