import type { Operation } from '../operation.ts';
import { companyParameter } from '../parameters.ts';
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
} as const satisfies Record<string, Operation>;
