import { randomUUID } from 'node:crypto';
import type { Input } from './inputs.ts';

/** What scenarios of later operations need of earlier ones. */
export interface World {
  /** Of an enrichment that is done. */
  readonly requestId: string;
  /** Of one that was just started. */
  readonly freshRequestId: string;
  /** Of an export of personal data. */
  readonly privacyRequestId: string;
}

const wait = { Prefer: 'wait=25' };
const unknownId = 'req_00000000000000000000000000';

/** A start that is answered at once, one that waits, and names that mean no company or several. */
function starts(place: 'path' | (string & {}), body: object): readonly Input[] {
  const of = (domain: string, headers: Record<string, string>): Input =>
    place === 'path' ? { path: { domain }, body, headers } : { body: { ...body, [place]: domain }, headers };
  return [
    of('quillstead.example', {}),
    of('quillstead.example', wait),
    of('Nobody Knows Us', {}),
    of('Hollowmere', {}),
    of('not_a_domain', {}),
  ];
}

function polls({ requestId }: World): readonly Input[] {
  return [
    { path: { requestId } },
    { path: { requestId }, headers: { 'If-None-Match': '*' } },
    { path: { requestId: unknownId } },
  ];
}

const user = { userId: 'user-7' };
const company = { ...user, companyName: 'Quillstead' };

/** One who speaks for another user, and a user's name that is none. */
function strangers(path: Readonly<Record<string, string>>, rest: Input = {}): readonly Input[] {
  return [
    { ...rest, path, headers: { 'X-User-Id': 'somebody-else' } },
    { ...rest, path: { ...path, userId: 'x'.repeat(300) } },
  ];
}

function readUserData(path: Readonly<Record<string, string>>): readonly Input[] {
  return [{ path }, { path, headers: { 'If-None-Match': '*' } }, ...strangers(path)];
}

const person = { name: 'Jane Example', domain: 'drowsemill.example' };

const lookups: readonly Input[] = [{ query: { query: 'quillstead.example', limit: '5' } }, { query: { query: '' } }];

/** By operation: requests that bring about each answer of its own that the document tells. */
export const scenarios: Readonly<Record<string, (world: World) => readonly Input[]>> = {
  lookupCompany: () => [{ path: { domain: 'quillstead.example' } }, { path: { domain: ' ' } }],
  getHistory: () => [
    { path: { domain: 'quillstead.example' } },
    { path: { domain: 'quillstead.example' }, headers: { 'If-None-Match': '*' } },
    { path: { domain: 'not_a_domain' } },
  ],
  clearCompanyCache: () => [{ path: { domain: 'drowsemill.example' } }, { path: { domain: 'not_a_domain' } }],
  getCacheStatistics: () => [{}],
  startVendorContext: () => starts('path', { userRole: 'account-executive', intent: 'discovery' }),
  startCustomerIntelligence: () => starts('path', { userRole: 'AE', vendorDomain: 'brindlemark.example' }),
  startAnalysis: () => starts('domain', { context: 'competitive' }),
  startBatch: () => [{ body: { domains: ['quillstead.example', 'not_a_domain'], userRole: 'AE' } }, { body: {} }],
  getStatus: polls,
  detachRequest: ({ freshRequestId }) => [{ path: { requestId: freshRequestId } }, { path: { requestId: unknownId } }],
  giveFeedback: ({ requestId, freshRequestId }) => [
    { path: { requestId }, body: { verdict: 'right' } },
    { path: { requestId: freshRequestId }, body: { verdict: 'right' } },
    { path: { requestId: unknownId }, body: { verdict: 'right' } },
    { path: { requestId }, body: { verdict: 'right', field: '/nothing' } },
  ],
  lookupByName: () => lookups,
  searchPages: () =>
    ['quillstead.example', 'Nobody Knows Us', 'Hollowmere', '10.0.0.1'].map((domain) => ({ path: { domain } })),
  startVendorAnalysis: () => starts('companyName', {}),
  startCustomerAnalysis: () => starts('prospectCompany', { vendorCompany: 'brindlemark.example' }),
  pollWorkflow: polls,
  pollRequest: polls,
  getProfile: () => [{ path: user, body: { name: 'Dana' }, of: 'putProfile' }, ...readUserData(user)],
  putProfile: () => [{ path: user, body: { name: 'Dana' } }, ...strangers(user, { body: { name: 'Dana' } })],
  deleteProfile: () => [{ path: user }, ...strangers(user)],
  listResearch: () => [{ path: user }, ...strangers(user)],
  deleteResearchList: () => [{ path: user }, ...strangers(user)],
  getResearch: () => [{ path: company, body: { notes: 'Call.' }, of: 'putResearch' }, ...readUserData(company)],
  putResearch: () => [{ path: company, body: { notes: 'Call.' } }, ...strangers(company, { body: { notes: 'Call.' } })],
  deleteResearch: () => [{ path: company }, ...strangers(company)],
  listSessions: () => [{ path: user }, ...strangers(user)],
  deleteUserData: () => [{ path: user }, ...strangers(user)],
  startExport: () => [{ body: person }, { body: {} }],
  startErasure: () => [{ body: person }, { body: {} }],
  getPrivacyRequest: ({ privacyRequestId }) => [
    { path: { requestId: privacyRequestId } },
    { path: { requestId: unknownId } },
  ],
  checkHealth: () => [{}],
  getOpenApiDocument: () => [{}, { headers: { 'If-None-Match': '*' } }],
};

/** What every operation that asks for a key refuses. */
export function refusedCallers(example: Input, outsider: string): readonly Input[] {
  return [
    { ...example, as: 'nobody' },
    { ...example, as: outsider },
  ];
}

/** What every operation that reads a body refuses. */
export function refusedBodies(example: Input): readonly Input[] {
  const { body, ...rest } = example;
  return [
    { ...rest, raw: '{"userRole":' },
    { ...rest, raw: JSON.stringify('x'.repeat(300 * 1024)) },
    { ...rest, raw: 'userRole=AE', headers: { 'content-type': 'text/plain' } },
    { ...rest, body: [] },
  ];
}

/** The same key for two bodies, in turn. */
export function reusedKey(example: Input, other: Input): readonly Input[] {
  const headers = { 'Idempotency-Key': randomUUID() };
  return [
    { ...example, headers },
    { ...other, headers },
  ];
}
