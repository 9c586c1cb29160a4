import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type * as z from 'zod';

/** A path, a row or an option that cannot be read; `message` says which. */
export class BadInput extends Error {
  constructor(message: string, options: ErrorOptions = {}) {
    super(message, options);
    this.name = 'BadInput';
  }
}

/** Reads a file, decompressed where its name ends in `.gz`. Throws BadInput. */
export function readText(path: string): string {
  try {
    const bytes = readFileSync(path);
    return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  } catch (cause) {
    throw new BadInput(`${path} cannot be read: ${messageOf(cause)}`, { cause });
  }
}

/** Reads a JSON file of a shape. Throws BadInput. */
export function readJson<Schema extends z.ZodType>(path: string, schema: Schema): z.output<Schema> {
  return parse(readText(path), schema, path);
}

/** Reads JSON Lines, or a JSON array, of rows of a shape; `place` names a row for messages. Throws BadInput. */
export function readRows<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
): { readonly place: string; readonly row: z.output<Schema> }[] {
  const text = readText(path);
  const items = text.trimStart().startsWith('[') ? splitArray(text, path) : splitLines(text, path);
  const rows = items.map(({ place, json }) => ({ place, row: parse(json, schema, place) }));
  if (rows.length === 0) throw new BadInput(`${path} holds no rows.`);
  return rows;
}

function splitLines(text: string, path: string) {
  return text
    .split('\n')
    .map((json, index) => ({ place: `${path}:${index + 1}`, json }))
    .filter(({ json }) => json.trim() !== '');
}

function splitArray(text: string, path: string) {
  const items = toJson(text, path) as unknown[];
  return items.map((item, index) => ({ place: `${path}[${index}]`, json: JSON.stringify(item) }));
}

function parse<Schema extends z.ZodType>(text: string, schema: Schema, place: string): z.output<Schema> {
  const parsed = schema.safeParse(toJson(text, place));
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`);
  throw new BadInput(`${place} does not have the shape of its task. ${issues.join('; ')}`);
}

function toJson(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new BadInput(`${place} is no JSON: ${messageOf(cause)}`, { cause });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
