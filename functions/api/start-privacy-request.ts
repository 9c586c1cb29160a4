import * as z from 'zod/mini';
import { endpoints } from '../lib/api/by-method.ts';
import { requireDomain } from '../lib/api/domain-parameter.ts';
import { endpoint } from '../lib/api/endpoint.ts';
import { idempotent } from '../lib/api/idempotency.ts';
import { systemClock } from '../lib/enrichment/clock.ts';
import { IntelligenceError } from '../lib/errors.ts';
import { nameWords } from '../lib/privacy/person-matcher.ts';
import {
  createPrivacyRequestId,
  dropPrivacyRequest,
  openPrivacyRequest,
  type PrivacyRequest,
  type PrivacySubject,
} from '../lib/privacy/privacy-request.ts';

/** The body of both: a person by e-mail or name, the company; a name needs its company. Neither: all of the company. */
export const privacyBody = z.strictObject({
  email: z.optional(z.email({ error: 'must be an e-mail address' }).check(z.maxLength(320))),
  name: z.optional(z.string().check(z.maxLength(200))),
  domain: z.optional(z.string().check(z.maxLength(2048))),
});

function startOf(kind: PrivacyRequest['kind']) {
  return endpoint(
    privacyBody,
    idempotent<z.infer<typeof privacyBody>>(systemClock, async ({ clientId, body }) => {
      const subject = readSubject(body);
      const now = systemClock.now();
      const id = createPrivacyRequestId(now);
      await openPrivacyRequest({ id, clientId, kind, subject }, now);
      try {
        // Loaded only where there is something to start.
        const { beginPrivacyRequest } = await import('../lib/privacy/begin-request.ts');
        await beginPrivacyRequest(id);
      } catch (error) {
        await dropPrivacyRequest(id);
        throw error;
      }
      const statusEndpoint = `/privacy/requests/${id}`;
      return {
        status: 202,
        body: { requestId: id, statusEndpoint },
        headers: { location: statusEndpoint, 'retry-after': '2' },
      };
    }),
  );
}

export const handler = endpoints({
  'POST /privacy/exports': startOf('export'),
  'POST /privacy/erasures': startOf('erasure'),
});

function readSubject({ email, name, domain }: z.infer<typeof privacyBody>): PrivacySubject {
  const company = domain === undefined ? null : requireDomain(domain);
  if (email === undefined && name === undefined) {
    if (company === null) throw refuse('email', 'is required, or name with domain, or domain alone');
    return { person: null, domain: company };
  }
  if (name !== undefined && company === null) throw refuse('domain', 'is required with a name');
  if (name !== undefined && nameWords(name).length < 2)
    throw refuse('name', 'must be a full name of two words at least');
  return { person: { email: email ?? null, name: name ?? null }, domain: company };
}

function refuse(field: string, message: string): IntelligenceError {
  return new IntelligenceError('request.invalid', `Not valid: ${field}.`, { details: [{ field, message }] });
}
