import { createHash } from 'node:crypto';
import * as z from 'zod';
import { keepLook, readLook } from '../../cache/site-look.ts';
import type { ProfileField } from '../../company/profile.ts';
import { pagePurposeSchema } from '../../content/document.ts';
import type { Company, EnrichmentRun } from '../../enrichment/run.ts';
import { readHomepage } from '../homepage.ts';
import type { PlannedSource } from '../plan.ts';
import { discoverPages } from './discover-pages.ts';
import { ownSiteId } from './own-site-id.ts';
import type { RankedPage } from './rank-pages.ts';
import { readStructuredFacts } from './structured-facts.ts';

/** Pages of the company's own site, by depth. */
const mostPages = { standard: 12, deep: 30 } as const;
/** What finding pages may take, in ms. */
const discoveryMs = 6_000;

const pagesSchema = z.array(z.object({ url: z.url(), purpose: pagePurposeSchema }));
/** Names that are longer end in a hash, so that two pages never share a cache row. */
const longestId = 200;

/** Plans the pages of a company's own site that are worth reading, best first. `now` in epoch ms. */
export async function planPages(run: EnrichmentRun, company: Company, now: number): Promise<PlannedSource[]> {
  return (await choosePages(run, company, now)).map(toPlannedPage);
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
