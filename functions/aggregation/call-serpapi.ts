import { runSource, sourceTaskSchema } from '../lib/sources/run-source.ts';
import { serpapi } from '../lib/sources/serpapi/index.ts';
import { serpapiJobs } from '../lib/sources/serpapi/jobs.ts';
import { serpapiNews } from '../lib/sources/serpapi/news.ts';
import { task } from '../lib/task.ts';

/** Asks Google over SerpApi: its results, its news or its jobs. It can read SerpApi's key and no other. */
export const handler = task(sourceTaskSchema, (input) => runSource([serpapi, serpapiNews, serpapiJobs], input));
