import * as z from 'zod/mini';
import { requireCompany } from '../lib/api/company-parameter.ts';
import { perspectiveFields } from '../lib/api/fields.ts';
import { startEndpoint } from '../lib/api/start-endpoint.ts';
import { systemClock } from '../lib/enrichment/clock.ts';

/** The body of `POST /company/{domain}/vendor-context`. */
export const vendorContextBody = z.strictObject(perspectiveFields);

export const handler = startEndpoint(vendorContextBody, { answersKept: true }, async ({ parameters, body }) => ({
  kind: 'vendor-context',
  domain: await requireCompany(parameters.domain, systemClock.now()),
  userRole: body.userRole,
  intent: body.intent ?? null,
  vendorDomain: null,
  depth: body.depth,
  refresh: body.refresh,
  maxCostUsd: body.maxCostUsd ?? null,
  maxAgeSeconds: body.maxAgeSeconds ?? null,
  minConfidence: body.minConfidence ?? null,
  searchResults: [],
}));
