import { promises as dns } from 'node:dns';
import { robotsStore } from '../cache/robots-cache.ts';
import { checkRobots, fetchGuarded, HttpError, isPublicAddress } from '../http/index.ts';
import type { SourceResult } from '../sources/outcome.ts';
import { isDomainMarketplace, parkingServiceOf } from '../sources/own-site/parking.ts';
import { type Domain, parseDomain } from './domain.ts';
import type { DomainCheck } from './identity.ts';

type Resolution = DomainCheck['dns'];

/** For the whole redirect chain, in ms; the homepage itself is fetched elsewhere. */
const longestChain = 4_000;
const longestAnswer = 3_000;

/** Asks DNS whether a domain stands, on whose name servers, and the web where its homepage redirects to. */
export async function checkDomain(domain: Domain, now: () => number = Date.now): Promise<DomainCheck> {
  const startedAt = now();
  const [resolution, nameServers] = await Promise.all([resolveEither(domain), findNameServers(domain)]);
  const redirectsTo = resolution === 'resolves' ? await findRedirect(domain) : null;
  const isForSale = redirectsTo !== null && isDomainMarketplace(redirectsTo);
  return {
    dns: resolution,
    parkedBy: parkingServiceOf(nameServers) ?? (isForSale ? redirectsTo : null),
    redirectsTo: isForSale ? null : redirectsTo,
    source: describe(domain, resolution, now() - startedAt, startedAt),
  };
}

/** Many domains have an address only under `www.`. */
async function resolveEither(domain: Domain): Promise<Resolution> {
  const bare = await resolve(domain);
  if (bare !== 'no_address' && bare !== 'failed') return bare;
  const www = await resolve(`www.${domain}`);
  return www === 'resolves' ? www : bare;
}

async function resolve(name: string): Promise<Resolution> {
  const answers = await Promise.allSettled([inTime(dns.resolve4(name)), inTime(dns.resolve6(name))]);
  const addresses = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  if (addresses.some(isPublicAddress)) return 'resolves';
  if (addresses.length > 0) return 'no_address';
  const codes = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason?.code] : []));
  if (codes.includes('ENOTFOUND')) return 'no_such_domain';
  return codes.every((code) => code === 'ENODATA') ? 'no_address' : 'failed';
}

async function findNameServers(domain: Domain): Promise<string[]> {
  return inTime(dns.resolveNs(domain)).catch(() => []);
}

/** Follows the homepage's redirects without reading it, and stops at the first other registrable domain. */
async function findRedirect(domain: Domain): Promise<Domain | null> {
  let elsewhere: Domain | null = null;
  const beforeHop = async (hop: URL) => {
    const other = parseDomain(hop.href);
    if (other !== null && other !== domain) {
      elsewhere = other;
      throw new HttpError('http.refused', 'redirects');
    }
    const { allowed, failure } = await checkRobots(hop.href, robotsStore);
    if (!allowed) throw failure ?? new HttpError('http.refused', 'redirects');
  };
  for (const url of [`https://${domain}/`, `http://${domain}/`]) {
    const isSettled = await asks(url, beforeHop);
    if (isSettled || elsewhere !== null) return elsewhere;
  }
  return elsewhere;
}

async function asks(url: string, beforeHop: (hop: URL) => Promise<void>): Promise<boolean> {
  const options = { beforeHop, totalMs: longestChain / 2 };
  try {
    const { status } = await fetchGuarded(url, { ...options, method: 'HEAD' });
    // Some servers know no HEAD; the beginning of the page tells the same.
    if (status === 405 || status === 501) await fetchGuarded(url, { ...options, maxBytes: 1_024, oversize: 'cut' });
    return true;
  } catch (error) {
    if (error instanceof HttpError) return error.code === 'http.refused';
    throw error;
  }
}

async function inTime<T>(answer: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('The name service did not answer.')), longestAnswer);
  try {
    return await Promise.race([answer, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

function describe(domain: Domain, resolution: Resolution, ms: number, startedAt: number): SourceResult {
  const outcomes = {
    resolves: 'matched',
    no_such_domain: 'no_match',
    no_address: 'no_match',
    failed: 'error',
  } as const;
  return {
    ...{ id: 'dns:domain', sourceId: 'dns', name: 'Domain name system', kind: 'network', url: `dns:${domain}`, ms },
    outcome: outcomes[resolution],
    reason: resolution === 'resolves' ? null : resolution === 'failed' ? 'dns_failed' : resolution,
    observedAt: resolution === 'failed' ? null : new Date(startedAt).toISOString(),
    ...{ costUsd: 0, fromCache: false, fields: [], documents: [], factsKey: null },
  };
}
