import * as z from 'zod';
import { parseDomain } from '../../company/domain.ts';
import type { SourceQuestion } from '../adapter.ts';
import type { NamedCompanyHit } from '../named-company-search.ts';
import { searchGoogle } from './search.ts';

const resultsSchema = z.object({
  knowledge_graph: z
    .object({ title: z.string(), website: z.string(), description: z.string().nullish().catch(null) })
    .nullish()
    .catch(null),
});

/**
 * Asks Google who is called so; only its knowledge graph names a company's own website. None without
 * a key. Throws SourceFailure.
 */
export async function findNamedInGoogle(
  name: string,
  asker: Pick<SourceQuestion, 'deadline' | 'surroundings'>,
): Promise<readonly NamedCompanyHit[]> {
  const found = await searchGoogle('serpapi', { engine: 'google', q: name, hl: 'en', gl: 'us' }, asker, resultsSchema);
  const graph = found.results?.knowledge_graph;
  const domain = parseDomain(graph?.website ?? '');
  if (graph == null || domain === null) return [];
  return [{ domain, name: graph.title, otherNames: [], description: graph.description ?? null, source: 'serpapi' }];
}
