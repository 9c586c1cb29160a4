import { createHash } from 'node:crypto';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { addressOf } from '../../network/address-plan.ts';
import type { Visit } from '../../network/web-server.ts';
import type { Host } from '../host.ts';
import type { CompanyRecords } from '../records.ts';
import type { Site } from '../site/read-site.ts';
import { providerKeys } from './keys.ts';
import type { Knowledge, ProviderAnswer } from './provider.ts';
import { findPages, type IndexedPage, indexPages } from './search-index.ts';

const linkedinCompanies = 'gd_l1vikfnt1wgvvqz95w';
/** More collections of one dataset are not run at a time. */
const mostJobs = 100;
const usualPolls = 1;

type Linkedin = NonNullable<CompanyRecords['linkedin']>;

/** A collection that was triggered. */
interface Job {
  readonly url: string;
  readonly company: Linkedin | null;
  polls: number;
}

const requestSchema = z.object({ zone: z.string().min(1), url: z.url(), format: z.enum(['raw', 'json']) });
const triggerSchema = z.array(z.object({ url: z.string() })).min(1);

/**
 * api.brightdata.com: Google over the SERP API, pages over the Web Unlocker, and the LinkedIn company dataset, which takes as many
 * questions as the company's records say until its snapshot is ready (https://docs.brightdata.com).
 */
export function brightData({ records, sites, now }: Knowledge): Host {
  const pages = sites.flatMap(indexPages);
  const jobs = new Map<string, Job>();
  const respond = async ({ url, request }: Visit): Promise<ProviderAnswer> => {
    if (request.headers.authorization !== `Bearer ${providerKeys['bright-data']}`) {
      return { status: 401, body: 'Invalid token' };
    }
    const { pathname, searchParams } = url;
    if (request.method === 'POST' && pathname === '/request')
      return unlockOrSearch(await readBody(request), pages, sites);
    if (request.method === 'POST' && pathname === '/datasets/v3/trigger') {
      return trigger(searchParams, await readBody(request), jobs, records);
    }
    const [, question, id = ''] = /^\/datasets\/v3\/(progress|snapshot)\/(s_\w+)$/.exec(pathname) ?? [];
    const job = jobs.get(id);
    if (job === undefined) return { status: 404, body: 'Snapshot does not exist' };
    return question === 'progress' ? reportProgress(id, job) : deliver(job, now());
  };
  return {
    name: 'api.brightdata.com',
    kind: 'provider',
    records: { a: [addressOf('api.brightdata.com')] },
    visit: async (visit) => {
      const { status = 200, body } = await respond(visit);
      const isText = typeof body === 'string';
      visit.response.writeHead(status, { 'content-type': isText ? 'text/plain' : 'application/json' });
      visit.response.end(isText ? body : JSON.stringify(body));
    },
  };
}

async function readBody(request: Visit['request']): Promise<unknown> {
  try {
    return JSON.parse(await text(request));
  } catch {
    return null;
  }
}

function unlockOrSearch(body: unknown, pages: readonly IndexedPage[], sites: readonly Site[]): ProviderAnswer {
  const parsed = requestSchema.safeParse(body);
  if (!parsed.success) return { status: 400, body: { error: 'Invalid request', details: parsed.error.issues } };
  const { zone, url, format } = parsed.data;
  return zone.startsWith('serp') ? search(new URL(url), format, pages) : unlock(new URL(url), format, sites);
}

/** A page as a person sees it, whatever its site does with robots. */
function unlock({ hostname, pathname }: URL, format: 'raw' | 'json', sites: readonly Site[]): ProviderAnswer {
  const site = sites.find(({ domain }) => domain === hostname.replace(/^www\./, ''));
  const page = site?.pages.get(pathname);
  const html = page?.html ?? '<!doctype html><title>404</title><h1>Page not found</h1>';
  if (format === 'raw') return { body: html };
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  return { body: { status_code: page === undefined ? 404 : 200, headers, body: html } };
}

function search(url: URL, format: 'raw' | 'json', pages: readonly IndexedPage[]): ProviderAnswer {
  if (url.hostname !== 'www.google.com' || url.searchParams.get('brd_json') !== '1') {
    return { status: 400, body: 'The zone only serves Google searches as JSON here' };
  }
  const q = url.searchParams.get('q') ?? '';
  const organic = findPages(q, pages).map(({ link, title, snippet }, index) => ({
    ...{ link, title, description: snippet, rank: index + 1, global_rank: index + 1 },
    display_link: new URL(link).origin,
  }));
  const results = { general: { search_engine: 'google', query: q, language: 'en', device: 'desktop' }, organic };
  if (format === 'raw') return { body: results };
  return { body: { status_code: 200, headers: {}, body: JSON.stringify(results) } };
}

function trigger(
  query: URLSearchParams,
  body: unknown,
  jobs: Map<string, Job>,
  records: readonly CompanyRecords[],
): ProviderAnswer {
  const inputs = triggerSchema.safeParse(body);
  if (query.get('dataset_id') !== linkedinCompanies) return { status: 404, body: 'Dataset does not exist' };
  if (!inputs.success) return { status: 400, body: { error: 'Invalid input provided' } };
  const running = [...jobs.values()].filter((job) => !isReady(job)).length;
  if (running >= mostJobs) return { status: 429, body: 'You have too many running jobs for this dataset' };
  const url = inputs.data[0]?.url ?? '';
  const slug = /^https:\/\/www\.linkedin\.com\/company\/([^/?#]+)\/?$/.exec(url)?.[1];
  const company = records.find(({ linkedin }) => linkedin?.slug === slug)?.linkedin ?? null;
  const id = `s_${createHash('sha256').update(`${jobs.size} ${url}`).digest('hex').slice(0, 17)}`;
  jobs.set(id, { url, company, polls: 0 });
  return { body: { snapshot_id: id } };
}

function isReady({ polls, company }: Job): boolean {
  return polls > (company?.readyAfterPolls ?? usualPolls);
}

function reportProgress(id: string, job: Job): ProviderAnswer {
  job.polls += 1;
  const ready = isReady(job);
  const status = ready ? 'ready' : job.polls === 1 ? 'starting' : 'running';
  const errors = ready && job.company === null ? 1 : 0;
  return { body: { snapshot_id: id, dataset_id: linkedinCompanies, status, records: Number(ready) - errors, errors } };
}

function deliver(job: Job, now: number): ProviderAnswer {
  if (!isReady(job)) {
    return { status: 202, body: { status: 'running', message: 'Snapshot is not ready yet, try again in 10s' } };
  }
  const input = { url: job.url };
  const timestamp = new Date(now).toISOString();
  if (job.company !== null) return { body: [{ ...writeRecord(job.company, job.url), timestamp, input }] };
  return { body: [{ timestamp, input, error: 'The page does not exist', error_code: 'dead_page' }] };
}

/** Keys as the provider's sample has them, those about people among them. */
function writeRecord(company: Linkedin, url: string) {
  const { slug, name, about, industries, founded, headquarters, website, followers, specialties } = company;
  return {
    ...{ id: slug, name, country_code: company.countryCode, followers, about, specialties, industries },
    ...{ employees_in_linkedin: company.employeesInLinkedin, company_size: company.companySize },
    ...{ organization_type: 'Privately Held', website, crunchbase_url: null, founded, headquarters, url },
    ...{ similar: [], updates: [], slogan: null, affiliated: null, funding: null, investors: null, stock_info: [] },
    employees: [{ title: 'Someone who works here', link: 'https://www.linkedin.com/in/someone' }],
  };
}
