import * as z from 'zod';
import { SourceFailure } from '../adapter.ts';
import { looseText } from '../tolerant.ts';

const envelopeSchema = z.object({
  search_metadata: z.object({ status: looseText, processed_at: looseText }).nullish().catch(null),
  error: looseText,
});

/** What every answer of https://serpapi.com/search-api tells of itself. */
export interface SearchEnvelope {
  /** When Google was asked, in epoch ms; relative dates count from then. Null where it is not told. */
  readonly processedAt: number | null;
}

/**
 * Reads the envelope of an answer with status 200, null where Google found nothing, which comes as an
 * `error` text. Throws SourceFailure: `malformed`, `provider_error` for a search that failed in spite
 * of the status, `search_pending` for one that is not done.
 */
export function readEnvelope(body: unknown): SearchEnvelope | null {
  const parsed = envelopeSchema.safeParse(body);
  if (!parsed.success) throw new SourceFailure('malformed', { cause: parsed.error });
  const { error, search_metadata } = parsed.data;
  if (error !== null && /hasn.t returned any results/i.test(error)) return null;
  if (error !== null || search_metadata?.status === 'Error') throw new SourceFailure('provider_error');
  if (search_metadata?.status === 'Processing' || search_metadata?.status === 'Queued') {
    throw new SourceFailure('search_pending');
  }
  if (search_metadata == null) throw new SourceFailure('malformed');
  return { processedAt: readStamp(search_metadata.processed_at) };
}

/** The reason behind an error status (https://serpapi.com/api-status-and-error-codes); 429 is two things. */
export function reasonForStatus(status: number, text: string): string {
  if (status === 401) return 'invalid_key';
  if (status === 403) return 'forbidden';
  if (status === 429) return /run out of searches/i.test(text) ? 'quota_exhausted' : 'rate_limited';
  return `http_${status}`;
}

/** `2025-07-18 11:02:09 UTC` → epoch ms. */
function readStamp(text: string | null): number | null {
  const [, day, time] = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}) UTC$/.exec(text ?? '') ?? [];
  const stamp = Date.parse(`${day}T${time}Z`);
  return Number.isNaN(stamp) ? null : stamp;
}
