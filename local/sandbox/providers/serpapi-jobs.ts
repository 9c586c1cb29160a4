import type { CompanyRecords } from '../records.ts';
import { tellAge } from './age.ts';

/** Positions of employers whose name begins with the words, as Google lists them. */
export function findJobs(q: string, records: readonly CompanyRecords[], now: Date) {
  return records
    .flatMap(({ googleJobs }) => googleJobs)
    .filter(({ employer }) => employer.toLowerCase().startsWith(q.toLowerCase()))
    .map(({ title, employer, location, via, description, postedAt, url }, index) => {
      const age = tellAge(postedAt, now);
      return {
        title,
        company_name: employer,
        location,
        via,
        description,
        job_highlights: [{ title: 'Qualifications', items: [description] }],
        apply_options: [{ title: via, link: url }],
        extensions: [age, 'Full-time'],
        detected_extensions: { posted_at: age, schedule_type: 'Full-time' },
        job_id: Buffer.from(`${index}`).toString('base64'),
      };
    });
}
