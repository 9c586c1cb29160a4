import { linkedinCompany } from '../lib/sources/bright-data/linkedin-company.ts';
import { brightDataSearch } from '../lib/sources/bright-data/search.ts';
import { startDataset } from '../lib/sources/run-dataset.ts';
import { runSource, type SourceTask, sourceTaskSchema } from '../lib/sources/run-source.ts';
import { serpapi } from '../lib/sources/serpapi/index.ts';
import { serpapiJobs } from '../lib/sources/serpapi/jobs.ts';
import { serpapiNews } from '../lib/sources/serpapi/news.ts';
import { snov } from '../lib/sources/snov/index.ts';
import { task } from '../lib/task.ts';

const adapters = [serpapi, serpapiNews, serpapiJobs, snov, brightDataSearch];

/** Asks one source that costs money, for what no free one could settle; a dataset is only started here. */
export const handler = task(sourceTaskSchema, async (input: SourceTask) =>
  input.source.sourceId === linkedinCompany.id ? startDataset(linkedinCompany, input) : runSource(adapters, input),
);
