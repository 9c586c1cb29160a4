import * as z from 'zod';
import { frontEndCustomerBody } from '../../../functions/api/front-end-customer-intelligence.ts';
import { frontEndVendorBody } from '../../../functions/api/front-end-vendor-context.ts';
import type { AnswerDescription, Operation } from '../operation.ts';
import { companyParameter, requestIdParameter } from '../parameters.ts';
import { companyList, finishedAnalysis, pageSearch, polled, startedAnalysis } from '../schemas/front-end.ts';

const tag = 'Web client';
const ready: AnswerDescription = {
  description: 'The analysis, from the cache or in time under `Prefer: wait`.',
  schema: finishedAnalysis,
  headers: ['etag', 'preference-applied', 'idempotency-replayed'],
};
const accepted: AnswerDescription = {
  description: 'The analysis is under way.',
  schema: startedAnalysis,
  headers: ['location', 'retry-after', 'idempotency-replayed'],
};
const starting = {
  tag,
  isIdempotent: true,
  canWait: true,
  answers: { 200: ready, 202: accepted },
  errors: ['request.invalid', 'company.unknown', 'company.ambiguous', 'enrichment.start_failed', 'storage.unavailable'],
} as const;
const polling = {
  tag,
  path: { requestId: requestIdParameter },
  hasVersion: true,
  answers: {
    200: {
      description: 'How it stands, and the analysis once it is there.',
      schema: polled,
      headers: ['etag', 'retry-after'],
    },
  },
  errors: ['request.not_found', 'storage.unavailable'],
} as const;

export const frontEndOperations = {
  'GET /companies/lookup': {
    operationId: 'lookupByName',
    tag,
    summary: 'Find companies for a search box',
    query: {
      query: {
        description: 'A name, domain or URL.',
        schema: z.string().min(1).max(2048),
        example: 'Quillstead',
        isRequired: true,
      },
      limit: { description: 'How many at most; 10 are.', schema: z.string().regex(/^[1-9]\d{0,3}$/), example: '5' },
    },
    answers: { 200: { description: 'The companies, best first.', schema: companyList } },
    errors: ['request.invalid', 'storage.unavailable'],
  },
  'GET /company/{domain}/search': {
    operationId: 'searchPages',
    tag,
    summary: 'Show what searches and the press know of a company',
    path: { domain: companyParameter },
    answers: { 200: { description: 'The pages by source.', schema: pageSearch } },
    errors: ['request.invalid', 'company.unknown', 'company.ambiguous', 'search.unavailable', 'storage.unavailable'],
  },
  'POST /vendor/context': {
    ...starting,
    operationId: 'startVendorAnalysis',
    summary: 'Analyse a vendor by its name',
    body: { name: 'VendorAnalysisQuestion', schema: frontEndVendorBody, example: { companyName: 'Quillstead' } },
  },
  'POST /customer/intelligence': {
    ...starting,
    operationId: 'startCustomerAnalysis',
    summary: 'Analyse a customer by its name, as a vendor sees it',
    body: {
      name: 'CustomerAnalysisQuestion',
      schema: frontEndCustomerBody,
      example: { prospectCompany: 'parchwell.example', vendorCompany: 'quillstead.example' },
    },
  },
  'GET /workflows/{requestId}/status': { ...polling, operationId: 'pollWorkflow', summary: 'Poll an analysis' },
  'GET /requests/{requestId}/status': {
    ...polling,
    operationId: 'pollRequest',
    summary: 'Poll an analysis, as older clients do',
  },
} as const satisfies Record<string, Operation>;
