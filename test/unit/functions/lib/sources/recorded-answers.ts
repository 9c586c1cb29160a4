import type { ProfileField } from '../../../../../functions/lib/company/profile.ts';
import type { Adapter } from '../../../../../functions/lib/sources/adapter.ts';
import { linkedinCompany } from '../../../../../functions/lib/sources/bright-data/linkedin-company.ts';
import { brightDataSearch } from '../../../../../functions/lib/sources/bright-data/search.ts';
import { webUnlocker } from '../../../../../functions/lib/sources/bright-data/unlocker.ts';
import type { sourceCatalog } from '../../../../../functions/lib/sources/catalog.ts';
import { dns } from '../../../../../functions/lib/sources/dns.ts';
import { gdelt } from '../../../../../functions/lib/sources/gdelt.ts';
import { github } from '../../../../../functions/lib/sources/github.ts';
import { gleif } from '../../../../../functions/lib/sources/gleif.ts';
import { greenhouse } from '../../../../../functions/lib/sources/greenhouse.ts';
import { hackerNews } from '../../../../../functions/lib/sources/hacker-news.ts';
import { lever } from '../../../../../functions/lib/sources/lever.ts';
import { ownSite } from '../../../../../functions/lib/sources/own-site/own-site.ts';
import { rdap } from '../../../../../functions/lib/sources/rdap.ts';
import { secEdgar } from '../../../../../functions/lib/sources/sec-edgar.ts';
import { serpapi } from '../../../../../functions/lib/sources/serpapi/index.ts';
import { serpapiJobs } from '../../../../../functions/lib/sources/serpapi/jobs.ts';
import { serpapiNews } from '../../../../../functions/lib/sources/serpapi/news.ts';
import { siteProfiles } from '../../../../../functions/lib/sources/site-profiles.ts';
import { snov } from '../../../../../functions/lib/sources/snov/index.ts';
import { wikidata } from '../../../../../functions/lib/sources/wikidata/index.ts';
import { wikipedia } from '../../../../../functions/lib/sources/wikipedia.ts';
import { bindings, entity, labels, ownerRow } from './wikidata-answers.ts';

/** One endpoint and a body in the shape that its provider documents, extra members included. */
export interface RecordedReply {
  readonly host: string;
  readonly path: RegExp;
  readonly body: unknown;
}

/** An adapter with an answer of each endpoint that it asks, and the fields that they fill. */
export interface Recorded {
  readonly adapter: Adapter;
  /** Empty for an adapter that asks no web server; its own words are damaged instead. */
  readonly replies: readonly RecordedReply[];
  readonly fields: readonly ProfileField[];
  /** What `source.url` is, for those asked about an address. */
  readonly url?: string;
  /** Links of the stored homepage, for those that start there. */
  readonly links?: readonly string[];
}

const owner: RecordedReply = { host: 'query.wikidata.org', path: /./, body: bindings(ownerRow) };
const search = {
  search_metadata: { id: '6a', status: 'Success', processed_at: '2026-02-28 12:00:00 UTC', total_time_taken: 1.2 },
  search_parameters: { engine: 'google', q: 'Acme Robotics', device: 'desktop' },
  search_information: { total_results: 0, organic_results_state: 'Results for exact spelling' },
};
const page = `<!doctype html><title>Acme Robotics</title><script type="application/ld+json">
{"@context":"https://schema.org","@type":"Organization","name":"Acme Robotics","foundingDate":"1998"}</script>
<main><h1>About</h1><p>Acme Robotics builds arms for bakeries.</p></main>`;
const google = (path: RegExp, body: object): RecordedReply => ({
  ...{ host: 'serpapi.com', path, body: { ...search, ...body } },
});
const brightData = (path: RegExp, body: unknown): RecordedReply => ({ host: 'api.brightdata.com', path, body });

/** A dataset asked in one go, as the state machine does in several. */
const linkedin: Adapter = {
  id: linkedinCompany.id,
  async ask(question) {
    const started = await linkedinCompany.start(question);
    if (started.outcome !== 'started') return started;
    const collected = await linkedinCompany.collect(question, started.snapshotId);
    return collected ?? { outcome: 'no_match', reason: 'pending' };
  },
};

/** By source of the catalogue: an adapter without its recorded answers does not compile. */
export const recordedAnswers: Readonly<Record<(typeof sourceCatalog)[number]['id'], Recorded>> = {
  'own-site': {
    adapter: ownSite,
    replies: [{ host: 'acme.example', path: /^\/about/, body: page }],
    fields: ['companyName', 'founded'],
    url: 'https://acme.example/about',
  },
  wikidata: {
    adapter: wikidata,
    replies: [
      owner,
      { host: 'www.wikidata.org', path: /EntityData/, body: { entities: { Q4242: entity } } },
      { host: 'www.wikidata.org', path: /api\.php/, body: labels },
    ],
    fields: ['companyName', 'employees', 'founded', 'headquarters', 'ids'],
  },
  wikipedia: {
    adapter: wikipedia,
    replies: [
      owner,
      {
        host: 'en.wikipedia.org',
        path: /summary/,
        body: {
          ...{ type: 'standard', title: 'Acme Robotics', displaytitle: '<b>Acme</b>', wikibase_item: 'Q4242' },
          ...{ extract: 'Acme Robotics makes robots.', description: 'Robot maker', timestamp: '2026-01-01T00:00:00Z' },
          content_urls: { desktop: { page: 'https://en.wikipedia.org/wiki/Acme_Robotics' } },
        },
      },
    ],
    fields: ['description'],
  },
  dns: { adapter: dns, replies: [], fields: ['techStack'] },
  rdap: {
    adapter: rdap,
    replies: [
      {
        host: 'rdap.org',
        path: /^\/domain\//,
        body: {
          ...{ objectClassName: 'domain', handle: 'D1', ldhName: 'ACME.EXAMPLE', status: ['active'] },
          events: [{ eventAction: 'registration', eventDate: '2001-02-03T00:00:00Z' }],
          nameservers: [{ objectClassName: 'nameserver', ldhName: 'ns1.acme.example' }],
          entities: [{ roles: ['registrar'], vcardArray: ['vcard', []] }],
        },
      },
    ],
    fields: [],
  },
  gleif: {
    adapter: gleif,
    replies: [
      owner,
      {
        host: 'api.gleif.org',
        path: /lei-records/,
        body: {
          meta: { goldenCopy: { publishDate: '2026-02-01T00:00:00Z' } },
          data: {
            ...{ type: 'lei-records', id: ownerRow.lei },
            attributes: {
              lei: ownerRow.lei,
              entity: {
                legalName: { name: 'Acme Robotics GmbH', language: 'de' },
                otherNames: [],
                headquartersAddress: { city: 'Berlin', country: 'DE', addressLines: ['Street 1'] },
                ...{ jurisdiction: 'DE', status: 'ACTIVE', creationDate: '1998-01-01T00:00:00Z' },
              },
            },
          },
        },
      },
    ],
    fields: ['legalName', 'headquarters', 'ids'],
  },
  'sec-edgar': {
    adapter: secEdgar,
    replies: [
      owner,
      {
        host: 'data.sec.gov',
        path: /submissions/,
        body: {
          ...{ cik: '0001234567', entityType: 'operating', sic: '3569', sicDescription: 'Industrial Machinery' },
          ...{ name: 'ACME ROBOTICS INC', tickers: ['ACME'], exchanges: ['NYSE'], website: '', formerNames: [] },
          addresses: { business: { city: 'AUSTIN', stateOrCountry: 'TX', stateOrCountryDescription: 'TX' } },
          filings: {
            recent: { accessionNumber: ['1'], form: ['8-K'], filingDate: ['2026-02-01'], items: ['5.02,9.01'] },
            files: [],
          },
        },
      },
      {
        host: 'data.sec.gov',
        path: /us-gaap\/Revenues\.json/,
        body: {
          ...{ cik: 1234567, taxonomy: 'us-gaap', tag: 'Revenues', label: 'Revenues', entityName: 'ACME' },
          units: {
            USD: [
              {
                ...{ start: '2024-01-01', end: '2024-12-31', val: 1_000_000, accn: '0001', fy: 2024, fp: 'FY' },
                ...{ form: '10-K', filed: '2025-02-20', frame: 'CY2024' },
              },
            ],
          },
        },
      },
    ],
    fields: ['legalName', 'industry', 'revenue', 'headquarters', 'buyingSignals', 'ids'],
  },
  greenhouse: {
    adapter: greenhouse,
    replies: [
      {
        host: 'boards-api.greenhouse.io',
        path: /jobs/,
        body: {
          jobs: [
            {
              ...{ id: 1, title: 'Engineer', location: { name: 'Berlin' }, offices: [], updated_at: '2026-02-01' },
              ...{ departments: [{ id: 7, name: 'Engineering' }], absolute_url: 'https://acme.example/jobs/1' },
              content: '&lt;p&gt;You know Kafka.&lt;/p&gt;',
            },
          ],
          meta: { total: 1 },
        },
      },
    ],
    fields: ['hiring', 'techStack'],
  },
  lever: {
    adapter: lever,
    replies: [
      {
        host: 'api.lever.co',
        path: /postings/,
        body: [
          {
            ...{ id: 'a', text: 'Engineer', createdAt: 1_770_000_000_000, hostedUrl: 'https://jobs.lever.co/acme/a' },
            categories: { team: 'Platform', department: 'Engineering', location: 'Berlin', commitment: 'Full-time' },
            ...{ descriptionPlain: 'You know Kafka.', lists: [{ text: 'Need', content: '<li>Terraform</li>' }] },
          },
        ],
      },
    ],
    fields: ['hiring', 'techStack'],
    links: ['https://jobs.lever.co/acme'],
  },
  gdelt: {
    adapter: gdelt,
    replies: [
      {
        host: 'api.gdeltproject.org',
        path: /doc/,
        body: {
          articles: [
            {
              ...{ url: 'https://press.example/a', url_mobile: '', title: 'Acme Robotics opens a plant' },
              ...{ seendate: '20260202T000000Z', socialimage: '', domain: 'press.example', language: 'English' },
              sourcecountry: 'Germany',
            },
          ],
        },
      },
    ],
    fields: ['recentNews'],
  },
  'site-profiles': {
    adapter: siteProfiles,
    replies: [],
    fields: ['socialProfiles'],
    links: ['https://www.linkedin.com/company/acme'],
  },
  github: {
    adapter: github,
    replies: [
      {
        host: 'api.github.com',
        path: /^\/orgs\/[^/]+$/,
        body: {
          ...{ login: 'acme', id: 1, name: 'Acme', description: 'Robots in the open', blog: 'https://acme.example' },
          ...{ email: null, html_url: 'https://github.com/acme', public_repos: 2, followers: 10, type: 'Organization' },
        },
      },
      {
        host: 'api.github.com',
        path: /repos$/,
        body: ['arm', 'leg'].map((name) => ({
          ...{ id: 2, name, language: 'Go', fork: false, stargazers_count: 5, forks_count: 1, archived: false },
          pushed_at: '2026-02-02T00:00:00Z',
        })),
      },
    ],
    fields: ['description', 'techStack', 'socialProfiles'],
  },
  'hacker-news': {
    adapter: hackerNews,
    replies: [
      {
        host: 'hn.algolia.com',
        path: /search/,
        body: {
          hits: [
            {
              ...{ objectID: '1', title: 'Acme shows a robot arm', url: 'https://acme.example/arm', author: 'someone' },
              ...{ points: 12, num_comments: 3, created_at: '2026-02-02T08:00:00Z', _tags: ['story'] },
            },
          ],
          nbHits: 1,
        },
      },
    ],
    fields: ['recentNews'],
  },
  serpapi: {
    adapter: serpapi,
    replies: [
      google(/search/, {
        knowledge_graph: {
          ...{ title: 'Acme Robotics', type: 'Company', kgmid: '/m/1', website: 'https://www.acme.example/' },
          ...{ founded: 'September 1, 1998, Berlin', headquarters: 'Berlin, Germany', ceo: 'Jane Roe' },
          profiles: [{ name: 'LinkedIn', link: 'https://www.linkedin.com/company/acme' }],
        },
        organic_results: [
          { position: 1, title: 'Acme', link: 'https://acme.example/', snippet: 'Robots.', date: '3 hours ago' },
        ],
        related_questions: [{ question: 'What is Acme?' }],
      }),
    ],
    fields: ['companyName', 'founded', 'headquarters', 'keyExecutives', 'socialProfiles'],
  },
  'serpapi-news': {
    adapter: serpapiNews,
    replies: [
      google(/search/, {
        news_results: [
          {
            ...{ position: 1, title: 'Acme Robotics opens a plant', link: 'https://press.example/a' },
            ...{ source: 'Press', date: '1 day ago', snippet: 'Acme.', thumbnail: 'https://press.example/a.png' },
          },
        ],
      }),
    ],
    fields: ['recentNews'],
  },
  'serpapi-jobs': {
    adapter: serpapiJobs,
    replies: [
      google(/search/, {
        jobs_results: [
          {
            ...{ title: 'Engineering Lead', company_name: 'Acme Robotics', location: 'Berlin', via: 'LinkedIn' },
            ...{ description: 'You know Kafka.', job_highlights: [{ title: 'Need', items: ['Terraform'] }] },
            ...{ detected_extensions: { posted_at: '1 day ago', schedule_type: 'Full-time' }, job_id: 'x' },
          },
        ],
      }),
    ],
    fields: ['hiring', 'techStack'],
  },
  snov: {
    adapter: snov,
    replies: [
      {
        host: 'api.snov.io',
        path: /access_token/,
        body: { access_token: 't', token_type: 'Bearer', expires_in: 3600 },
      },
      { host: 'api.snov.io', path: /start$/, body: { meta: { task_hash: 'f00d' }, links: { result: 'https://x' } } },
      {
        host: 'api.snov.io',
        path: /result/,
        body: {
          status: 'completed',
          data: {
            ...{ company_name: 'Acme', website: 'acme.example', city: 'Berlin', country: 'Germany', state: null },
            ...{ industry: 'Machinery', size: '11-50', founded: '1998', hq_phone: null },
          },
          ...{ meta: { domain: 'acme.example' }, links: {} },
        },
      },
    ],
    fields: ['companyName', 'industry', 'companySize', 'founded', 'headquarters'],
  },
  'bright-data-search': {
    adapter: brightDataSearch,
    replies: [
      brightData(/request/, {
        general: { query: 'Acme Robotics', search_engine: 'google', device: 'desktop' },
        organic: [{ title: 'Acme', link: 'https://acme.example/', description: 'Acme makes robots.', rank: 1 }],
      }),
    ],
    fields: ['description'],
  },
  'bright-data-unlocker': {
    adapter: webUnlocker,
    replies: [brightData(/request/, { status_code: 200, headers: { 'content-type': 'text/html' }, body: page })],
    fields: ['companyName', 'founded'],
    url: 'https://acme.example/about',
  },
  'bright-data-linkedin': {
    adapter: linkedin,
    replies: [
      brightData(/trigger/, { snapshot_id: 's_m1abc' }),
      brightData(/progress/, { snapshot_id: 's_m1abc', dataset_id: 'gd_1', status: 'ready', records: 1, errors: 0 }),
      brightData(/snapshot\//, [
        {
          ...{ id: 'acme', name: 'Acme Robotics', website: 'https://acme.example', about: 'Robots.', followers: 5 },
          ...{ industries: 'Machinery', company_size: '11-50 employees', founded: 1998, headquarters: 'Berlin' },
          ...{ employees_in_linkedin: 31, organization_type: 'Privately Held', specialties: 'arms', similar: [] },
        },
      ]),
    ],
    fields: ['companyName', 'description', 'industry', 'companySize', 'founded', 'headquarters'],
    url: 'https://www.linkedin.com/company/acme',
  },
};
