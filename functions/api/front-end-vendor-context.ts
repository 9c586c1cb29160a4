import * as z from 'zod/mini';
import { requireCompany } from '../lib/api/company-parameter.ts';
import { startEndpoint } from '../lib/api/start-endpoint.ts';
import { systemClock } from '../lib/enrichment/clock.ts';
import { frontEndReplies } from '../lib/front-end/replies.ts';
import { companyField, frontEndPerspective, intentIn } from '../lib/front-end/start-fields.ts';

/** The body of `POST /vendor/context`; the web client may send more than is read. */
export const frontEndVendorBody = z.object({ companyName: companyField, context: z.optional(z.unknown()) });

export const handler = startEndpoint(
  frontEndVendorBody,
  { answersKept: true, replies: frontEndReplies },
  async ({ body }) => ({
    ...frontEndPerspective,
    kind: 'vendor-context',
    domain: await requireCompany(body.companyName, systemClock.now(), 'companyName'),
    intent: intentIn(body.context),
    vendorDomain: null,
  }),
);
