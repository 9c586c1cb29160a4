import { writeFileSync } from 'node:fs';
import { secondsOf } from '../functions/lib/cache/time-to-live.ts';
import { type SourceDescriptor, sourceCatalog } from '../functions/lib/sources/catalog.ts';

/** What using a source asks of us beside what the catalogue says. */
interface Manners {
  /** How it is authorized. */
  readonly key: string;
  readonly terms: string;
  /** The limit that is obeyed, and by what. */
  readonly limit: string;
}

const serpapi = {
  key: 'secret `serpapi` (`SERPAPI_API_KEY` on a laptop)',
  terms: "SerpApi's; only searches that succeed are charged",
  limit: 'a 429 is not asked again; an exhausted plan is told apart as `quota_exhausted`',
};
const brightData = {
  key: 'secret `bright-data` (`BRIGHT_DATA_API_KEY`)',
  terms: "Bright Data's acceptable use; public pages only",
};
const board = { key: 'none', terms: 'public board of the company' };

/** By source, so that one without an entry does not compile. */
const manners: Readonly<Record<(typeof sourceCatalog)[number]['id'], Manners>> = {
  'own-site': {
    key: 'none',
    terms: "the site's own; robots.txt (RFC 9309) is obeyed and kept for a day across functions",
    limit: '4 pages at a time, 12 a run (30 deep), 2 MB a page, once a day for all roles',
  },
  wikidata: {
    key: 'none',
    terms: 'CC0',
    limit:
      'User-Agent required; three requests a company, one of them shared with discovery and three other sources; 429 and Retry-After obeyed',
  },
  wikipedia: { key: 'none', terms: 'CC BY-SA 4.0, attributed by its address', limit: 'one request a company' },
  dns: { key: 'none', terms: 'none', limit: 'three questions to the resolver' },
  rdap: { key: 'none', terms: "the registry's; contacts are not kept", limit: '429 and Retry-After obeyed' },
  gleif: {
    key: 'none',
    terms: 'CC0',
    limit: 'not documented: one or two requests a company, 429 and Retry-After obeyed',
  },
  'sec-edgar': {
    key: 'none, but `CONTACT_URL` (see below)',
    terms: 'public domain',
    limit:
      '10 requests a second over all sec.gov hosts; a company takes at most six, a contact stands in the User-Agent',
  },
  greenhouse: { ...board, limit: 'one request a company' },
  lever: { ...board, limit: 'one request a company' },
  gdelt: {
    key: 'none',
    terms: 'free with attribution',
    limit: 'one request in five seconds; its plain-text refusal is waited out once',
  },
  'site-profiles': { key: 'none', terms: 'asks nobody: reads the stored homepage', limit: 'none' },
  github: {
    key: 'none',
    terms: "GitHub's terms of service",
    limit: '60 requests an hour and address; `x-ratelimit-reset` is waited for',
  },
  'hacker-news': {
    key: 'none',
    terms: "Algolia's search API, public",
    limit: '10,000 requests an hour; one a company',
  },
  serpapi,
  'serpapi-news': serpapi,
  'serpapi-jobs': serpapi,
  snov: {
    key: 'secret `snov`, `clientId:clientSecret` (`SNOV_API_KEY`)',
    terms: "Snov.io's; persons and addresses are never asked for",
    limit: '60 requests a minute: asked once a second, started once',
  },
  'bright-data-search': { ...brightData, limit: 'posted once, never repeated' },
  'bright-data-unlocker': {
    ...brightData,
    limit:
      'at most 5 pages a run, only those refused with 403, 429 or a test for bots, never what robots.txt disallows',
  },
  'bright-data-linkedin': {
    ...brightData,
    limit: 'one collection of a company at a time; the state machine waits, longer each time',
  },
};

/** Gives `docs/sources.md`: every source of the catalogue with its key, price, terms, limits and lifetime. */
export function writeSources(): string {
  const rows = sourceCatalog.map((source: SourceDescriptor & { readonly id: keyof typeof manners }) => {
    const { key, terms, limit } = manners[source.id];
    const fills = source.fills.length === 0 ? 'a hint for the identity, no field' : source.fills.join(', ');
    const cells = [`**${source.name}** \`${source.id}\``, key, priceOf(source), lifeOf(source), fills, terms, limit];
    return `| ${cells.join(' | ')} |`;
  });
  return `${[...introduction, ...rows, ...settings].join('\n')}\n`;
}

const introduction = [
  '# Sources',
  '',
  'Written by `npm run docs:sources` from `functions/lib/sources/catalog.ts`; a test holds the two together.',
  'Free sources are asked first and in parallel. A paid one is asked only for fields that are still open or',
  'in conflict, most value for the money first, within `maxCostUsd` (0.10 USD unless the caller says',
  'otherwise); what does not fit is `not_run: budget`. What engines read out of pages is not listed here.',
  '',
  '| source | key | price of a question | used again for | fills | terms | limit obeyed |',
  '|---|---|---|---|---|---|---|',
];

const settings = [
  '',
  '## Keys',
  '',
  'A source without its key is `skipped: no_key`. On AWS each provider has a secret of its own, which only',
  'the function that calls that provider can read; the planner can see whether it was filled. With',
  '`npm run dev -- --live` the keys come from `.env` or the environment. The Bright Data secret may be a JSON',
  'object, `{"apiKey", "serpZone", "unlockerZone"}`, where the zones are not `serp_api1` and `web_unlocker1`.',
  'Bright Data searches Google only where SerpApi has no key (`skipped: other_search`).',
  '',
  '## Saying how to be reached',
  '',
  'The User-Agent names a page or a mailbox where site owners reach whoever runs the deployment. The SEC',
  'refuses clients that do not say, so without one `sec-edgar` is `skipped: no_contact`. On AWS:',
  '`npm run deploy:prod -- --context contactUrl=https://example.com/bot`. On a laptop with `--live`:',
  '`CONTACT_URL` in `.env` or in the environment.',
  '',
  '## Outcomes',
  '',
  '`matched`, `no_match` (it answered and knows nothing of this company), `error` (it failed; the reason says',
  'how), `skipped` (no key, or not allowed), `not_run` (no gap, over the budget, or too late). Failures and',
  'late sources make an answer `partial`; sources that answered and know nothing do not.',
];

function priceOf({ costUsd }: SourceDescriptor): string {
  return costUsd === 0 ? 'free' : `${costUsd} USD`;
}

function lifeOf({ data }: SourceDescriptor): string {
  const hours = secondsOf(data) / 3600;
  return hours < 24 ? `${hours} h` : `${hours / 24} d`;
}

if (import.meta.main) writeFileSync('docs/sources.md', writeSources());
