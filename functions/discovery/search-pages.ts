import * as z from 'zod';
import { domainSchema, type EnrichmentRun } from '../lib/enrichment/run.ts';
import { findSource } from '../lib/sources/catalog.ts';
import { gdelt } from '../lib/sources/gdelt.ts';
import type { Outcome } from '../lib/sources/outcome.ts';
import { runSource } from '../lib/sources/run-source.ts';
import { serpapi } from '../lib/sources/serpapi/index.ts';
import { serpapiNews } from '../lib/sources/serpapi/news.ts';
import { wikipedia } from '../lib/sources/wikipedia.ts';
import { getDocument } from '../lib/storage/documents.ts';
import { task } from '../lib/task.ts';

/** What a search about a company asks; `deadline` in epoch ms. */
const inputSchema = z.object({ domain: domainSchema, name: z.string().min(1).max(200), deadline: z.number() });
type Search = z.infer<typeof inputSchema>;

/** A page that is about the company, as a search shows it. */
interface ShownPage {
  readonly url: string;
  readonly title: string;
  readonly snippet: string;
}

/** What one source showed. */
export interface PagesOfSource {
  readonly source: string;
  readonly outcome: Outcome;
  readonly reason: string | null;
  readonly ms: number;
  readonly pages: readonly ShownPage[];
}

const adapters = [serpapi, serpapiNews, wikipedia, gdelt];
const mostPages = 20;
const longestSnippet = 300;

/** Shows the pages that searches know of a company: with the sources, and through the cache, of an enrichment. */
export const handler = task(
  inputSchema,
  async (search): Promise<{ sources: readonly PagesOfSource[] }> => ({
    sources: await Promise.all(adapters.map(({ id }) => askSource(id, search))),
  }),
);

async function askSource(id: string, search: Search): Promise<PagesOfSource> {
  const { name = id, kind = 'search' } = findSource(id) ?? {};
  const result = await runSource(adapters, {
    run: runFor(search),
    executionName: 'search',
    company: { ...nothingElse, domain: search.domain, name: search.name },
    deadline: search.deadline,
    source: { id, sourceId: id, name, kind, url: null, purpose: null },
  });
  const references = result.documents.slice(0, mostPages);
  const pages = await Promise.all(references.map(({ key }) => showPage(key)));
  const { outcome, reason, ms } = result;
  // The search's own record has no page to open.
  return { source: name, outcome, reason, ms, pages: pages.filter(({ url }) => !url.includes('serpapi.com/')) };
}

async function showPage(key: string): Promise<ShownPage> {
  const { url, title, blocks } = await getDocument(key);
  const text = blocks.find(({ kind }) => kind === 'paragraph')?.text ?? '';
  return { url, title: title ?? url, snippet: text.slice(0, longestSnippet) };
}

const nothingElse = { description: null, homepageUrl: null, homeDocumentKey: null, confidence: 1 };

/** Sources are asked on behalf of a run; of this one they read the company alone. */
function runFor({ domain }: Search): EnrichmentRun {
  return {
    schemaVersion: '1',
    kind: 'vendor-context',
    domain,
    userRole: 'account-executive',
    intent: null,
    vendorDomain: null,
    depth: 'standard',
    refresh: false,
    maxCostUsd: null,
    suppliedInputId: null,
    key: 'search',
  };
}
