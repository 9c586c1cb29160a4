import type { DataType } from '../cache/time-to-live.ts';
import type { ProfileField } from '../company/profile.ts';
import type { SourceKind } from './outcome.ts';

/** Which Map of the state machine asks a source. */
export type SourceGroup = 'own-site' | 'free-api' | 'public-data' | 'social' | 'paid';

/** What the planner, the waterfall and the cache need to know of a source before it is asked. */
export interface SourceDescriptor {
  readonly id: string;
  readonly name: string;
  readonly kind: SourceKind;
  readonly group: SourceGroup;
  /** Fields it may have facts for; empty where it is a hint for the identity only. */
  readonly fills: readonly ProfileField[];
  /** List price of one question, in USD. */
  readonly costUsd: number;
  /** What kind of data it gives, which decides for how long its answer may be used again. */
  readonly data: DataType;
  /** Environment variable with the ARN of the secret that holds its key. */
  readonly secretVariable?: string;
  /** The network whose profile of the company it is asked about; without one it is not asked. */
  readonly profileNetwork?: string;
  /** Whether it is asked once for each own page that was refused to a robot, and for nothing else. */
  readonly unlocksPages?: boolean;
  /** The source that asks the same upstream: where that one has a key, this one is not asked. */
  readonly insteadOf?: string;
}

/** Structured data states the first ones, what engines read in the text the others. */
const pageFields = [
  'companyName',
  'legalName',
  'description',
  'employees',
  'founded',
  'headquarters',
  'keyExecutives',
  'products',
  'targetMarkets',
  'competitors',
  'valuePropositions',
  'positioningStrategy',
  'pricingModel',
  'marketPresence',
  'customers',
  'partnerships',
  'techStack',
  'complianceBadges',
  'growthIndicators',
] as const satisfies readonly ProfileField[];

/** Every source that may be asked; what using it asks of us stands in `docs/sources.md`. */
export const sourceCatalog = [
  {
    id: 'own-site',
    name: "The company's own pages",
    kind: 'official',
    group: 'own-site',
    fills: pageFields,
    costUsd: 0,
    data: 'page',
  },
  {
    id: 'wikidata',
    name: 'Wikidata',
    kind: 'registry',
    group: 'free-api',
    fills: [
      'companyName',
      'description',
      'industry',
      'employees',
      'revenue',
      'founded',
      'headquarters',
      'keyExecutives',
      'socialProfiles',
      'ids',
    ],
    costUsd: 0,
    data: 'firmographics',
  },
  {
    id: 'wikipedia',
    name: 'Wikipedia',
    kind: 'registry',
    group: 'free-api',
    fills: ['description'],
    costUsd: 0,
    data: 'encyclopedia',
  },
  {
    id: 'dns',
    name: 'DNS records',
    kind: 'network',
    group: 'public-data',
    fills: ['techStack'],
    costUsd: 0,
    data: 'network',
  },
  {
    id: 'rdap',
    name: 'Domain registration (RDAP)',
    kind: 'registry',
    group: 'public-data',
    fills: [],
    costUsd: 0,
    data: 'registry',
  },
  {
    id: 'gleif',
    name: 'GLEIF legal entity register',
    kind: 'registry',
    group: 'public-data',
    fills: ['legalName', 'headquarters', 'ids'],
    costUsd: 0,
    data: 'registry',
  },
  {
    id: 'sec-edgar',
    name: 'SEC EDGAR filings',
    kind: 'filing',
    group: 'public-data',
    fills: ['legalName', 'industry', 'revenue', 'headquarters', 'buyingSignals', 'ids'],
    costUsd: 0,
    data: 'filings',
  },
  {
    id: 'greenhouse',
    name: 'Job board (Greenhouse)',
    kind: 'jobs',
    group: 'public-data',
    fills: ['hiring', 'techStack'],
    costUsd: 0,
    data: 'jobs',
  },
  {
    id: 'lever',
    name: 'Job board (Lever)',
    kind: 'jobs',
    group: 'public-data',
    fills: ['hiring', 'techStack'],
    costUsd: 0,
    data: 'jobs',
  },
  {
    id: 'gdelt',
    name: 'Press articles (GDELT)',
    kind: 'news',
    group: 'free-api',
    fills: ['recentNews'],
    costUsd: 0,
    data: 'news',
  },
  {
    id: 'site-profiles',
    name: 'Profiles linked from the homepage',
    kind: 'social',
    group: 'social',
    fills: ['socialProfiles'],
    costUsd: 0,
    data: 'profiles',
  },
  {
    id: 'github',
    name: 'GitHub',
    kind: 'social',
    group: 'social',
    fills: ['description', 'techStack', 'socialProfiles'],
    costUsd: 0,
    data: 'code',
  },
  {
    id: 'hacker-news',
    name: 'Hacker News',
    kind: 'social',
    group: 'social',
    fills: ['recentNews'],
    costUsd: 0,
    data: 'news',
  },
  {
    id: 'serpapi',
    name: 'Google search (SerpApi)',
    kind: 'search',
    group: 'paid',
    fills: [
      'companyName',
      'description',
      'employees',
      'revenue',
      'founded',
      'headquarters',
      'keyExecutives',
      'socialProfiles',
    ],
    // The smallest plan: 25 USD for 1,000 searches (https://serpapi.com/pricing).
    costUsd: 0.025,
    data: 'search',
    secretVariable: 'SERPAPI_SECRET_ARN',
  },
  {
    id: 'serpapi-news',
    name: 'Google News (SerpApi)',
    kind: 'news',
    group: 'paid',
    fills: ['recentNews'],
    costUsd: 0.025,
    data: 'paid-news',
    secretVariable: 'SERPAPI_SECRET_ARN',
  },
  {
    id: 'serpapi-jobs',
    name: 'Google Jobs (SerpApi)',
    kind: 'jobs',
    group: 'paid',
    fills: ['hiring', 'techStack'],
    costUsd: 0.025,
    data: 'paid-jobs',
    secretVariable: 'SERPAPI_SECRET_ARN',
  },
  {
    id: 'snov',
    name: 'Company data (Snov.io)',
    kind: 'registry',
    group: 'paid',
    fills: ['companyName', 'industry', 'companySize', 'founded', 'headquarters'],
    // One credit of the smallest plan: 39 USD for 1,000 (https://snov.io/pricing).
    costUsd: 0.039,
    data: 'people',
    secretVariable: 'SNOV_SECRET_ARN',
  },
  {
    id: 'bright-data-search',
    name: 'Google search (Bright Data)',
    kind: 'search',
    group: 'paid',
    fills: ['description'],
    // Pay as you go: 1.50 USD for 1,000 results (https://brightdata.com/pricing/serp).
    costUsd: 0.0015,
    data: 'search',
    secretVariable: 'BRIGHT_DATA_SECRET_ARN',
    insteadOf: 'serpapi',
  },
  {
    id: 'bright-data-unlocker',
    name: 'Own page that refuses robots (Bright Data)',
    kind: 'official',
    group: 'paid',
    fills: pageFields,
    // Pay as you go: 1.50 USD for 1,000 requests (https://brightdata.com/pricing/web-unlocker).
    costUsd: 0.0015,
    data: 'page',
    secretVariable: 'BRIGHT_DATA_SECRET_ARN',
    unlocksPages: true,
  },
  {
    id: 'bright-data-linkedin',
    name: 'LinkedIn company page (Bright Data)',
    kind: 'social',
    group: 'paid',
    fills: ['companyName', 'description', 'industry', 'companySize', 'founded', 'headquarters'],
    // Pay as you go: 1.50 USD for 1,000 records (https://brightdata.com/pricing/web-scraper).
    costUsd: 0.0015,
    data: 'firmographics',
    secretVariable: 'BRIGHT_DATA_SECRET_ARN',
    profileNetwork: 'linkedin',
  },
] as const satisfies readonly SourceDescriptor[];

/** Gives the descriptor of a source, or null where no such source is known. */
export function findSource(id: string): SourceDescriptor | null {
  return sourceCatalog.find((source) => source.id === id) ?? null;
}
