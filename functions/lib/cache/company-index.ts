import { type Row, readNumber, readRow, readText, requireText, secondsAfter } from '../enrichment/table.ts';
import { type RowWrite, writeRows } from '../enrichment/write-rows.ts';
import { aliasesOf, type NamedCompany } from '../lookup/aliases.ts';
import { readName } from '../lookup/name-forms.ts';
import { aliasRowKeys, companyRowKey } from '../lookup/table-finder.ts';
import { retention } from '../privacy/retention.ts';
import { discoveryKey } from './discovery.ts';

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

/** What else a company is and was called, and whether it came from a list, which keeps it until it is removed. */
export interface CompanyNames {
  readonly otherNames?: readonly string[];
  readonly formerNames?: readonly string[];
  readonly isImported?: boolean;
}

const keptSeconds = retention.companyIndex.seconds;
/** So many names of each kind are remembered; a company that has more of them is misread. */
const mostNames = 20;

/**
 * Puts a company into the index under its domain and all its names, in place of what stood there, but
 * keeps what only a list knew of it. A name that it had in the index and has no longer stays as a
 * former name. Repeating it changes nothing. `now` in epoch ms. Throws TransientError `storage.unavailable`.
 */
export async function indexCompany(company: IndexedCompany, names: CompanyNames, now: number): Promise<void> {
  const before = await readEntry(company.domain, now);
  await writeEntry(before?.isImported ? fill(company, before.company) : company, names, before, now);
}

/**
 * Puts a company of a list into the index; it stays there until it is removed. What an enrichment found
 * out about it stays; the list then only adds names and fills gaps. As above otherwise.
 */
export async function importCompany(
  listed: Omit<IndexedCompany, 'updatedAt'> & CompanyNames,
  now: number,
): Promise<void> {
  const { otherNames = [], formerNames = [], ...facts } = listed;
  const before = await readEntry(facts.domain, now);
  const company = { ...facts, updatedAt: new Date(now).toISOString() };
  const names = { otherNames, formerNames, isImported: true };
  if (before === null) return writeEntry(company, names, before, now);
  if (before.isImported) return writeEntry(fill(company, before.company), names, before, now);
  await writeEntry(fill(before.company, company), { ...names, otherNames: [company.name, ...otherNames] }, before, now);
}

interface Entry {
  readonly company: IndexedCompany;
  readonly names: Required<NamedCompany>;
  readonly isImported: boolean;
}

async function readEntry(domain: string, now: number): Promise<Entry | null> {
  const row = await readRow(companyRowKey(domain), now);
  if (row === null) return null;
  const isImported = row.isImported?.BOOL === true;
  return { company: parseCompany(domain, row), names: readNames(domain, row), isImported };
}

async function writeEntry(
  company: IndexedCompany,
  names: CompanyNames,
  before: Entry | null,
  now: number,
): Promise<void> {
  const named = combineNames(company, names, before?.names ?? null);
  const isImported = names.isImported === true || before?.isImported === true;
  const expiry: Row = isImported ? {} : { expiresAt: secondsAfter(now, keptSeconds) };
  const puts = rowsOf(named, expiry);
  const isKept = new Set(puts.map(({ key }) => `${key.pk}\n${key.sk}`));
  const deletes = before === null ? [] : rowsOf(before.names, null);
  await writeRows([...deletes.filter(({ key }) => !isKept.has(`${key.pk}\n${key.sk}`)), ...puts]);
  const row: Row = {
    ...describe(company),
    otherNames: listOf(named.otherNames),
    formerNames: listOf(named.formerNames),
    ...(isImported ? { isImported: { BOOL: true } } : {}),
    ...expiry,
  };
  // Last, as it holds the names by which the other rows are found again when something breaks off.
  await writeRows([{ key: companyRowKey(company.domain), row }]);
}

/** A company with its unknown facts taken from another description of it. */
function fill(company: IndexedCompany, other: IndexedCompany): IndexedCompany {
  const known = Object.entries(company).filter(([, value]) => value !== null);
  return { ...other, ...Object.fromEntries(known) };
}

/** Takes a company out of the index: its row, its names, and a live look that is kept. False when it was not there. */
export async function removeCompany(domain: string): Promise<boolean> {
  // An expired row may still lie there, and names the others.
  const whenever = 0;
  const row = await readRow(companyRowKey(domain), whenever);
  const rows = row === null ? [] : rowsOf(readNames(domain, row), null);
  await writeRows([...rows, { key: discoveryKey({ domain }), row: null }]);
  await writeRows([{ key: companyRowKey(domain), row: null }]);
  return row !== null;
}

/** Takes a company out of the index unless a list put it there. False when it stays or was not there. */
export async function removeFoundCompany(domain: string): Promise<boolean> {
  const row = await readRow(companyRowKey(domain), 0);
  return row?.isImported?.BOOL === true ? false : removeCompany(domain);
}

/** Gives the company of a domain, null where it is not in the index. `now` in epoch ms. */
export async function readIndexedCompany(domain: string, now: number): Promise<IndexedCompany | null> {
  const row = await readRow(companyRowKey(domain), now);
  return row === null ? null : parseCompany(domain, row);
}

function combineNames(company: IndexedCompany, names: CompanyNames, before: Required<NamedCompany> | null) {
  const others = [...(names.otherNames ?? []), ...(before?.otherNames ?? [])];
  const former = [...(names.formerNames ?? []), ...(before?.formerNames ?? [])];
  if (before !== null && before.name !== company.name)
    (isRenamed(before.name, company.name) ? former : others).push(before.name);
  const without = (list: readonly string[]) =>
    [...new Set(list)].filter((name) => name !== company.name && name.trim() !== '').slice(0, mostNames);
  return { domain: company.domain, name: company.name, otherNames: without(others), formerNames: without(former) };
}

/** `Acme` and `Acme Robotics, Inc.` are one name said shorter and longer; `Bolt` and `Acme` are a renaming. */
function isRenamed(before: string, after: string): boolean {
  const [left, right] = [readName(before).bare, readName(after).bare];
  return !left.includes(right) && !right.includes(left);
}

function rowsOf(company: NamedCompany, row: Row | null): RowWrite[] {
  return aliasesOf(company).flatMap((alias) => aliasRowKeys(alias).map((key) => ({ key, row })));
}

function readNames(domain: string, row: Row): Required<NamedCompany> {
  const list = (name: string) => (row[name]?.L ?? []).flatMap((item) => item.S ?? []);
  return { domain, name: requireText(row, 'name'), otherNames: list('otherNames'), formerNames: list('formerNames') };
}

function listOf(texts: readonly string[]): Row[string] {
  return { L: texts.map((text) => ({ S: text })) };
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
