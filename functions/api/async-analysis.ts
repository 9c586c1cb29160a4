import * as z from 'zod/mini';
import { requireCompany } from '../lib/api/company-parameter.ts';
import { endpoint } from '../lib/api/endpoint.ts';
import { intentField, userRoleField } from '../lib/api/fields.ts';
import { awaitAnswer, preferredWait, replyAccepted, replyReady } from '../lib/api/started.ts';
import { systemClock } from '../lib/enrichment/clock.ts';
import { startEnrichment } from '../lib/enrichment/start.ts';

/** What other search tools give beside these fields is let pass and left out. */
const searchResultField = z.object({
  title: z.string().check(z.maxLength(500)),
  url: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).check(z.maxLength(2048)),
  snippet: z._default(z.string().check(z.maxLength(4000)), ''),
});

/** The body of `POST /analysis/async`. */
export const asyncAnalysisBody = z.strictObject({
  domain: z.string().check(z.maxLength(2048)),
  context: intentField,
  searchResults: z._default(z.array(searchResultField).check(z.maxLength(50)), []),
  userRole: z._default(userRoleField, 'account-executive'),
});

/** Always answers 202, also where the answer is kept already: the status is then completed at once. */
export const handler = endpoint(asyncAnalysisBody, async ({ headers, clientId, body }) => {
  const started = await startEnrichment(
    {
      kind: 'analysis',
      domain: await requireCompany(body.domain, systemClock.now()),
      userRole: body.userRole,
      intent: body.context,
      vendorDomain: null,
      depth: 'standard',
      refresh: false,
      maxCostUsd: null,
      minConfidence: null,
      clientId,
      searchResults: body.searchResults,
    },
    systemClock,
  );
  const wait = preferredWait(headers);
  const kept = wait === 0 ? null : await awaitAnswer(started, wait, systemClock);
  const now = systemClock.now();
  return kept === null ? replyAccepted(started.request, now) : replyReady(started.request, kept, wait, now);
});
