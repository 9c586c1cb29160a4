import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { getDomain } from 'tldts-icann';
import * as z from 'zod';
import { addressOf } from '../network/address-plan.ts';
import type { Visit } from '../network/web-server.ts';
import { UsageError } from '../usage-error.ts';
import type { Host } from './host.ts';

const rowSchema = z.object({ file: z.string(), url: z.string() });

/** File by path and query. */
type Pages = Map<string, string>;

/**
 * Reads `pages.jsonl` of a folder, rows of {file, url}, and gives hosts that serve the files as if
 * they were on the web: with and without `www.`, over http and https; all else there is 404.
 * A domain of which only a subdomain was saved leads there. Rows with an empty url are left out. Throws UsageError where there is no such file, and an Error
 * that names the line that cannot be read.
 */
export function readSavedPages(directory: string): Host[] {
  const index = join(directory, 'pages.jsonl');
  const byHost = new Map<string, Pages>();
  for (const [number, line] of readIndex(index).split('\n').entries()) {
    if (line.trim() === '') continue;
    const page = readRow(line, directory, `${index}:${number + 1}`);
    if (page === null) continue;
    const host = page.url.hostname.replace(/^www\./, '');
    const pages = byHost.get(host) ?? new Map<string, string>();
    const key = keyOf(page.url);
    if (!pages.has(key)) pages.set(key, page.file);
    byHost.set(host, pages);
  }
  const hosts = [...byHost].flatMap(([host, pages]) => [host, `www.${host}`].map((name) => hostOf(name, pages)));
  return [...doorsOf(byHost), ...hosts];
}

/** What is asked for is a registrable domain, which a real one answers by leading to where its pages are. */
function doorsOf(byHost: ReadonlyMap<string, Pages>): Host[] {
  return [...byHost].flatMap(([host, pages]) => {
    const domain = getDomain(host);
    const [path] = pages.keys();
    if (domain === null || domain === host || byHost.has(domain)) return [];
    const visit = ({ url, response }: Visit) => {
      const isHome = url.pathname === '/';
      if (isHome) response.writeHead(302, { location: `${url.protocol}//${host}${path === '' ? '/' : path}` });
      else response.writeHead(404, { 'content-type': 'text/html' });
      response.end();
    };
    return [{ name: domain, kind: 'saved-pages' as const, records: { a: [addressOf(domain)] }, visit }];
  });
}

function readIndex(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new UsageError(`There are no saved pages to serve: ${path} cannot be read.`, { cause });
  }
}

function readRow(line: string, directory: string, place: string): { url: URL; file: string } | null {
  const row = rowSchema.safeParse(parseJson(line));
  if (!row.success) throw new Error(`${place} is no row of {file, url}.`);
  if (row.data.url === '') return null;
  const url = URL.parse(row.data.url);
  if (url === null || !/^https?:$/.test(url.protocol)) throw new Error(`${place} has no http(s) URL: ${row.data.url}`);
  const file = resolve(directory, row.data.file);
  const isInside = !relative(resolve(directory), file).startsWith(`..${sep}`);
  if (isInside && /\.html(?:\.gz)?$/.test(file)) return { url, file };
  throw new Error(`${place} names no .html or .html.gz file within the folder: ${row.data.file}`);
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function hostOf(name: string, pages: Pages): Host {
  return { name, kind: 'saved-pages', records: { a: [addressOf(name)] }, visit: (visit) => serve(visit, pages) };
}

/** A slash at the end makes no other page. */
function keyOf({ pathname, search }: URL): string {
  return `${pathname.replace(/\/+$/, '')}${search}`;
}

async function serve({ url, request, response }: Visit, pages: Pages): Promise<void> {
  const file = pages.get(keyOf(url));
  if (file === undefined) {
    response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' });
    response.end('<!doctype html><title>404 Not Found</title><h1>Not Found</h1><p>This page was not saved.</p>');
    return;
  }
  const stored = await readFile(file);
  const body = file.endsWith('.gz') ? gunzipSync(stored) : stored;
  // Saved pages are kept in UTF-8 whatever they declare.
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}
