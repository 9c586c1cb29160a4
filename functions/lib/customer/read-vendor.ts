import * as z from 'zod';
import { processContent } from '../analysis/process-content.ts';
import { readLatestAnswer } from '../cache/latest-answer.ts';
import type { Domain } from '../company/domain.ts';
import type { BasicInfo } from '../company/identity.ts';
import { fieldFactSchema } from '../company/profile.ts';
import type { Content } from '../content/content.ts';
import type { Company, EnrichmentRun } from '../enrichment/run.ts';
import type { SourceResult } from '../sources/outcome.ts';
import { lookAtHomepage, recallHomepage } from '../sources/own-site/homepage-look.ts';
import { ownSite } from '../sources/own-site/own-site.ts';
import { planPages } from '../sources/own-site/plan-pages.ts';
import type { PlannedSource } from '../sources/plan.ts';
import { runSource } from '../sources/run-source.ts';
import { getJson } from '../storage/bucket.ts';
import { getDocument } from '../storage/documents.ts';
import { recallFacts } from './recall-facts.ts';
import type { VendorReading } from './vendor-profile.ts';

/** What reading a vendor gave; without a reading `reason` says why. */
export interface VendorAnswer {
  readonly reading: VendorReading | null;
  readonly reason: string | null;
  readonly sources: readonly SourceResult[];
}

/** Enough for what it sells, to whom, with which proof; a whole enrichment is not meant here. */
const mostPages = 8;
const atOnce = 4;
const budget = { perDocument: 12_000, total: 60_000 };
/** Of the time left, what the homepage may take at most, in ms. */
const homepageMs = 7_000;

/**
 * Learns what a vendor says of itself: facts of its kept answer where there is one, and its own pages, from
 * the source cache or read politely until `deadline` (epoch ms). Whatever it finds is about the vendor alone. Throws TransientError `storage.unavailable`.
 */
export async function readVendor(
  run: EnrichmentRun,
  domain: Domain,
  executionName: string,
  deadline: number,
): Promise<VendorAnswer> {
  const now = Date.now();
  const vendorRun: EnrichmentRun = { ...run, domain, depth: 'standard', suppliedInputId: null };
  const [kept, home] = await Promise.all([
    readLatestAnswer(domain, now),
    readHome(vendorRun, Math.min(now + homepageMs, deadline), now),
  ]);
  const known = kept?.answer.companyIntelligence ?? null;
  const company = describe(domain, home, known?.companyName);
  const sources =
    home.status === 'fetched' && home.parkedReason === null
      ? [home.source, ...(await readPages(vendorRun, company, executionName, deadline))]
      : [home.source];
  const content = await loadContent(sources);
  const facts = known === null ? [] : recallFacts(known);
  const told = nameSources(sources, domain);
  if (content.documents.length + facts.length === 0) {
    return { reading: null, reason: home.source.reason ?? 'nothing_found', sources: told };
  }
  return { reading: { company, content, facts }, reason: null, sources: told };
}

async function readHome(run: EnrichmentRun, latest: number, now: number): Promise<BasicInfo> {
  const known = run.refresh ? null : await recallHomepage(run.domain, now);
  return known ?? lookAtHomepage(run.domain, latest, now);
}

function describe(domain: Domain, home: BasicInfo, knownName: unknown): Company {
  const name = home.name ?? (typeof knownName === 'string' ? knownName : domain);
  return {
    domain,
    name,
    description: home.description,
    homepageUrl: home.finalUrl,
    homeDocumentKey: home.documentKey,
    confidence: 0.5,
  };
}

async function readPages(
  run: EnrichmentRun,
  company: Company,
  executionName: string,
  deadline: number,
): Promise<SourceResult[]> {
  const pages = (await planPages(run, company, Date.now()))
    .toSorted((left, right) => rank(left) - rank(right))
    .slice(0, mostPages);
  const results: SourceResult[] = [];
  for (let start = 0; start < pages.length; start += atOnce) {
    const asked = pages
      .slice(start, start + atOnce)
      .map((source) => runSource([ownSite], { run, executionName, company, deadline, source }));
    results.push(...(await Promise.all(asked)));
  }
  return results;
}

/** What a seller quotes comes first. */
const wanted: readonly (string | null)[] = [
  'comparison',
  'customers',
  'products',
  'pricing',
  'about',
  'security',
  'partners',
];

function rank({ purpose }: PlannedSource): number {
  const at = wanted.indexOf(purpose);
  return at < 0 ? wanted.length : at;
}

async function loadContent(sources: readonly SourceResult[]): Promise<Content> {
  const documents = await Promise.all(sources.flatMap((source) => source.documents.map(({ key }) => getDocument(key))));
  const facts = await Promise.all(
    sources.flatMap(({ factsKey }) => (factsKey === null ? [] : [getJson(factsKey, z.array(fieldFactSchema))])),
  );
  return processContent(documents, facts.flat(), budget).content;
}

/** In lists of sources of both companies it must show whose page is meant. */
function nameSources(sources: readonly SourceResult[], domain: Domain): SourceResult[] {
  return sources.map((source) => ({ ...source, id: `vendor:${source.id}`, name: `${domain}: ${source.name}` }));
}
