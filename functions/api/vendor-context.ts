import * as z from 'zod/mini';
import { requireCompany } from '../lib/api/company-parameter.ts';
import { depthField, intentField, userRoleField } from '../lib/api/fields.ts';
import { startEndpoint } from '../lib/api/start-endpoint.ts';
import { systemClock } from '../lib/enrichment/clock.ts';

/** The body of `POST /company/{domain}/vendor-context`; `minConfidence` 0–1. */
export const vendorContextBody = z.strictObject({
  userRole: userRoleField,
  intent: z.optional(intentField),
  depth: z._default(depthField, 'standard'),
  refresh: z._default(z.boolean(), false),
  minConfidence: z.optional(z.number().check(z.minimum(0), z.maximum(1))),
  maxCostUsd: z.optional(z.number().check(z.minimum(0), z.maximum(1000))),
});

export const handler = startEndpoint(vendorContextBody, { answersKept: true }, async ({ parameters, body }) => ({
  kind: 'vendor-context',
  domain: await requireCompany(parameters.domain, systemClock.now()),
  userRole: body.userRole,
  intent: body.intent ?? null,
  vendorDomain: null,
  depth: body.depth,
  refresh: body.refresh,
  maxCostUsd: body.maxCostUsd ?? null,
  minConfidence: body.minConfidence ?? null,
  searchResults: [],
}));
