import * as z from 'zod/mini';
import { requireCompany } from '../lib/api/company-parameter.ts';
import { requireOtherDomain } from '../lib/api/domain-parameter.ts';
import { perspectiveFields } from '../lib/api/fields.ts';
import { startEndpoint } from '../lib/api/start-endpoint.ts';
import { systemClock } from '../lib/enrichment/clock.ts';

/** The body of `POST /company/{domain}/customer-intelligence`: that of vendor-context, and who sells. */
export const customerIntelligenceBody = z.strictObject({
  ...perspectiveFields,
  vendorDomain: z.string().check(z.maxLength(2048)),
});

export const handler = startEndpoint(customerIntelligenceBody, { answersKept: true }, async ({ parameters, body }) => {
  const domain = await requireCompany(parameters.domain, systemClock.now());
  return {
    kind: 'customer-intelligence',
    domain,
    userRole: body.userRole,
    intent: body.intent ?? null,
    vendorDomain: requireOtherDomain(body.vendorDomain, domain, 'vendorDomain'),
    depth: body.depth,
    refresh: body.refresh,
    maxCostUsd: body.maxCostUsd ?? null,
    maxAgeSeconds: body.maxAgeSeconds ?? null,
    minConfidence: body.minConfidence ?? null,
    searchResults: [],
  };
});
