import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fillDates } from '../relative-dates.ts';
import { type SiteDefinition, siteSchema } from './definition.ts';

/** A company's site, read and ready to be served. */
export interface Site {
  readonly domain: string;
  readonly definition: SiteDefinition;
  /** By path, `/` for the homepage. */
  readonly pages: ReadonlyMap<string, Page>;
  /** Served as they are, by path. */
  readonly files: ReadonlyMap<string, string>;
}

export interface Page {
  readonly title: string;
  readonly description: string;
  readonly html: string;
  /** False for a page that no sitemap and no search engine lists. */
  readonly isListed: boolean;
}

/**
 * Reads the folder of a site. A page is a fragment that begins with a comment of `key: value` lines
 * and is put into `layout.html`, or into the layout that it names; `now` (epoch ms) fills its dates.
 */
export function readSite(directory: string, domain: string, now: number): Site {
  const definition = siteSchema.parse(JSON.parse(readFileSync(join(directory, 'site.json'), 'utf8')));
  const read = (file: string) => fillDates(readFileSync(file, 'utf8'), now);
  const pages = filesUnder(join(directory, 'pages')).map((file): [string, Page] => {
    const path = pathOf(relative(join(directory, 'pages'), file));
    return [path, composePage(read(file), path, (layout) => read(join(directory, layout)))];
  });
  const files = filesUnder(join(directory, 'files')).map((file): [string, string] => [
    `/${relative(join(directory, 'files'), file).replaceAll(sep, '/')}`,
    read(file),
  ]);
  return { domain, definition, pages: new Map(pages), files: new Map(files) };
}

function filesUnder(directory: string): string[] {
  return readdirOrNothing(directory)
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function readdirOrNothing(directory: string) {
  try {
    return readdirSync(directory, { recursive: true, withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** `products/scale.html` → `/products/scale`, `index.html` → `/`. */
function pathOf(file: string): string {
  const path = `/${file.replaceAll(sep, '/').replace(/\.html$/, '')}`;
  return path === '/index' ? '/' : path.replace(/\/index$/, '');
}

function composePage(source: string, path: string, readLayout: (file: string) => string): Page {
  const [, front = '', content = ''] = /^<!--\n([\s\S]*?)\n-->\n([\s\S]*)$/.exec(source) ?? [];
  const fields = new Map(front.split('\n').map((line) => splitOnce(line, ': ')));
  const title = fields.get('title') ?? '';
  const description = fields.get('description') ?? '';
  const layout = readLayout(fields.get('layout') ?? 'layout.html');
  const slots: Readonly<Record<string, string>> = {
    title,
    description,
    path,
    head: fields.get('head') ?? '',
    content,
  };
  const html = layout.replaceAll(
    /\{\{(title|description|path|head|content)\}\}/g,
    (_, slot: string) => slots[slot] ?? '',
  );
  return { title, description, html, isListed: fields.get('listed') !== 'no' };
}

function splitOnce(line: string, separator: string): [string, string] {
  const at = line.indexOf(separator);
  return at === -1 ? [line, ''] : [line.slice(0, at), line.slice(at + separator.length)];
}
