import { LRUCache } from 'lru-cache';
import { decodeText } from './charset.ts';
import { fetchGuarded } from './fetch-guarded.ts';
import { HttpError } from './http-error.ts';
import { isPathAllowed, parseRobots, type RobotsRules } from './robots-rules.ts';
import { productToken } from './user-agent.ts';

/** What an origin's robots.txt came to. `open`: there is none; `closed`: it could not be read, so nothing is allowed. */
export type RobotsRecord =
  | { readonly state: 'rules'; readonly rules: RobotsRules }
  | { readonly state: 'open' }
  | { readonly state: 'closed'; readonly failure: HttpError | null };

/** Keeps records by origin and forgets them in time. */
export interface RobotsStore {
  get(origin: string): Promise<RobotsRecord> | undefined;
  /** For a day, or for `lifeMs`. */
  set(origin: string, record: Promise<RobotsRecord>, lifeMs?: number): void;
  delete(origin: string): void;
  /** Where other processes find what one of them has read. */
  readonly shared: SharedRobots | null;
}

/** Keeps records beyond one process. Neither call throws: a store that is down only costs a request. */
export interface SharedRobots {
  /** With what is left of its day, in ms; null where there is none. */
  read(origin: string): Promise<{ readonly record: RobotsRecord; readonly leftMs: number } | null>;
  /** For `lifeMs`; never a record that is `closed`. */
  write(origin: string, record: RobotsRecord, lifeMs: number): Promise<void>;
}

/** May a URL be fetched; when not, whether the site says so or could not be asked. */
export interface RobotsVerdict {
  readonly allowed: boolean;
  readonly reason: 'robots_disallowed' | 'robots_unreachable' | null;
  /** Why robots.txt could not be asked; null for an answer of 5xx. */
  readonly failure: HttpError | null;
}

/** Cached for 24 hours at most (RFC 9309, 2.4). */
const cacheMs = 24 * 60 * 60 * 1_000;
/** At least this much is read, the rest is cut off (RFC 9309, 2.5). */
const largestRobots = 500 * 1_024;

/** A store within this process, for a day, before one that others share, if given. */
export function createRobotsStore(
  options: { readonly now?: () => number; readonly shared?: SharedRobots } = {},
): RobotsStore {
  const perf = { now: options.now ?? Date.now };
  const kept = new LRUCache<string, Promise<RobotsRecord>>({ max: 500, ttl: cacheMs, ttlResolution: 0, perf });
  return {
    get: (origin) => kept.get(origin),
    set: (origin, record, lifeMs = cacheMs) => {
      kept.set(origin, record, { ttl: Math.max(1, lifeMs) });
    },
    delete: (origin) => {
      kept.delete(origin);
    },
    shared: options.shared ?? null,
  };
}

const processStore = createRobotsStore();

/** Whether robots.txt lets this product fetch a URL; see `checkRobots`. */
export async function isAllowedByRobots(url: string, store: RobotsStore = processStore): Promise<boolean> {
  return (await checkRobots(url, store)).allowed;
}

/** Asks the robots.txt of a URL's origin. Throws HttpError `http.refused` for a URL that may not be asked at all. */
export async function checkRobots(url: string, store: RobotsStore = processStore): Promise<RobotsVerdict> {
  const record = await readRecord(url, store);
  if (record.state === 'open') return { allowed: true, reason: null, failure: null };
  if (record.state === 'closed') return { allowed: false, reason: 'robots_unreachable', failure: record.failure };
  const allowed = isPathAllowed(record.rules, url);
  return { allowed, reason: allowed ? null : 'robots_disallowed', failure: null };
}

/** The rules and sitemaps of an origin's robots.txt; none of both where it has no readable one. */
export async function readRobots(url: string, store: RobotsStore = processStore): Promise<RobotsRules> {
  const record = await readRecord(url, store);
  return record.state === 'rules' ? record.rules : { rules: [], sitemaps: [] };
}

async function readRecord(url: string, store: RobotsStore): Promise<RobotsRecord> {
  const origin = URL.parse(url)?.origin;
  if (origin === undefined || origin === 'null') throw new HttpError('http.refused', 'url');
  const known = store.get(origin);
  if (known !== undefined) return known;
  const found = lookUp(origin, store.shared);
  const asked = found.then(({ record }) => record);
  store.set(origin, asked);
  const { record, leftMs } = await found;
  // A server that failed now may answer the next run; a day of silence would punish both sides.
  if (record.state === 'closed') store.delete(origin);
  else store.set(origin, asked, leftMs);
  return record;
}

/** The record that others have read within a day, else the site's own answer, which is then theirs as well. */
async function lookUp(origin: string, shared: SharedRobots | null) {
  const known = await shared?.read(origin);
  if (known != null) return known;
  const record = await fetchRecord(origin);
  if (record.state !== 'closed') await shared?.write(origin, record, cacheMs);
  return { record, leftMs: cacheMs };
}

/** RFC 9309, 2.3.1: 2xx gives rules, 4xx and endless redirects allow everything, all else nothing. */
async function fetchRecord(origin: string): Promise<RobotsRecord> {
  try {
    const answer = await fetchGuarded(`${origin}/robots.txt`, {
      accept: 'text/plain, */*;q=0.1',
      maxBytes: largestRobots,
      oversize: 'cut',
      totalMs: 5_000,
    });
    if (answer.status >= 200 && answer.status < 300) {
      return { state: 'rules', rules: parseRobots(decodeText(answer), productToken) };
    }
    return answer.status < 500 ? { state: 'open' } : { state: 'closed', failure: null };
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    if (error.code === 'http.too_many_redirects') return { state: 'open' };
    return { state: 'closed', failure: error };
  }
}
