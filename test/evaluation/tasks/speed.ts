import { dirname, resolve } from 'node:path';
import { load } from 'cheerio';
import * as z from 'zod';
import { extractEntities } from '../../../functions/lib/analysis/entities/extract.ts';
import { parseDomain } from '../../../functions/lib/company/domain.ts';
import { readPageWithHead } from '../../../functions/lib/content/index.ts';
import { runEmbeddedEngine } from '../../../functions/lib/engines/embedded/engine.ts';
import { percentiles, timed } from '../measures.ts';
import { BadInput, readRows, readText } from '../rows.ts';

const rowSchema = z.object({ file: z.string(), url: z.string() });
const pagesPerCompany = 10;
const domain = parseDomain('pages.example');
const purposes = [
  'home',
  'about',
  'products',
  'pricing',
  'customers',
  'careers',
  'team',
  'security',
  'news',
  'other',
] as const;

/**
 * Times the embedded engine on ten pages at a time, as if they were one company's, beside a baseline:
 * cheerio parsing the same ten and giving their text. The first run, which loads and compiles, is told apart.
 */
export function evaluateSpeed(pages: string) {
  const html = readRows(pages, rowSchema).map(({ row }) => readText(resolve(dirname(pages), row.file)));
  const companies = Array.from({ length: Math.floor(html.length / pagesPerCompany) }, (_, at) =>
    html.slice(at * pagesPerCompany, (at + 1) * pagesPerCompany),
  );
  if (companies.length === 0 || domain === null) throw new BadInput(`${pages} holds fewer than ten pages.`);
  const company = { domain, name: 'Pages', description: null, homepageUrl: null, homeDocumentKey: null, confidence: 1 };
  const runs = companies.map((each) => {
    const documents = each.map(readOne);
    return {
      engine: timed(() => runEmbeddedEngine({ documents, facts: [] }, company, 'account-executive', 'discovery')).ms,
      entities: timed(() => extractEntities({ documents, facts: [] })).ms,
      baseline: timed(() => each.map((page) => load(page).root().text().length)).ms,
    };
  });
  const [first, ...later] = runs;
  return {
    n: runs.length,
    pagesPerCompany,
    firstMs: Math.round(first?.engine ?? 0),
    time: percentiles(
      (later.length > 0 ? later : runs).map(({ engine }) => engine),
      'ms',
    ),
    entities: percentiles(
      runs.map(({ entities }) => entities),
      'ms',
    ),
    baseline: {
      what: 'cheerio: parse and take the text',
      ...percentiles(
        runs.map(({ baseline }) => baseline),
        'ms',
      ),
    },
  };
}

function readOne(html: string, at: number) {
  return readPageWithHead(html, {
    url: `https://pages.example/${at === 0 ? '' : at}`,
    sourceId: 'own-site',
    observedAt: '2026-01-01T00:00:00.000Z',
    purpose: purposes[at] ?? 'other',
  }).document;
}
