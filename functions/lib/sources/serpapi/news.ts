import * as z from 'zod';
import { type Adapter, matched, noMatch } from '../adapter.ts';
import { listNews } from '../news/news-item.ts';
import { looseList, looseObject, looseText } from '../tolerant.ts';
import { resolveDate } from './relative-date.ts';
import { searchGoogle } from './search.ts';

const resultsSchema = z.object({
  news_results: looseList(
    z.object({
      title: z.string().min(1),
      link: z.string(),
      source: z.union([z.string(), looseObject({ name: looseText })]).catch(null),
      date: looseText,
      snippet: looseText,
    }),
  ),
});

/**
 * Google's news of the last year for the company's name (https://serpapi.com/news-results), under the
 * key of the other SerpApi sources. Only titles that name the company count; their relative dates
 * count from the time of the search.
 */
export const serpapiNews: Adapter = {
  id: 'serpapi-news',
  async ask(question) {
    const { company } = question;
    const search = { engine: 'google', tbm: 'nws', tbs: 'qdr:y', q: `"${company.name}"`, hl: 'en', gl: 'us' };
    const found = await searchGoogle('serpapi-news', search, question, resultsSchema);
    if (found.results === null) return found.answer;
    const { results, observedAt, processedAt, costUsd } = found;
    const articles = results.news_results.map((row) => ({
      title: row.title,
      url: row.link,
      publishedAt: row.date === null ? null : resolveDate(row.date, processedAt),
      row,
    }));
    const items = listNews('serpapi-news', articles, company, observedAt);
    if (items.length === 0) return noMatch('not_about_company', costUsd);
    const documents = items.map(({ document }) => document);
    return matched(
      documents,
      items.flatMap(({ facts }) => facts),
      costUsd,
    );
  },
};
