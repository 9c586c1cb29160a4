import * as z from 'zod/mini';
import { endpoints } from '../lib/api/by-method.ts';
import { endpoint } from '../lib/api/endpoint.ts';
import type { Exchange, Reply } from '../lib/api/event.ts';
import { systemClock } from '../lib/enrichment/clock.ts';
import { IntelligenceError } from '../lib/errors.ts';
import { hashPersonal } from '../lib/privacy/personal-key.ts';
import { type Owner, requireOwner } from '../lib/user-data/owner.ts';
import {
  countUserDocuments,
  deleteUserDocument,
  deleteUserDocuments,
  keepUserDocument,
  listUserDocuments,
  readUserDocument,
  type UserDocument,
} from '../lib/user-data/store.ts';

const place = 'HISTORY#';
const mostCompanies = 200;
const longestName = 200;

/** The body of `PUT …/companies/{companyName}`: a document of the web client's own making. */
export const researchBody = z.record(z.string().check(z.maxLength(200)), z.unknown());

const list = endpoint(null, async (exchange) => {
  const companies = (await documentsOf(exchange)).map(viewDocument);
  return { status: 200, body: { companies, total: companies.length, requestId: exchange.exchangeId } };
});

/** One session per company: when its research began and when it was last worked on. */
const sessions = endpoint(null, async (exchange) => {
  const found = (await documentsOf(exchange)).map(({ title, createdAt, updatedAt }) => ({
    companyName: title,
    startedAt: createdAt,
    lastActivity: updatedAt,
  }));
  return { status: 200, body: { sessions: found, total: found.length, requestId: exchange.exchangeId } };
});

const read = endpoint(null, async (exchange) => {
  const { owner, companyPlace, now } = await locate(exchange);
  const found = await readUserDocument(owner, companyPlace, now);
  if (found === null) throw nothingThere();
  return { status: 200, body: { ...viewDocument(found), requestId: exchange.exchangeId }, version: found };
});

const write = endpoint(researchBody, async (exchange) => {
  const { owner, companyPlace, companyName, now } = await locate(exchange);
  await requireRoom(owner, companyPlace, now);
  const kept = await keepUserDocument(owner, companyPlace, { title: companyName, content: exchange.body }, now);
  return { status: 200, body: { ...viewDocument(kept), requestId: exchange.exchangeId } };
});

const remove = endpoint(null, async (exchange) => {
  const { owner, companyPlace } = await locate(exchange);
  if (await deleteUserDocument(owner, companyPlace)) return deleted(1, exchange);
  throw nothingThere();
});

const removeCompanies = endpoint(null, async (exchange) => {
  const now = systemClock.now();
  return deleted(await deleteUserDocuments(await requireOwner(exchange, now), place, now), exchange);
});

/** All that this client keeps of the user, the profile too. */
const removeAll = endpoint(null, async (exchange) => {
  const now = systemClock.now();
  return deleted(await deleteUserDocuments(await requireOwner(exchange, now), '', now), exchange);
});

const root = '/research-history/users/{userId}';
export const handler = endpoints({
  [`GET ${root}/companies`]: list,
  [`DELETE ${root}/companies`]: removeCompanies,
  [`GET ${root}/companies/{companyName}`]: read,
  [`PUT ${root}/companies/{companyName}`]: write,
  [`DELETE ${root}/companies/{companyName}`]: remove,
  [`GET ${root}/sessions`]: sessions,
  [`DELETE ${root}/all-data`]: removeAll,
});

async function documentsOf(exchange: Exchange<unknown>): Promise<readonly UserDocument[]> {
  const now = systemClock.now();
  const found = await listUserDocuments(await requireOwner(exchange, now), place, now);
  return found.toSorted((left, right) => right.updatedAt.localeCompare(left.updatedAt));
}

/** A company's name may be a person's, so it is hashed in the key; upper and lower case are the same company. */
async function locate(exchange: Exchange<unknown>) {
  const now = systemClock.now();
  const companyName = (exchange.parameters.companyName ?? '').trim();
  if (companyName === '' || companyName.length > longestName) {
    const message = `must have 1 to ${longestName} characters`;
    const details = [{ field: 'companyName', message }];
    throw new IntelligenceError('request.invalid', 'Not valid: companyName.', { details });
  }
  const owner = await requireOwner(exchange, now);
  const hash = await hashPersonal('company-name', companyName.normalize('NFKC').toLowerCase(), now);
  return { owner, companyName, companyPlace: `${place}${hash}`, now };
}

async function requireRoom(owner: Owner, companyPlace: string, now: number): Promise<void> {
  if ((await readUserDocument(owner, companyPlace, now)) !== null) return;
  if ((await countUserDocuments(owner, place, now)) < mostCompanies) return;
  throw new IntelligenceError('user-data.full', `A user may keep ${mostCompanies} companies; delete some first.`);
}

function viewDocument({ title, content, createdAt, updatedAt }: UserDocument) {
  return { ...content, companyName: title, createdAt, updatedAt };
}

function deleted(count: number, { exchangeId }: Exchange<unknown>): Reply {
  return { status: 200, body: { message: 'The research was deleted.', deleted: count, requestId: exchangeId } };
}

function nothingThere(): IntelligenceError {
  return new IntelligenceError('request.not_found', 'There is no research on this company.');
}
