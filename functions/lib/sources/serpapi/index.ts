import { isSameDomain } from '../../company/domain.ts';
import { type Adapter, matched, noMatch, SourceFailure } from '../adapter.ts';
import { findSource } from '../catalog.ts';
import { makeDocument, record } from '../record.ts';
import { parseJson, requestText, type TextAnswer } from '../request.ts';
import { searchDocument } from '../search-document.ts';
import { readSecretKey } from '../secret.ts';
import { readSearchAnswer, reasonForStatus, type SearchAnswer } from './answer.ts';
import { knowledgeFacts } from './knowledge-graph.ts';

/** Only searches that succeed are charged (https://serpapi.com/account-api). */
const costUsd = findSource('serpapi')?.costUsd ?? 0;

/**
 * A Google search for the company by name. The knowledge graph counts only if its website is this
 * domain, and of the results only those on this domain: the others may be about a namesake.
 */
export const serpapi: Adapter = {
  id: 'serpapi',
  async ask(question) {
    const { company, surroundings } = question;
    const key = await readSecretKey('SERPAPI_SECRET_ARN', surroundings.now());
    if (key === null) return { outcome: 'skipped', reason: 'no_key' };
    const observedAt = surroundings.now();
    const search = { engine: 'google', q: company.name, hl: 'en', gl: 'us' };
    const query = new URLSearchParams({ ...search, api_key: key });
    const answer = await requestText(`https://serpapi.com/search.json?${query}`, question, {
      accept: 'application/json',
    });
    if (answer.status !== 200) throw new SourceFailure(reasonForStatus(answer.status, answer.text));
    const found = readCharged(answer);
    if (found === null) return noMatch('no_results', costUsd);
    const pages = found.organic.filter(({ link }) => isSameDomain(link, company.domain));
    const documents = pages.map(({ title, link, snippet }) =>
      searchDocument('serpapi', { title, url: link, snippet }, observedAt),
    );
    const { website } = found.knowledgeGraph ?? {};
    if (found.knowledgeGraph === null || typeof website !== 'string' || !isSameDomain(website, company.domain)) {
      return documents.length > 0 ? matched(documents, [], costUsd) : noMatch('not_about_company', costUsd);
    }
    const graph = makeDocument({
      sourceId: 'serpapi',
      // The address without the key.
      url: `https://serpapi.com/search.json?${new URLSearchParams(search)}`,
      observedAt,
      title: company.name,
      segments: [record(found.knowledgeGraph)],
    });
    return matched([graph, ...documents], knowledgeFacts(graph, found.knowledgeGraph), costUsd);
  },
};

/** What came as a success may have been charged, readable or not. */
function readCharged(answer: TextAnswer): SearchAnswer | null {
  try {
    return readSearchAnswer(parseJson(answer.text));
  } catch (error) {
    if (!(error instanceof SourceFailure)) throw error;
    const isFree = error.reason === 'provider_error';
    throw new SourceFailure(error.reason, { cause: error, costUsd: isFree ? 0 : costUsd });
  }
}
