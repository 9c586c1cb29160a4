import { LRUCache } from 'lru-cache';
import { decodeText } from './charset.ts';
import { fetchGuarded } from './fetch-guarded.ts';
import { HttpError } from './http-error.ts';
import { isPathAllowed, parseRobots, type RobotsRules } from './robots-rules.ts';
import { productToken } from './user-agent.ts';

/** What an origin's robots.txt came to. `open`: there is none; `closed`: it could not be read, so nothing is allowed. */
export type RobotsRecord =
  | { readonly state: 'rules'; readonly text: string }
  | { readonly state: 'open' }
  | { readonly state: 'closed'; readonly failure: HttpError | null };

/** Keeps records by origin and forgets them in time. */
export interface RobotsStore {
  get(origin: string): Promise<RobotsRecord> | undefined;
  set(origin: string, record: Promise<RobotsRecord>): void;
  delete(origin: string): void;
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

/** A store within this process, for a day. */
export function createRobotsStore(options: { readonly now?: () => number } = {}): RobotsStore {
  const perf = { now: options.now ?? Date.now };
  return new LRUCache<string, Promise<RobotsRecord>>({ max: 500, ttl: cacheMs, ttlResolution: 0, perf });
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
  const allowed = isPathAllowed(parseRobots(record.text, productToken), url);
  return { allowed, reason: allowed ? null : 'robots_disallowed', failure: null };
}

/** The rules and sitemaps of an origin's robots.txt; none of both where it has no readable one. */
export async function readRobots(url: string, store: RobotsStore = processStore): Promise<RobotsRules> {
  const record = await readRecord(url, store);
  return record.state === 'rules' ? parseRobots(record.text, productToken) : { rules: [], sitemaps: [] };
}

async function readRecord(url: string, store: RobotsStore): Promise<RobotsRecord> {
  const origin = URL.parse(url)?.origin;
  if (origin === undefined || origin === 'null') throw new HttpError('http.refused', 'url');
  const known = store.get(origin);
  if (known !== undefined) return known;
  const asked = fetchRecord(origin);
  store.set(origin, asked);
  const record = await asked;
  // A server that failed now may answer the next run; a day of silence would punish both sides.
  if (record.state === 'closed') store.delete(origin);
  return record;
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
    if (answer.status >= 200 && answer.status < 300) return { state: 'rules', text: decodeText(answer) };
    return answer.status < 500 ? { state: 'open' } : { state: 'closed', failure: null };
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    if (error.code === 'http.too_many_redirects') return { state: 'open' };
    return { state: 'closed', failure: error };
  }
}
