import * as z from 'zod';
import { isSameDomain } from '../../company/domain.ts';
import { isSameName } from '../../company/name.ts';
import { type Adapter, noMatch } from '../adapter.ts';
import { answerWithBoard, type Posting } from '../jobs/board-answer.ts';
import { looseList, looseObject, looseText } from '../tolerant.ts';
import { resolveDate } from './relative-date.ts';
import { searchGoogle } from './search.ts';

const linkSchema = z.object({ link: z.string() });
const jobSchema = z.object({
  title: z.string().min(1),
  company_name: z.string().min(1),
  location: looseText,
  via: looseText,
  detected_extensions: looseObject({ posted_at: looseText, schedule_type: looseText }),
  description: looseText,
  job_highlights: looseList(z.object({ items: looseList(z.string()) })),
  apply_options: looseList(linkSchema),
  related_links: looseList(linkSchema),
});
type Job = z.infer<typeof jobSchema>;
const resultsSchema = z.object({ jobs_results: looseList(jobSchema) });

/** What was posted longer ago is probably filled, in days. */
const oldestPosting = 90;
const dayMs = 24 * 60 * 60_000;
const teamWords =
  /\b(?:Customer Success|Customer Support|Human Resources|Engineering|Product|Design|Data|Sales|Marketing|Finance|Legal|Operations|Logistics|Manufacturing|Research|Security|Support)\b/;

/**
 * Positions that Google found for the company's name (https://serpapi.com/google-jobs-api), under the
 * key of the other SerpApi sources. Only those whose employer bears the very name count, and where a
 * namesake is known only those to be applied for on this domain; they say
 * that it hires and for what, never how many positions are open.
 */
export const serpapiJobs: Adapter = {
  id: 'serpapi-jobs',
  async ask(question) {
    const { company } = question;
    const search = { engine: 'google_jobs', q: company.name, hl: 'en', gl: 'us' };
    const found = await searchGoogle('serpapi-jobs', search, question, resultsSchema);
    if (found.results === null) return found.answer;
    const { results, url, observedAt, processedAt, costUsd } = found;
    const oldest = new Date(processedAt - oldestPosting * dayMs).toISOString().slice(0, 10);
    const isTied = (job: Job) =>
      [...job.apply_options, ...job.related_links].some(({ link }) => isSameDomain(link, company.domain));
    const jobs = results.jobs_results.filter((job) => {
      if ((company.namesakes ?? []).length > 0 && !isTied(job)) return false;
      const postedAt = resolveDate(job.detected_extensions?.posted_at ?? '', processedAt);
      return isSameName(job.company_name, company.name) && (postedAt === null || postedAt >= oldest);
    });
    if (jobs.length === 0) return noMatch('not_about_company', costUsd);
    const answer = answerWithBoard({
      ...{ sourceId: 'serpapi-jobs', url, companyName: company.name, observedAt, count: null },
      postings: jobs.map(toPosting),
      // A namesake's positions bear the same name.
      confidence: jobs.some(isTied) ? 0.75 : 0.55,
    });
    return { ...answer, costUsd };
  },
};

function toPosting({ description, job_highlights, apply_options, related_links, ...row }: Job): Posting {
  const texts = [...(description === null ? [] : [description]), ...job_highlights.flatMap(({ items }) => items)];
  return { row, team: teamWords.exec(row.title)?.[0] ?? null, texts };
}
