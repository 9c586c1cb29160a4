import * as z from 'zod/mini';
import { parseBody } from '../lib/api/body.ts';
import { requireCompany } from '../lib/api/company-parameter.ts';
import { requireOtherDomain } from '../lib/api/domain-parameter.ts';
import { endpoint } from '../lib/api/endpoint.ts';
import { perspectiveFields, userRoleField } from '../lib/api/fields.ts';
import { idempotent } from '../lib/api/idempotency.ts';
import type { DescribedStart } from '../lib/api/start-endpoint.ts';
import { type ItemToStart, startMany } from '../lib/api/start-many.ts';
import { systemClock } from '../lib/enrichment/clock.ts';
import { IntelligenceError } from '../lib/errors.ts';

const mostItems = 100;
const longestName = 2048;
const perspective = { ...perspectiveFields, userRole: z._default(userRoleField, 'account-executive') };
const listOf = <Entry extends z.ZodMiniType>(entry: Entry) =>
  z.optional(z.array(entry).check(z.minLength(1), z.maxLength(mostItems)));

/** One company of the body: a domain, URL or name; with `vendorDomain` it is seen by that vendor. */
export const batchItem = z.strictObject({
  domain: z.string().check(z.maxLength(longestName)),
  vendorDomain: z.optional(z.string().check(z.maxLength(longestName))),
  ...perspective,
});

/**
 * The body of `POST /companies/enrichments`: `items`, or `domains` alone; what stands beside them holds for
 * every item that does not say otherwise. Items are read one by one, so that one that is not valid is
 * refused alone.
 */
export const batchBody = z.strictObject({
  items: listOf(z.unknown()),
  domains: listOf(z.unknown()),
  vendorDomain: z.optional(z.unknown()),
  ...Object.fromEntries(Object.keys(perspective).map((field) => [field, z.optional(z.unknown())])),
});

/** Starts up to 100 enrichments; the answer is always 202, and says of each item how it came out. */
export const handler = endpoint(
  batchBody,
  idempotent(systemClock, async ({ body, clientId, contacts }) => {
    const { items = [], domains = [], ...shared } = body;
    const given = [...items, ...domains.map((domain) => ({ domain }))];
    if (given.length === 0 || given.length > mostItems) throw wrongCount();
    const results = await startMany(
      given.map((item) => readItem(item, shared)),
      { clientId, contacts },
      systemClock,
    );
    return { status: 202, body: { items: results } };
  }),
);

function wrongCount(): IntelligenceError {
  const message = `must be 1 to ${mostItems}, with those of domains`;
  return new IntelligenceError('request.invalid', 'Not valid: items.', { details: [{ field: 'items', message }] });
}

function readItem(item: unknown, shared: object): ItemToStart {
  const isObject = typeof item === 'object' && item !== null && !Array.isArray(item);
  const named = isObject && 'domain' in item && typeof item.domain === 'string' ? item.domain : '';
  return {
    named: named.slice(0, longestName),
    describe: () => describeItem(isObject ? { ...shared, ...item } : item),
  };
}

async function describeItem(item: unknown): Promise<DescribedStart> {
  const wanted = parseBody(batchItem, item);
  const domain = await requireCompany(wanted.domain, systemClock.now());
  const { vendorDomain } = wanted;
  return {
    kind: vendorDomain === undefined ? 'vendor-context' : 'customer-intelligence',
    domain,
    userRole: wanted.userRole,
    intent: wanted.intent ?? null,
    vendorDomain: vendorDomain === undefined ? null : requireOtherDomain(vendorDomain, domain, 'vendorDomain'),
    depth: wanted.depth,
    refresh: wanted.refresh,
    maxCostUsd: wanted.maxCostUsd ?? null,
    minConfidence: wanted.minConfidence ?? null,
    searchResults: [],
  };
}
