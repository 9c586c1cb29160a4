import type * as z from 'zod';
import { noMatch, type SourceAnswer, SourceFailure, type SourceQuestion } from '../adapter.ts';
import { findSource } from '../catalog.ts';
import { parseJson, requestText } from '../request.ts';
import { readSecretKey } from '../secret.ts';
import { readEnvelope, reasonForStatus } from './answer.ts';

const endpoint = 'https://serpapi.com/search.json';

/** What a search gave, or how it ended without giving anything. */
export type SearchResult<Results> =
  | { readonly results: null; readonly answer: SourceAnswer }
  | {
      readonly results: Results;
      /** The address of the search without the key. */
      readonly url: string;
      /** Epoch ms. */
      readonly observedAt: number;
      /** Since when relative dates count, in epoch ms. */
      readonly processedAt: number;
      readonly costUsd: number;
    };

/**
 * Asks SerpApi for one search as one of the sources that share its key. Only searches that succeed are
 * charged (https://serpapi.com/account-api), readable or not; who is refused for too many of them is
 * not asked again. Throws SourceFailure as `readEnvelope` does, by `reasonForStatus`, or what the
 * network met.
 */
export async function searchGoogle<Schema extends z.ZodType>(
  sourceId: string,
  search: Readonly<Record<string, string>>,
  question: Pick<SourceQuestion, 'deadline' | 'surroundings'>,
  schema: Schema,
): Promise<SearchResult<z.output<Schema>>> {
  const observedAt = question.surroundings.now();
  const key = await readSecretKey('SERPAPI_SECRET_ARN', observedAt);
  if (key === null) return { results: null, answer: { outcome: 'skipped', reason: 'no_key' } };
  const costUsd = findSource(sourceId)?.costUsd ?? 0;
  const answer = await requestText(`${endpoint}?${new URLSearchParams({ ...search, api_key: key })}`, question, {
    accept: 'application/json',
    mayRetry: (first) => first?.status !== 429,
  });
  if (answer.status !== 200) throw new SourceFailure(reasonForStatus(answer.status, answer.text));
  try {
    const body = parseJson(answer.text);
    const envelope = readEnvelope(body);
    if (envelope === null) return { results: null, answer: noMatch('no_results', costUsd) };
    const parsed = schema.safeParse(body);
    if (!parsed.success) throw new SourceFailure('malformed', { cause: parsed.error });
    const processedAt = envelope.processedAt ?? observedAt;
    return {
      results: parsed.data,
      url: `${endpoint}?${new URLSearchParams(search)}`,
      observedAt,
      processedAt,
      costUsd,
    };
  } catch (error) {
    if (!(error instanceof SourceFailure)) throw error;
    const isFree = error.reason === 'provider_error';
    throw new SourceFailure(error.reason, { cause: error, costUsd: isFree ? 0 : costUsd });
  }
}
