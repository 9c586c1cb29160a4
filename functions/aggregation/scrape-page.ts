import { ownSite } from '../lib/sources/own-site/own-site.ts';
import { runSource, sourceTaskSchema } from '../lib/sources/run-source.ts';
import { task } from '../lib/task.ts';

/** Reads one page of the company's own site. */
export const handler = task(sourceTaskSchema, (input) => runSource([ownSite], input));
