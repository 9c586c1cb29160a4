import * as z from 'zod/mini';
import { requireCompany } from '../lib/api/company-parameter.ts';
import { requireOtherDomain } from '../lib/api/domain-parameter.ts';
import { startEndpoint } from '../lib/api/start-endpoint.ts';
import { systemClock } from '../lib/enrichment/clock.ts';
import { frontEndReplies } from '../lib/front-end/replies.ts';
import { companyField, frontEndPerspective } from '../lib/front-end/start-fields.ts';

/** The body of `POST /customer/intelligence`; the web client may send more than is read. */
export const frontEndCustomerBody = z.object({
  prospectCompany: companyField,
  vendorCompany: z.nullish(z.string().check(z.maxLength(2048))),
});

/** Without a vendor the prospect is told of as it is, with nothing said of a fit. */
export const handler = startEndpoint(
  frontEndCustomerBody,
  { answersKept: true, replies: frontEndReplies },
  async ({ body }) => {
    const now = systemClock.now();
    const vendor = body.vendorCompany?.trim() ?? '';
    const [domain, seller] = await Promise.all([
      requireCompany(body.prospectCompany, now, 'prospectCompany'),
      vendor === '' ? null : requireCompany(vendor, now, 'vendorCompany'),
    ]);
    const vendorDomain = seller === null ? null : requireOtherDomain(seller, domain, 'vendorCompany');
    const kind = vendorDomain === null ? 'vendor-context' : 'customer-intelligence';
    return { ...frontEndPerspective, kind, domain, intent: null, vendorDomain };
  },
);
