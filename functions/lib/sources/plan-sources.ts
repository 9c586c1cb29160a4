import { createHash } from 'node:crypto';
import * as z from 'zod';
import { keepLook, readLook } from '../cache/site-look.ts';
import type { ProfileField } from '../company/profile.ts';
import { pagePurposeSchema } from '../content/document.ts';
import type { Company, EnrichmentRun } from '../enrichment/run.ts';
import { hasSecretValue } from '../secrets/secret-presence.ts';
import { type SourceDescriptor, type SourceGroup, sourceCatalog } from './catalog.ts';
import { readHomepage } from './homepage.ts';
import type { SourceResult } from './outcome.ts';
import { discoverPages } from './own-site/discover-pages.ts';
import { ownSiteId } from './own-site/own-site-id.ts';
import type { RankedPage } from './own-site/rank-pages.ts';
import { readStructuredFacts } from './own-site/structured-facts.ts';
import type { PlannedSource, SourcePlan } from './plan.ts';
import { unasked } from './run-source.ts';

/** Pages of the company's own site, by depth. */
const mostPages = { standard: 12, deep: 30 } as const;
/** What the aggregation may take from now on, and what of it finding pages may, in ms. */
const aggregationMs = 45_000;
const discoveryMs = 6_000;

const pagesSchema = z.array(z.object({ url: z.url(), purpose: pagePurposeSchema }));
/** Names that are longer end in a hash, so that two pages never share a cache row. */
const longestId = 200;

/** Plans the aggregation: the pages of the own site that are worth reading, every keyless source, and the paid ones that have a key. */
export async function planSources(
  run: EnrichmentRun,
  company: Company,
  now: () => number = Date.now,
): Promise<SourcePlan> {
  const startedAt = now();
  const [pages, keyed] = await Promise.all([choosePages(run, company, startedAt), findKeyed(startedAt)]);
  const paid = sourcesOf('paid');
  return {
    deadline: startedAt + aggregationMs,
    pages: pages.map(toPlannedPage),
    freeApis: sourcesOf('free-api').map(toPlanned),
    publicData: sourcesOf('public-data').map(toPlanned),
    social: sourcesOf('social').map(toPlanned),
    paid: paid.filter((source) => whySkipped(source, keyed) === null).map(toPlanned),
    skipped: paid.flatMap((source) => skip(source, whySkipped(source, keyed))),
  };
}

/** The pages worth reading, which no role changes: those chosen within a day are chosen again. */
async function choosePages(run: EnrichmentRun, company: Company, now: number): Promise<readonly RankedPage[]> {
  if (company.homepageUrl === null) return [];
  const look = `PAGES#${run.depth}` as const;
  const known = run.refresh ? null : await readLook(run.domain, look, pagesSchema, now);
  if (known !== null) return known;
  const homepage = await readHomepage(company);
  const facts =
    homepage === null ? [] : readStructuredFacts(homepage, { domain: company.domain, names: [company.name] });
  const pages = await discoverPages({
    company,
    homepage,
    known: new Set<ProfileField>(facts.map(({ field }) => field)),
    limit: mostPages[run.depth],
    deadline: now + discoveryMs,
  });
  if (pages.length > 0 && run.suppliedInputId === null) await keepLook(run.domain, look, pages, now);
  return pages;
}

function sourcesOf(group: SourceGroup): SourceDescriptor[] {
  return sourceCatalog.filter((source) => source.group === group);
}

/** The ids of the sources whose key is there, so that nothing of the budget is kept for the others. */
async function findKeyed(now: number): Promise<ReadonlySet<string>> {
  const paid = sourcesOf('paid');
  const keyed = await Promise.all(
    paid.map(({ secretVariable }) => secretVariable === undefined || hasSecretValue(secretVariable, now)),
  );
  return new Set(paid.filter((_, index) => keyed[index]).map(({ id }) => id));
}

function whySkipped({ id, insteadOf }: SourceDescriptor, keyed: ReadonlySet<string>): string | null {
  if (!keyed.has(id)) return 'no_key';
  return insteadOf !== undefined && keyed.has(insteadOf) ? 'other_search' : null;
}

function toPlanned({ id, name, kind }: SourceDescriptor): PlannedSource {
  return { id, sourceId: id, name, kind, url: null, purpose: null };
}

function skip(source: SourceDescriptor, reason: string | null): SourceResult[] {
  return reason === null ? [] : [unasked(toPlanned(source), 'skipped', reason)];
}

function toPlannedPage({ url, purpose }: RankedPage): PlannedSource {
  const { hostname, pathname } = new URL(url);
  const host = hostname.replace(/^www\./, '');
  return {
    id: shortenId(`${ownSiteId}:${host}${pathname}`),
    sourceId: ownSiteId,
    name: `Company page ${pathname}`.slice(0, 100),
    kind: 'official',
    url,
    purpose,
  };
}

function shortenId(id: string): string {
  if (id.length <= longestId) return id;
  const hash = createHash('sha256').update(id).digest('hex').slice(0, 16);
  return `${id.slice(0, longestId - hash.length - 1)}~${hash}`;
}
