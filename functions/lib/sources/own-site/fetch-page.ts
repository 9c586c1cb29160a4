import { robotsStore } from '../../cache/robots-cache.ts';
import { type Domain, parseDomain } from '../../company/domain.ts';
import { checkRobots, decodeText, fetchGuarded, type GuardedResponse, HttpError } from '../../http/index.ts';
import { isBotChallenge } from './bot-challenge.ts';

/** A page of a site that was read. */
export interface FetchedPage {
  readonly state: 'page';
  /** Where it finally came from. */
  readonly url: string;
  readonly html: string;
  /** Whether `html` is only the beginning of a page above the size limit. */
  readonly isTruncated: boolean;
}

/** Why there is no page. */
export interface MissingPage {
  readonly state: 'missing';
  /** A short stable word: `http_404`, `robots_disallowed`, `redirects_elsewhere`, `timeout`, `not_html`, … */
  readonly reason: string;
  /** The other registrable domain that it redirects to. */
  readonly redirectsTo: Domain | null;
  /** Whether a server answered at all. */
  readonly answered: boolean;
  /** Whether asking again at once may help. */
  readonly mayPass: boolean;
}

/** Ends a fetch at a hop that may not be taken. */
class HopRefused extends Error {
  readonly missing: MissingPage;

  constructor(missing: MissingPage) {
    super(missing.reason);
    this.name = 'HopRefused';
    this.missing = missing;
  }
}

const shortestTime = 300;
const htmlTypes = /^(?:text\/html|application\/xhtml\+xml)\b/i;

/**
 * Fetches a page of a company's site as a polite robot: robots.txt is asked for every origin on the
 * way, and a redirect to another company's domain is not followed. `totalMs` bounds all of it. Never
 * throws for what a site may do.
 */
export async function fetchPage(url: string, domain: Domain, totalMs: number): Promise<FetchedPage | MissingPage> {
  if (totalMs < shortestTime) return missing('timeout', { answered: false });
  try {
    const answer = await fetchGuarded(url, {
      accept: 'text/html, application/xhtml+xml;q=0.9',
      oversize: 'cut',
      totalMs,
      beforeHop: (hop) => checkHop(hop, domain),
    });
    return readAnswer(answer);
  } catch (error) {
    if (error instanceof HopRefused) return error.missing;
    if (error instanceof HttpError) return fromNetwork(error);
    throw error;
  }
}

async function checkHop(hop: URL, domain: Domain): Promise<void> {
  const other = parseDomain(hop.href);
  if (other !== null && other !== domain) {
    throw new HopRefused({ ...missing('redirects_elsewhere'), redirectsTo: other });
  }
  const verdict = await checkRobots(hop.href, robotsStore);
  if (verdict.allowed) return;
  throw new HopRefused(
    verdict.failure === null ? missing(verdict.reason ?? 'robots_disallowed') : fromNetwork(verdict.failure),
  );
}

function readAnswer(answer: GuardedResponse): FetchedPage | MissingPage {
  const { status, url, headers, isTruncated } = answer;
  const html = decodeText(answer);
  if (isBotChallenge(headers, html)) return missing('bot_challenge');
  if (status < 200 || status >= 300) {
    return missing(`http_${status}`, { mayPass: status === 502 || status === 503 || status === 504 });
  }
  const type = headers['content-type'];
  const isHtml =
    type === undefined ? /<(?:!doctype html|html|head|body)\b/i.test(html.slice(0, 2_000)) : htmlTypes.test(type);
  return isHtml ? { state: 'page', url, html, isTruncated } : missing('not_html');
}

function fromNetwork({ code, reason }: HttpError): MissingPage {
  const answered = ['http.too_large', 'http.malformed', 'http.too_many_redirects'].includes(code);
  const names: Readonly<Record<string, string>> = {
    'http.timeout': 'timeout',
    'http.too_large': 'too_large',
    'http.malformed': 'malformed',
    'http.too_many_redirects': 'too_many_redirects',
    'http.refused': 'address_refused',
  };
  const mayPass = reason === 'connection_lost' || reason === 'dns_failed';
  return missing(names[code] ?? reason, { answered, mayPass });
}

function missing(reason: string, facts: Partial<Pick<MissingPage, 'answered' | 'mayPass'>> = {}): MissingPage {
  return { state: 'missing', reason, redirectsTo: null, answered: true, mayPass: false, ...facts };
}
