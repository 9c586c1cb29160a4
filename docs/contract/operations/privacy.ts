import * as z from 'zod';
import { privacyBody } from '../../../functions/api/start-privacy-request.ts';
import type { Operation } from '../operation.ts';
import { count, texts, time } from '../schemas/parts.ts';

const requestId = z.string().regex(/^prv_[0-9a-z]{26}$/);
const accepted = {
  202: {
    description: 'It is under way; ask `statusEndpoint`.',
    schema: z.object({ requestId, statusEndpoint: z.string() }),
    headers: ['location', 'retry-after', 'idempotency-replayed'],
  },
} as const;
const starting = {
  tag: 'Privacy',
  description:
    'A person by `email`, or by `name` within the company of `domain`; `domain` alone is all of a company. An erased person is not stored for that company again.',
  isIdempotent: true,
  body: {
    name: 'PrivacySubject',
    schema: privacyBody,
    example: { name: 'Jane Example', domain: 'quillstead.example' },
  },
  answers: accepted,
  errors: ['request.invalid', 'enrichment.start_failed', 'storage.unavailable'],
} as const;

export const privacyOperations = {
  'POST /privacy/exports': { ...starting, operationId: 'startExport', summary: 'Export what is kept of a person' },
  'POST /privacy/erasures': { ...starting, operationId: 'startErasure', summary: 'Erase a person or a company' },
  'GET /privacy/requests/{requestId}': {
    operationId: 'getPrivacyRequest',
    tag: 'Privacy',
    summary: 'Follow an export or an erasure',
    path: {
      requestId: {
        description: 'The `requestId` that was given.',
        schema: z.string(),
        example: 'prv_01k3v7d4m2000000000000000',
      },
    },
    answers: {
      200: {
        description: 'How it stands; a finished export carries what was found.',
        schema: z.object({
          requestId,
          kind: z.enum(['export', 'erasure']),
          status: z.enum(['processing', 'completed', 'failed']),
          counts: z.object({ rowsDeleted: count, rowsRedacted: count, objectsDeleted: count, found: count }),
          createdAt: time,
          completedAt: time.nullable(),
          confirmedAt: time.nullable(),
          export: z
            .object({ finds: z.array(z.object({ place: z.string(), passages: texts })), isComplete: z.boolean() })
            .optional(),
        }),
        headers: ['retry-after'],
      },
    },
    errors: ['request.not_found', 'storage.unavailable'],
  },
} as const satisfies Record<string, Operation>;
