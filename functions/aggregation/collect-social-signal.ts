import { github } from '../lib/sources/github.ts';
import { hackerNews } from '../lib/sources/hacker-news.ts';
import { runSource, sourceTaskSchema } from '../lib/sources/run-source.ts';
import { siteProfiles } from '../lib/sources/site-profiles.ts';
import { task } from '../lib/task.ts';

/** Collects one kind of public profile or activity. */
export const handler = task(sourceTaskSchema, (input) => runSource([siteProfiles, github, hackerNews], input));
