import { retention } from '../privacy/retention.ts';
import { createIdentifier } from './identifier.ts';
import type { EnrichmentRun } from './run.ts';
import { putRow, type RowKey, readNumber, readRow, readText, requireText, secondsAfter, updateRow } from './table.ts';

/** One caller's interest in one execution; many requests may be attached to the same. */
export interface EnrichmentRequest {
  readonly requestId: string;
  readonly clientId: string;
  readonly executionName: string;
  readonly key: string;
  readonly domain: string;
  readonly kind: EnrichmentRun['kind'];
  readonly depth: EnrichmentRun['depth'];
  /** Values below it are left out of what this caller sees; null keeps all. */
  readonly minConfidence: number | null;
  /** Whether the answer was there before the request. */
  readonly fromCache: boolean;
}

/** Makes the id of a request; ids of later times sort later. `now` in epoch ms. */
export function createRequestId(now: number): string {
  return `req_${createIdentifier(now)}`;
}

const keptSeconds = retention.requests.seconds;

/** Keeps a request under its id. `now` in epoch ms. */
export async function keepRequest(request: EnrichmentRequest, now: number): Promise<void> {
  await putRow(requestKey(request.requestId), {
    clientId: { S: request.clientId },
    executionName: { S: request.executionName },
    key: { S: request.key },
    domain: { S: request.domain },
    kind: { S: request.kind },
    depth: { S: request.depth },
    fromCache: { BOOL: request.fromCache },
    ...(request.minConfidence === null ? {} : { minConfidence: { N: String(request.minConfidence) } }),
    createdAt: { S: new Date(now).toISOString() },
    expiresAt: secondsAfter(now, keptSeconds),
  });
}

/** Gives a request of this very client; null for an unknown one, for another client's and for a detached one. */
export async function readRequest(requestId: string, clientId: string, now: number): Promise<EnrichmentRequest | null> {
  const found = await readAnyRequest(requestId, clientId, now);
  return found === null || found.isDetached ? null : found.request;
}

/** Gives a request of this very client, also one that was detached. */
export async function readAnyRequest(
  requestId: string,
  clientId: string,
  now: number,
): Promise<{ readonly request: EnrichmentRequest; readonly isDetached: boolean } | null> {
  const row = isRequestId(requestId) ? await readRow(requestKey(requestId), now) : null;
  if (row === null || readText(row, 'clientId') !== clientId) return null;
  const request: EnrichmentRequest = {
    requestId,
    clientId,
    executionName: requireText(row, 'executionName'),
    key: requireText(row, 'key'),
    domain: requireText(row, 'domain'),
    kind: readText(row, 'kind') as EnrichmentRequest['kind'],
    depth: readText(row, 'depth') as EnrichmentRequest['depth'],
    minConfidence: readNumber(row, 'minConfidence'),
    fromCache: row.fromCache?.BOOL === true,
  };
  return { request, isDetached: row.detachedAt !== undefined };
}

/** Notes that the caller wants nothing more of a request; its row stays, so that doing it again finds it done. */
export async function detachRequest(requestId: string, now: number): Promise<void> {
  await updateRow(
    requestKey(requestId),
    { onlyIfMissing: { detachedAt: { S: new Date(now).toISOString() } } },
    { expression: 'attribute_exists(#pk)' },
  );
}

/** Whether a text may be the id of a request. */
export function isRequestId(text: string): boolean {
  return /^req_[0-9a-z]{26}$/.test(text);
}

function requestKey(requestId: string): RowKey {
  return { pk: `REQUEST#${requestId}`, sk: 'REQUEST' };
}
