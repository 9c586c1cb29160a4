import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import * as z from 'zod';
import { type Domain, isSameDomain, parseDomain } from '../../functions/lib/company/domain.ts';
import { readSite } from '../../local/sandbox/site/read-site.ts';
import { BadInput, readJson, readRows, readText } from './rows.ts';

/** A value of null says that nobody can know; a list field holds a list. What is no field of a profile is ignored. */
const goldSchema = z.record(z.string(), z.object({ value: z.unknown() }));
export type Gold = z.infer<typeof goldSchema>;

/** A company's saved pages and what a person, or who made them, says stands in them. */
export interface LabelledSite {
  readonly domain: Domain;
  readonly gold: Gold;
  readonly pages: readonly { readonly url: string; readonly html: string }[];
}

/** `page` is the path on which a fact stands; without one it stands in a registry only. */
const truthSchema = z.object({
  outcome: z.string(),
  facts: z.record(z.string(), z.object({ value: z.unknown(), page: z.string().optional() })),
});
const pageRowSchema = z.object({ file: z.string(), url: z.string() });

/**
 * Reads labelled companies. A folder per company holds its pages and `gold.json`, or is a site of the
 * sandbox with its `truth.json`; where `pages` names a JSONL of {file, url}, the labels lie in
 * `<domain>.json` files and the pages are those of that domain. Throws BadInput.
 */
export function readLabelledSites(sites: string, pages?: string): LabelledSite[] {
  const found =
    pages === undefined ? foldersOf(sites).map((folder) => readFolder(sites, folder)) : joinLabels(sites, pages);
  const labelled = found.filter((site) => site !== null);
  if (labelled.length === 0) throw new BadInput(`${sites} holds no labelled company.`);
  return labelled;
}

function readFolder(sites: string, folder: string): LabelledSite | null {
  const directory = join(sites, folder);
  const domain = parseDomain(folder) ?? (`${folder.toLowerCase()}.example` as Domain);
  if (existsSync(join(directory, 'site.json'))) return readSandboxSite(directory, domain);
  return { domain, gold: readJson(join(directory, 'gold.json'), goldSchema), pages: readPages(directory, domain) };
}

/** Null where the sandbox's company has no pages or is told apart before they are read. */
function readSandboxSite(directory: string, domain: Domain): LabelledSite | null {
  const { outcome, facts } = readJson(join(directory, 'truth.json'), truthSchema);
  const { pages } = readSite(directory, domain, Date.UTC(2026, 0, 1));
  if (outcome !== 'matched' || pages.size === 0) return null;
  const listed = [...pages].filter(([path]) => !/^\/\d{3}$/.test(path));
  return {
    domain,
    gold: Object.fromEntries(Object.entries(facts).filter(([, { page }]) => page !== undefined)),
    pages: sortPages(listed.map(([path, { html }]) => ({ url: `https://${domain}${path}`, html }))),
  };
}

function joinLabels(labels: string, pages: string): LabelledSite[] {
  const rows = readRows(pages, pageRowSchema).map(({ row }) => row);
  return listDirectory(labels)
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map(({ name }) => {
      const domain = parseDomain(basename(name, '.json'));
      if (domain === null) throw new BadInput(`${join(labels, name)} is not named by a domain.`);
      const own = rows.filter(({ url }) => isSameDomain(url, domain));
      if (own.length === 0) throw new BadInput(`${pages} holds no page of ${domain}.`);
      const gold = readJson(join(labels, name), goldSchema);
      const read = own.map(({ file, url }) => ({ url, html: readText(resolve(dirname(pages), file)) }));
      return { domain, gold, pages: sortPages(read) };
    });
}

/** The homepage first, else by address. */
function sortPages(pages: readonly { readonly url: string; readonly html: string }[]) {
  return pages.toSorted((left, right) => left.url.localeCompare(right.url));
}

function foldersOf(sites: string): string[] {
  const folders = listDirectory(sites).filter((entry) => entry.isDirectory());
  if (folders.length === 0) throw new BadInput(`${sites} holds no folder of a company.`);
  return folders.map(({ name }) => name).sort();
}

function listDirectory(path: string) {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (cause) {
    throw new BadInput(`${path} cannot be read: ${String(cause)}`, { cause });
  }
}

/** `about.html` is /about, `products/one.html` /products/one, and `index.html` the homepage, which comes first. */
function readPages(directory: string, domain: Domain) {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((file) => /\.html?$/.test(file));
  if (files.length === 0) throw new BadInput(`${directory} holds no page.`);
  return files
    .map((file) => ({ file, path: file.replace(/\.html?$/, '').replace(/(?:^|\/)(?:index|home|homepage)$/, '') }))
    .sort((left, right) => left.path.localeCompare(right.path))
    .map(({ file, path }) => ({ url: `https://${domain}/${path}`, html: readText(join(directory, file)) }));
}
