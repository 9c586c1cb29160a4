import * as z from 'zod/mini';
import { requireCompany } from '../lib/api/company-parameter.ts';
import { endpoint } from '../lib/api/endpoint.ts';
import { depthField, intentField, userRoleField } from '../lib/api/fields.ts';
import { awaitAnswer, preferredWait, replyAccepted, replyReady } from '../lib/api/started.ts';
import { systemClock } from '../lib/enrichment/clock.ts';
import { startEnrichment } from '../lib/enrichment/start.ts';

/** The body of `POST /company/{domain}/vendor-context`; `minConfidence` 0–1. */
export const vendorContextBody = z.strictObject({
  userRole: userRoleField,
  intent: z.optional(intentField),
  depth: z._default(depthField, 'standard'),
  refresh: z._default(z.boolean(), false),
  minConfidence: z.optional(z.number().check(z.minimum(0), z.maximum(1))),
  maxCostUsd: z.optional(z.number().check(z.minimum(0), z.maximum(1000))),
});

export const handler = endpoint(vendorContextBody, async ({ parameters, headers, clientId, body }) => {
  const domain = await requireCompany(parameters.domain, systemClock.now());
  const started = await startEnrichment(
    {
      kind: 'vendor-context',
      domain,
      userRole: body.userRole,
      intent: body.intent ?? null,
      vendorDomain: null,
      depth: body.depth,
      refresh: body.refresh,
      maxCostUsd: body.maxCostUsd ?? null,
      minConfidence: body.minConfidence ?? null,
      clientId,
      searchResults: [],
    },
    systemClock,
  );
  const wait = preferredWait(headers);
  const kept = await awaitAnswer(started, wait, systemClock);
  const now = systemClock.now();
  return kept === null ? replyAccepted(started.request, now) : replyReady(started.request, kept, wait, now);
});
