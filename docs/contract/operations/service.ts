import type { Operation } from '../operation.ts';
import { health, openApiDocument } from '../schemas/service.ts';

export const serviceOperations = {
  'GET /health': {
    operationId: 'checkHealth',
    tag: 'Service',
    summary: 'Whether the service works',
    answers: {
      200: { description: 'It works, perhaps with less than all.', schema: health },
      503: { description: 'Nothing works without what is down.', schema: health },
    },
    errors: [],
  },
  'GET /openapi.json': {
    operationId: 'getOpenApiDocument',
    tag: 'Service',
    summary: 'This document',
    hasVersion: true,
    answers: { 200: { description: 'OpenAPI 3.1.', schema: openApiDocument, headers: ['etag'] } },
    errors: [],
  },
} as const satisfies Record<string, Operation>;
