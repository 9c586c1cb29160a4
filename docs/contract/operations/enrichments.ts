import { asyncAnalysisBody } from '../../../functions/api/async-analysis.ts';
import { customerIntelligenceBody } from '../../../functions/api/customer-intelligence.ts';
import { feedbackBody } from '../../../functions/api/give-feedback.ts';
import { batchBody, batchItem } from '../../../functions/api/start-batch.ts';
import { vendorContextBody } from '../../../functions/api/vendor-context.ts';
import type { AnswerDescription, Operation } from '../operation.ts';
import { companyParameter, requestIdParameter } from '../parameters.ts';
import { acceptedStart, answer } from '../schemas/answer.ts';
import { batch } from '../schemas/batch.ts';
import { keptFeedback } from '../schemas/feedback.ts';
import { status } from '../schemas/status.ts';

const ready: AnswerDescription = {
  description: 'The answer, from the cache or in time under `Prefer: wait`.',
  schema: answer,
  headers: ['etag', 'preference-applied', 'idempotency-replayed'],
};
const accepted: AnswerDescription = {
  description: 'The enrichment is under way; ask `statusEndpoint`.',
  schema: acceptedStart,
  headers: ['location', 'retry-after', 'idempotency-replayed'],
};
const startErrors = [
  'request.invalid',
  'company.unknown',
  'company.ambiguous',
  'enrichment.start_failed',
  'storage.unavailable',
] as const;
const starting = { tag: 'Enrichments', isIdempotent: true, canWait: true, errors: startErrors } as const;

export const enrichmentOperations = {
  'POST /company/{domain}/vendor-context': {
    ...starting,
    operationId: 'startVendorContext',
    summary: 'Get a brief about a company for a role',
    description: 'An answer that is kept is given at once; otherwise an enrichment is started or joined.',
    path: { domain: companyParameter },
    body: {
      name: 'VendorContextQuestion',
      schema: vendorContextBody,
      example: { userRole: 'account-executive', intent: 'discovery' },
    },
    answers: { 200: ready, 202: accepted },
  },
  'POST /company/{domain}/customer-intelligence': {
    ...starting,
    operationId: 'startCustomerIntelligence',
    summary: 'See a prospect as one vendor sees it',
    path: { domain: companyParameter },
    body: {
      name: 'CustomerIntelligenceQuestion',
      schema: customerIntelligenceBody,
      example: { userRole: 'AE', vendorDomain: 'brindlemark.example' },
    },
    answers: { 200: ready, 202: accepted },
  },
  'POST /companies/enrichments': {
    operationId: 'startBatch',
    tag: 'Enrichments',
    summary: 'Start up to 100 enrichments in one call',
    description: 'No item fails another: `items[]` of the answer says of each how it came out.',
    isIdempotent: true,
    body: {
      name: 'BatchQuestion',
      schema: batchBody,
      example: { domains: ['quillstead.example', 'brindlemark.example'], userRole: 'SE' },
      lists: { items: { name: 'BatchItem', schema: batchItem } },
    },
    answers: {
      202: { description: 'A result for each item, in their order.', schema: batch, headers: ['idempotency-replayed'] },
    },
    errors: ['request.invalid', 'storage.unavailable'],
  },
  'POST /analysis/async': {
    ...starting,
    operationId: 'startAnalysis',
    summary: 'Analyse search results together with what the pipeline finds',
    description: 'The search results are private to the caller; they never feed answers of others.',
    body: {
      name: 'AnalysisQuestion',
      schema: asyncAnalysisBody,
      example: {
        domain: 'quillstead.example',
        context: 'competitive',
        searchResults: [
          { title: 'Quillstead opens a plant', url: 'https://news.example/quillstead', snippet: 'Quillstead grows.' },
        ],
      },
    },
    answers: { 200: ready, 202: accepted },
  },
  'GET /analysis/status/{requestId}': {
    operationId: 'getStatus',
    tag: 'Enrichments',
    summary: 'Follow an enrichment',
    description: 'Poll as `Retry-After` says, with the ETag in If-None-Match.',
    path: { requestId: requestIdParameter },
    hasVersion: true,
    answers: {
      200: {
        description: 'How far it is, and its answer once it is there.',
        schema: status,
        headers: ['etag', 'retry-after'],
      },
    },
    errors: ['request.not_found', 'storage.unavailable'],
  },
  'POST /analysis/{requestId}/feedback': {
    operationId: 'giveFeedback',
    tag: 'Enrichments',
    summary: 'Say whether an answer, or a part of it, is right',
    description:
      'A verdict about the same part replaces the earlier one. `field` is a field of the answer or a JSON pointer into it; personal data is taken out of the comment before it is kept.',
    isIdempotent: true,
    path: { requestId: requestIdParameter },
    body: {
      name: 'Feedback',
      schema: feedbackBody,
      example: { field: '/products/0', verdict: 'outdated', comment: 'They sold that line last year.' },
    },
    answers: {
      201: { description: 'The verdict is kept.', schema: keptFeedback, headers: ['idempotency-replayed'] },
    },
    errors: ['request.invalid', 'request.not_found', 'enrichment.no_answer', 'storage.unavailable'],
  },
  'DELETE /analysis/{requestId}': {
    operationId: 'detachRequest',
    tag: 'Enrichments',
    summary: 'Cancel a request',
    description: 'The enrichment is stopped when nobody else waits for it. Doing it again changes nothing.',
    path: { requestId: requestIdParameter },
    answers: { 204: { description: 'It is as if the request had never been made.' } },
    errors: ['request.not_found', 'enrichment.stop_failed', 'storage.unavailable'],
  },
} as const satisfies Record<string, Operation>;
