import * as z from 'zod';
import { SourceFailure } from '../adapter.ts';
import { looseList, looseText } from '../tolerant.ts';

const answerSchema = z.object({
  search_metadata: z.object({ status: looseText }).nullish().catch(null),
  error: looseText,
  knowledge_graph: z.record(z.string(), z.unknown()).nullish().catch(null),
  organic_results: looseList(z.object({ title: z.string(), link: z.string(), snippet: z.string().catch('') })),
});

/** What is read of an answer of https://serpapi.com/search-api; a knowledge graph's keys vary by entity. */
export interface SearchAnswer {
  readonly knowledgeGraph: Readonly<Record<string, unknown>> | null;
  readonly organic: readonly { readonly title: string; readonly link: string; readonly snippet: string }[];
}

/**
 * Reads an answer with status 200, null where Google found nothing, which comes as an `error` text.
 * Throws SourceFailure: `malformed`, `provider_error` for a search that failed in spite of the status,
 * `search_pending` for one that is not done.
 */
export function readSearchAnswer(body: unknown): SearchAnswer | null {
  const parsed = answerSchema.safeParse(body);
  if (!parsed.success) throw new SourceFailure('malformed', { cause: parsed.error });
  const { error, search_metadata, knowledge_graph, organic_results } = parsed.data;
  if (error !== null && /hasn.t returned any results/i.test(error)) return null;
  if (error !== null || search_metadata?.status === 'Error') throw new SourceFailure('provider_error');
  if (search_metadata?.status === 'Processing' || search_metadata?.status === 'Queued') {
    throw new SourceFailure('search_pending');
  }
  if (search_metadata == null) throw new SourceFailure('malformed');
  return { knowledgeGraph: knowledge_graph ?? null, organic: organic_results };
}

/** The reason behind an error status (https://serpapi.com/api-status-and-error-codes); 429 is two things. */
export function reasonForStatus(status: number, text: string): string {
  if (status === 401) return 'invalid_key';
  if (status === 403) return 'forbidden';
  if (status === 429) return /run out of searches/i.test(text) ? 'quota_exhausted' : 'rate_limited';
  return `http_${status}`;
}
