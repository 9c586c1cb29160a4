import { randomUUID } from 'node:crypto';
import type { Input } from './inputs.ts';

/** What scenarios of later operations need of earlier ones. */
export interface World {
  /** Of an enrichment that is done. */
  readonly requestId: string;
  /** Of one that was just started. */
  readonly freshRequestId: string;
}

const wait = { Prefer: 'wait=25' };
const unknownId = 'req_00000000000000000000000000';

/** A start that is answered at once, one that waits, and names that mean no company or several. */
function starts(operation: 'path' | 'body', body: object): readonly Input[] {
  const of = (domain: string, headers: Record<string, string>): Input =>
    operation === 'path' ? { path: { domain }, body, headers } : { body: { ...body, domain }, headers };
  return [
    of('quillstead.example', {}),
    of('quillstead.example', wait),
    of('Nobody Knows Us', {}),
    of('Hollowmere', {}),
    of('not_a_domain', {}),
  ];
}

/** By operation: requests that bring about each answer of its own that the document tells. */
export const scenarios: Readonly<Record<string, (world: World) => readonly Input[]>> = {
  lookupCompany: () => [{ path: { domain: 'quillstead.example' } }, { path: { domain: ' ' } }],
  startVendorContext: () => starts('path', { userRole: 'account-executive', intent: 'discovery' }),
  startCustomerIntelligence: () => starts('path', { userRole: 'AE', vendorDomain: 'brindlemark.example' }),
  startAnalysis: () => starts('body', { context: 'competitive' }),
  startBatch: () => [{ body: { domains: ['quillstead.example', 'not_a_domain'], userRole: 'AE' } }, { body: {} }],
  getStatus: ({ requestId }) => [
    { path: { requestId } },
    { path: { requestId }, headers: { 'If-None-Match': '*' } },
    { path: { requestId: unknownId } },
  ],
  detachRequest: ({ freshRequestId }) => [{ path: { requestId: freshRequestId } }, { path: { requestId: unknownId } }],
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
