import { runSource, sourceTaskSchema } from '../lib/sources/run-source.ts';
import { serpapi } from '../lib/sources/serpapi/index.ts';
import { serpapiJobs } from '../lib/sources/serpapi/jobs.ts';
import { serpapiNews } from '../lib/sources/serpapi/news.ts';
import { snov } from '../lib/sources/snov/index.ts';
import { task } from '../lib/task.ts';

const adapters = [serpapi, serpapiNews, serpapiJobs, snov];

/** Asks one source that costs money, for what no free one could settle. */
export const handler = task(sourceTaskSchema, (input) => runSource(adapters, input));
