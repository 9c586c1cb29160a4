import * as z from 'zod/mini';
import { requireCompany } from '../lib/api/company-parameter.ts';
import { intentField, maxAgeField, userRoleField } from '../lib/api/fields.ts';
import { startEndpoint } from '../lib/api/start-endpoint.ts';
import { systemClock } from '../lib/enrichment/clock.ts';

/** What other search tools give beside these fields is let pass and left out. */
const searchResultField = z.object({
  title: z.string().check(z.maxLength(500)),
  url: z.string().check(z.maxLength(2048), z.refine(isWebAddress, 'must be an http or https URL')),
  snippet: z._default(z.string().check(z.maxLength(4000)), ''),
});

/** The body of `POST /analysis/async`. */
export const asyncAnalysisBody = z.strictObject({
  domain: z.string().check(z.maxLength(2048)),
  context: intentField,
  searchResults: z._default(z.array(searchResultField).check(z.maxLength(50)), []),
  userRole: z._default(userRoleField, 'account-executive'),
  maxAgeSeconds: z.optional(maxAgeField),
});

/** Answers 202 also where the answer is kept already: the status is then completed at once. */
export const handler = startEndpoint(asyncAnalysisBody, { answersKept: false }, async ({ body }) => ({
  kind: 'analysis',
  domain: await requireCompany(body.domain, systemClock.now()),
  userRole: body.userRole,
  intent: body.context,
  vendorDomain: null,
  depth: 'standard',
  refresh: false,
  maxCostUsd: null,
  maxAgeSeconds: body.maxAgeSeconds ?? null,
  minConfidence: null,
  searchResults: body.searchResults,
}));

/** Of zod's own check for URLs only its weight in the bundle would differ. */
function isWebAddress(text: string): boolean {
  return /^https?:$/.test(URL.parse(text)?.protocol ?? '');
}
