import { createIdentifier } from '../enrichment/identifier.ts';
import {
  deleteRow,
  putRow,
  type RowKey,
  readJsonText,
  readRow,
  readText,
  requireText,
  secondsAfter,
  updateRow,
} from '../enrichment/table.ts';
import type { Person } from './person-matcher.ts';
import { retention } from './retention.ts';

/** Whom or what a request is about: a person, within a company or wherever it is, or all of a company. */
export interface PrivacySubject {
  /** null for all of the company. */
  readonly person: Person | null;
  readonly domain: string | null;
}

/** What was done so far. */
export interface PrivacyCounts {
  readonly rowsDeleted: number;
  readonly rowsRedacted: number;
  readonly objectsDeleted: number;
  /** Places where an export has found something. */
  readonly found: number;
}

/** A request as it is recorded: of whom it was is not part of it any more once it is done. */
export interface PrivacyRequest {
  readonly id: string;
  readonly clientId: string;
  readonly kind: 'export' | 'erasure';
  readonly state: 'processing' | 'completed' | 'failed';
  readonly counts: PrivacyCounts;
  /** ISO 8601; null while it is under way. */
  readonly createdAt: string;
  readonly completedAt: string | null;
  /** When a second pass, after everything that ran meanwhile has ended, found nothing more to do. */
  readonly confirmedAt: string | null;
  readonly exportKey: string | null;
  readonly subject: PrivacySubject | null;
}

export const noCounts: PrivacyCounts = { rowsDeleted: 0, rowsRedacted: 0, objectsDeleted: 0, found: 0 };

/** Makes the id of a privacy request. `now` in epoch ms. */
export function createPrivacyRequestId(now: number): string {
  return `prv_${createIdentifier(now)}`;
}

/** Puts a request on record, with its subject for as long as it is worked on. `now` in epoch ms. */
export async function openPrivacyRequest(
  request: Pick<PrivacyRequest, 'id' | 'clientId' | 'kind'> & { readonly subject: PrivacySubject },
  now: number,
): Promise<void> {
  await putRow(keyOfRequest(request.id), {
    clientId: { S: request.clientId },
    kind: { S: request.kind },
    state: { S: 'processing' },
    subject: { S: JSON.stringify(request.subject) },
    counts: { S: JSON.stringify(noCounts) },
    createdAt: { S: new Date(now).toISOString() },
    expiresAt: secondsAfter(now, retention.privacyRequests.seconds),
  });
}

/** Takes a request back that could not be begun. */
export async function dropPrivacyRequest(id: string): Promise<void> {
  await deleteRow(keyOfRequest(id));
}

/** Gives a request, null where there is none. `now` in epoch ms. */
export async function readPrivacyRequest(id: string, now: number): Promise<PrivacyRequest | null> {
  const row = /^prv_[0-9a-z]{26}$/.test(id) ? await readRow(keyOfRequest(id), now) : null;
  if (row === null) return null;
  return {
    id,
    clientId: requireText(row, 'clientId'),
    kind: requireText(row, 'kind') as PrivacyRequest['kind'],
    state: requireText(row, 'state') as PrivacyRequest['state'],
    counts: readJsonText(row, 'counts') as PrivacyCounts,
    createdAt: requireText(row, 'createdAt'),
    completedAt: readText(row, 'completedAt'),
    confirmedAt: readText(row, 'confirmedAt'),
    exportKey: readText(row, 'exportKey'),
    subject: readJsonText(row, 'subject') as PrivacySubject | null,
  };
}

/** Notes the end of a pass; the last one of a request takes its subject off the record. `now` in epoch ms. */
export async function notePass(
  { id, kind, counts, exportKey }: Pick<PrivacyRequest, 'id' | 'kind' | 'counts' | 'exportKey'>,
  pass: 1 | 2,
  now: number,
): Promise<void> {
  const at = { S: new Date(now).toISOString() };
  const isLast = pass === 2 || kind === 'export';
  await updateRow(keyOfRequest(id), {
    set: {
      state: { S: 'completed' },
      counts: { S: JSON.stringify(counts) },
      ...(pass === 1 ? { completedAt: at } : { confirmedAt: at }),
      ...(exportKey === null ? {} : { exportKey: { S: exportKey } }),
    },
    remove: isLast ? ['subject'] : [],
  });
}

function keyOfRequest(id: string): RowKey {
  return { pk: `PRIVACY_REQUEST#${id}`, sk: 'REQUEST' };
}
