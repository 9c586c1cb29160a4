import * as z from 'zod';
import { isSameDomain } from '../company/domain.ts';
import { foldCompanyName } from '../company/name.ts';
import { type Adapter, matched, noMatch, SourceFailure } from './adapter.ts';
import { makeDocument, quoteMembers, record, stateFact } from './record.ts';
import { requestJson } from './request.ts';
import { looseList, looseNumber } from './tolerant.ts';

const storySchema = z.object({
  objectID: z.string(),
  title: z.string().min(1),
  url: z.string(),
  points: looseNumber,
  num_comments: looseNumber,
  created_at: z.string().regex(/^\d{4}-\d{2}-\d{2}/),
});
const answerSchema = z.object({ hits: z.array(z.unknown()).pipe(looseList(storySchema)) });

const yearSeconds = 365 * 24 * 60 * 60;
const mostStories = 10;

/**
 * Stories of the last year that link to this very domain and name the company in their title, by Algolia's
 * search over Hacker News (https://hn.algolia.com/api; 10,000 requests an hour). Stories that only name the
 * company are left out, as names are shared; those that only link to it are its essays and tutorials, no
 * news of it.
 */
export const hackerNews: Adapter = {
  id: 'hacker-news',
  async ask(question) {
    const { company, surroundings } = question;
    const observedAt = surroundings.now();
    const query = new URLSearchParams({
      query: company.domain,
      restrictSearchableAttributes: 'url',
      tags: 'story',
      numericFilters: `created_at_i>${Math.floor(observedAt / 1000) - yearSeconds}`,
      hitsPerPage: '50',
    });
    const answer = await requestJson(`https://hn.algolia.com/api/v1/search_by_date?${query}`, question);
    const parsed = answerSchema.safeParse(answer);
    if (!parsed.success) throw new SourceFailure('malformed', { cause: parsed.error });
    const oldest = observedAt - yearSeconds * 1000;
    const stories = parsed.data.hits
      .filter(({ url, created_at }) => isSameDomain(url, company.domain) && Date.parse(created_at) >= oldest)
      .filter(({ title }) => namesCompany(title, company))
      .slice(0, mostStories);
    if (stories.length === 0) return noMatch('no_stories');
    const document = makeDocument({
      sourceId: 'hacker-news',
      url: `https://hn.algolia.com/?query=${encodeURIComponent(company.domain)}&sort=byDate&type=story`,
      observedAt,
      title: `Hacker News stories on ${company.domain}`,
      segments: stories.map(record),
    });
    const facts = stories.flatMap((story) =>
      stateFact(document, {
        field: 'recentNews',
        value: { title: story.title, url: story.url, publishedAt: story.created_at.slice(0, 10) },
        quotes: [quoteMembers(story)],
        confidence: 0.8,
      }),
    );
    return matched([document], facts);
  },
};

/** Whether a title has the company's name, one that it bore, or its domain's label, as whole words. */
function namesCompany(
  title: string,
  { name, otherNames = [], domain }: { name: string; otherNames?: readonly string[] | undefined; domain: string },
): boolean {
  const words = ` ${foldCompanyName(title)} `;
  const names = [name, ...otherNames, domain.split('.')[0] ?? domain].map(foldCompanyName);
  return names.some((known) => known !== '' && words.includes(` ${known} `));
}
