import * as z from 'zod';
import { SourceFailure } from '../adapter.ts';
import { parseJson, type TextAnswer } from '../request.ts';
import { looseText } from '../tolerant.ts';

/**
 * Readers of what the dataset API answers (https://docs.brightdata.com/datasets/scrapers): trigger,
 * progress, snapshot.
 */

const startedSchema = z.object({ snapshot_id: z.string().regex(/^[\w-]{1,64}$/) });
const progressSchema = z.object({ status: looseText });
const failedRowSchema = z.object({ error: z.string().min(1), error_code: looseText });
/** Stands for a page that is not there; every other code is a failure of the collection. */
const deadPage = /dead_page|not_found|404/i;

/** What a snapshot holds for one input. */
export type SnapshotRow =
  | { readonly kind: 'record'; readonly record: unknown }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'pending' };

/** The id of the snapshot that a trigger has begun. Throws SourceFailure `malformed` or `http_<status>`. */
export function readSnapshotId(answer: TextAnswer): string {
  if (answer.status !== 200 && answer.status !== 202) throw new SourceFailure(`http_${answer.status}`);
  const parsed = startedSchema.safeParse(parseJson(answer.text));
  if (!parsed.success) throw new SourceFailure('malformed', { cause: parsed.error });
  return parsed.data.snapshot_id;
}

/**
 * Whether the snapshot is ready; a state that is not known is not. A collection that failed says so
 * with status 200. Throws SourceFailure: `provider_error`, `snapshot_gone`, `malformed`, `http_<status>`.
 */
export function readProgress(answer: TextAnswer): boolean {
  if (isNotReady(answer)) return false;
  refuseGone(answer);
  const parsed = progressSchema.safeParse(parseJson(answer.text));
  if (!parsed.success || parsed.data.status === null) throw new SourceFailure('malformed');
  if (parsed.data.status === 'failed') throw new SourceFailure('provider_error');
  return parsed.data.status === 'ready';
}

/**
 * The first row of a snapshot: an array, or a single record. Throws SourceFailure: `provider_error`
 * for a row that failed, `snapshot_gone`, `malformed`, `http_<status>`.
 */
export function readSnapshot(answer: TextAnswer): SnapshotRow {
  if (isNotReady(answer)) return { kind: 'pending' };
  refuseGone(answer);
  const body = parseJson(answer.text);
  const row: unknown = Array.isArray(body) ? body[0] : body;
  if (row === undefined) return { kind: 'unknown' };
  if (typeof row !== 'object' || row === null) throw new SourceFailure('malformed');
  if (!Array.isArray(body) && 'status' in row && 'message' in row) return { kind: 'pending' };
  const failed = failedRowSchema.safeParse(row);
  if (!failed.success) return { kind: 'record', record: row };
  if (deadPage.test(failed.data.error_code ?? '')) return { kind: 'unknown' };
  throw new SourceFailure('provider_error');
}

/** 202 by the documentation; 409 has been seen. */
function isNotReady({ status }: TextAnswer): boolean {
  return status === 202 || status === 409;
}

/** 404 for a snapshot that does not exist, 400 for one that is expired or empty. */
function refuseGone({ status }: TextAnswer): void {
  if (status === 400 || status === 404) throw new SourceFailure('snapshot_gone');
  if (status !== 200) throw new SourceFailure(`http_${status}`);
}
