import * as z from 'zod';
import { isSameDomain } from '../../company/domain.ts';
import { type Adapter, matched, noMatch, SourceFailure } from '../adapter.ts';
import { findSource } from '../catalog.ts';
import { stateFact } from '../record.ts';
import { parseJson } from '../request.ts';
import { searchDocument } from '../search-document.ts';
import { readSecretSetting } from '../secret.ts';
import { looseList } from '../tolerant.ts';
import { callBrightData, readToken, secretVariable } from './request.ts';

const id = 'bright-data-search';
const costUsd = findSource(id)?.costUsd ?? 0;
/** The name that a first SERP zone gets; another one stands as `serpZone` beside the key. */
const usualZone = 'serp_api1';

const resultsSchema = z.object({
  general: z.object({}),
  organic: looseList(z.object({ title: z.string(), link: z.string(), description: z.string().catch('') })),
});

/**
 * A Google search for the company by name over Bright Data's SERP API
 * (https://docs.brightdata.com/scraping-automation/serp-api), planned where SerpApi has no key. Only results on
 * the company's domain count; a snippet of the homepage that was not cut describes the company.
 */
export const brightDataSearch: Adapter = {
  id,
  async ask(question) {
    const { company, surroundings } = question;
    const observedAt = surroundings.now();
    const token = await readToken(question);
    if (token === null) return { outcome: 'skipped', reason: 'no_key' };
    const zone = (await readSecretSetting(secretVariable, 'serpZone', observedAt)) ?? usualZone;
    const query = new URLSearchParams({ q: company.name, hl: 'en', gl: 'us', brd_json: '1' });
    const url = `https://www.google.com/search?${query}`;
    const answer = await callBrightData('/request', token, question, { zone, url, format: 'raw', method: 'GET' });
    if (answer.status !== 200) throw new SourceFailure(`http_${answer.status}`);
    const pages = readPages(answer.text).filter(({ link }) => isSameDomain(link, company.domain));
    if (pages.length === 0) return noMatch('not_about_company', costUsd);
    const found = pages.map(({ title, link, description }) => {
      const document = searchDocument(id, { title, url: link, snippet: description }, observedAt);
      const isWhole = URL.parse(link)?.pathname === '/' && !/(?:…|\.\.\.)$/.test(description);
      const parts = { field: 'description', value: description, quotes: [description], confidence: 0.5 } as const;
      return { document, facts: isWhole ? stateFact(document, parts) : [] };
    });
    return matched(
      found.map(({ document }) => document),
      found.flatMap(({ facts }) => facts),
      costUsd,
    );
  },
};

function readPages(text: string) {
  try {
    const parsed = resultsSchema.safeParse(parseJson(text));
    if (parsed.success) return parsed.data.organic;
    throw new SourceFailure('malformed', { cause: parsed.error });
  } catch (cause) {
    throw new SourceFailure('malformed', { cause, costUsd });
  }
}
