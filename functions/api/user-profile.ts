import * as z from 'zod/mini';
import { endpoints } from '../lib/api/by-method.ts';
import { endpoint } from '../lib/api/endpoint.ts';
import { systemClock } from '../lib/enrichment/clock.ts';
import { IntelligenceError } from '../lib/errors.ts';
import { requireOwner } from '../lib/user-data/owner.ts';
import { deleteUserDocument, keepUserDocument, readUserDocument } from '../lib/user-data/store.ts';

const place = 'PROFILE';

/** The body of `PUT /profile/{userId}`: the profile itself, or an object that holds it as `profile`. */
export const profileBody = z.record(z.string().check(z.maxLength(200)), z.unknown());

const read = endpoint(null, async (exchange) => {
  const now = systemClock.now();
  const found = await readUserDocument(await requireOwner(exchange, now), place, now);
  if (found === null) throw new IntelligenceError('request.not_found', 'This user has no profile yet.');
  return { status: 200, body: viewProfile(found, exchange.exchangeId), version: found };
});

const write = endpoint(profileBody, async (exchange) => {
  const now = systemClock.now();
  const { profile } = exchange.body;
  const content = isObject(profile) ? profile : exchange.body;
  const kept = await keepUserDocument(await requireOwner(exchange, now), place, { title: null, content }, now);
  return { status: 200, body: viewProfile(kept, exchange.exchangeId) };
});

const remove = endpoint(null, async (exchange) => {
  const owner = await requireOwner(exchange, systemClock.now());
  if (await deleteUserDocument(owner, place)) {
    return { status: 200, body: { message: 'The profile was deleted.', requestId: exchange.exchangeId } };
  }
  throw new IntelligenceError('request.not_found', 'This user has no profile.');
});

export const handler = endpoints({
  'GET /profile/{userId}': read,
  'PUT /profile/{userId}': write,
  'DELETE /profile/{userId}': remove,
});

function viewProfile(
  { content, createdAt, updatedAt }: { content: object; createdAt: string; updatedAt: string },
  requestId: string,
) {
  return { profile: { ...content, createdAt, updatedAt }, requestId };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
