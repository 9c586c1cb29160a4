import { readFileSync } from 'node:fs';
import { OperatorError } from './deployment.ts';

/** One company of a file as it stands there, with the line it is on. */
export interface CompanyLine {
  readonly line: number;
  readonly row: unknown;
}

/** What `manage-companies` takes; `location` is what other lists call the headquarters. */
const texts = ['domain', 'name', 'description', 'industry', 'headquarters'] as const;
const lists = ['otherNames', 'formerNames'] as const;
const numbers = ['employees', 'founded'] as const;
const known: readonly string[] = [...texts, ...lists, ...numbers, 'location'];

/**
 * Reads companies from JSON Lines, or from CSV (RFC 4180) with a header, in which names are separated by
 * `;`. Gives the rows and the fields that were left aside. Throws OperatorError with file and line.
 */
export function readCompanyFile(path: string): {
  readonly lines: readonly CompanyLine[];
  readonly unknown: readonly string[];
} {
  const text = readText(path).replace(/^\uFEFF/, '');
  const lines = path.toLowerCase().endsWith('.csv') ? readCsv(text, path) : readJsonLines(text, path);
  const unknown = new Set(lines.flatMap(({ row }) => Object.keys(row).filter((field) => !known.includes(field))));
  return { lines: lines.map(({ line, row }) => ({ line, row: chooseFields(row) })), unknown: [...unknown] };
}

type Line = { readonly line: number; readonly row: Readonly<Record<string, unknown>> };

function readJsonLines(text: string, path: string): Line[] {
  return text.split('\n').flatMap((json, index) => {
    const line = index + 1;
    if (json.trim() === '') return [];
    const row = parseJson(json, `${path}:${line}`);
    if (typeof row === 'object' && row !== null && !Array.isArray(row)) return [{ line, row: { ...row } }];
    throw new OperatorError(`${path}:${line} must be a JSON object.`);
  });
}

function readCsv(text: string, path: string): Line[] {
  const [header, ...rows] = splitCsv(text, path);
  if (header === undefined) throw new OperatorError(`${path} has no header.`);
  return rows.map(({ line, cells }) => {
    if (cells.length > header.cells.length) throw new OperatorError(`${path}:${line} has more cells than the header.`);
    const entries = header.cells.map((field, index) => [field.trim(), readCell(field.trim(), cells[index] ?? '')]);
    return { line, row: Object.fromEntries(entries.filter(([, value]) => value !== '')) };
  });
}

function readCell(field: string, cell: string): unknown {
  const text = cell.trim();
  if (text === '') return '';
  if (lists.some((list) => list === field)) return text.split(';').map((name) => name.trim());
  // What is no number stays as it is, and is refused with the field's name.
  return numbers.some((number) => number === field) && !Number.isNaN(Number(text)) ? Number(text) : text;
}

/** Splits CSV into cells; a quoted cell may hold commas, line ends and doubled quotes. */
function splitCsv(text: string, path: string): { line: number; cells: string[] }[] {
  const rows: { line: number; cells: string[] }[] = [];
  let line = 1;
  let row: { line: number; cells: string[] } = { line, cells: [] };
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;
  while (cell.lastIndex < text.length || row.cells.length > 0) {
    const [whole, quoted, plain, end] = cell.exec(text) ?? [];
    if (whole === undefined)
      throw new OperatorError(`${path}:${line} has a quote that is not closed or stands in a cell.`);
    row.cells.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    line += whole.split('\n').length - 1;
    if (end === ',') continue;
    if (row.cells.some((each) => each.trim() !== '')) rows.push(row);
    row = { line, cells: [] };
  }
  return rows;
}

/** Null and empty texts are what is unknown, so they are left out. */
function chooseFields(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { location, ...rest } = row;
  const chosen = { headquarters: location, ...rest };
  return Object.fromEntries(
    Object.entries(chosen).filter(([field, value]) => known.includes(field) && value != null && value !== ''),
  );
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new OperatorError(`${path} cannot be read: ${messageOf(cause)}`, { cause });
  }
}

function parseJson(json: string, place: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new OperatorError(`${place} is no JSON: ${messageOf(cause)}`, { cause });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
