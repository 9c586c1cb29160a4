import * as z from 'zod';
import type { Operation } from '../operation.ts';
import { companyParameter } from '../parameters.ts';
import { cacheStatistics, clearedCache } from '../schemas/cache.ts';
import { history } from '../schemas/history.ts';
import { lookup } from '../schemas/service.ts';

export const companyOperations = {
  'GET /company/{domain}/lookup': {
    operationId: 'lookupCompany',
    tag: 'Companies',
    summary: 'Find companies by domain, URL or name',
    description:
      'Asks the index of known companies, then looks live under a deadline of 1.5 s. Names may be former, mistyped or without legal form.',
    path: { domain: companyParameter },
    answers: {
      200: { description: 'The companies, best first; an empty list when nothing was found.', schema: lookup },
    },
    errors: ['request.invalid', 'storage.unavailable'],
  },
  'DELETE /company/{domain}/cache': {
    operationId: 'clearCompanyCache',
    tag: 'Cache',
    summary: 'Forget what is cached about a company',
    description:
      'Answers, source answers, looks at its site, and its entry in the index unless a list put it there. Its history and feedback stay. Functions that are warm forget within seconds.',
    path: { domain: { ...companyParameter, description: 'A domain or a URL on it; percent-encoded.' } },
    answers: { 200: { description: 'What was deleted.', schema: clearedCache } },
    errors: ['request.invalid', 'storage.unavailable'],
  },
  'GET /cache/stats': {
    operationId: 'getCacheStatistics',
    tag: 'Cache',
    summary: 'See how large the cache is and how often it answers',
    description: 'The size is counted some four times a day; hits and misses of starts by day, a little low.',
    answers: { 200: { description: 'What is counted anyway.', schema: cacheStatistics } },
    errors: ['storage.unavailable'],
  },
  'GET /company/{domain}/history': {
    operationId: 'getHistory',
    tag: 'Companies',
    summary: 'See earlier profiles of a company, and what changed between them',
    description:
      'Latest first. A version is kept when an enrichment finds something new; what an enrichment could not see does not count as gone. What was made with a client’s own search results is in nobody’s history.',
    path: { domain: { ...companyParameter, description: 'A domain or a URL on it; percent-encoded.' } },
    query: {
      limit: { description: 'Versions on a page.', schema: z.int().min(1).max(50).default(10), example: '10' },
      cursor: {
        description: 'The `nextCursor` of the page before.',
        schema: z.string(),
        example: 'MjAzMS0wNS0wNlQwNzowODowOS4wMDBa',
      },
    },
    hasVersion: true,
    answers: {
      200: { description: 'The versions; an empty list where none is kept.', schema: history, headers: ['etag'] },
    },
    errors: ['request.invalid', 'storage.unavailable'],
  },
} as const satisfies Record<string, Operation>;
