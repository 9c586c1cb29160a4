import * as z from 'zod';
import { isSameDomain } from '../../company/domain.ts';
import { type Adapter, matched, noMatch } from '../adapter.ts';
import { makeDocument, record } from '../record.ts';
import { searchDocument } from '../search-document.ts';
import { looseList } from '../tolerant.ts';
import { knowledgeFacts } from './knowledge-graph.ts';
import { searchGoogle } from './search.ts';

const resultsSchema = z.object({
  /** Its keys vary by entity. */
  knowledge_graph: z.record(z.string(), z.unknown()).nullish().catch(null),
  organic_results: looseList(z.object({ title: z.string(), link: z.string(), snippet: z.string().catch('') })),
});

/**
 * A Google search for the company by name. The knowledge graph counts only if its website is this
 * domain, and of the results only those on this domain: the others may be about a namesake.
 */
export const serpapi: Adapter = {
  id: 'serpapi',
  async ask(question) {
    const { company } = question;
    const search = { engine: 'google', q: company.name, hl: 'en', gl: 'us' };
    const found = await searchGoogle('serpapi', search, question, resultsSchema);
    if (found.results === null) return found.answer;
    const { results, url, observedAt, costUsd } = found;
    const pages = results.organic_results.filter(({ link }) => isSameDomain(link, company.domain));
    const documents = pages.map(({ title, link, snippet }) =>
      searchDocument('serpapi', { title, url: link, snippet }, observedAt),
    );
    const graph = results.knowledge_graph ?? {};
    if (typeof graph.website !== 'string' || !isSameDomain(graph.website, company.domain)) {
      return documents.length > 0 ? matched(documents, [], costUsd) : noMatch('not_about_company', costUsd);
    }
    const document = makeDocument({
      sourceId: 'serpapi',
      url,
      observedAt,
      title: company.name,
      segments: [record(graph)],
    });
    return matched([document, ...documents], knowledgeFacts(document, graph), costUsd);
  },
};
