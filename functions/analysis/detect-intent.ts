import * as z from 'zod';
import { detectIntent } from '../lib/analysis/intent.ts';
import { readingInputShape } from '../lib/analysis/stored-content.ts';
import { contentSchema } from '../lib/content/content.ts';
import { getJson } from '../lib/storage/bucket.ts';
import { task } from '../lib/task.ts';

/** The situation in which the brief will be read: given by the caller, or detected. */
export const handler = task(z.object(readingInputShape), async ({ run, company, contentKey }) =>
  detectIntent(run.intent, run.userRole, await getJson(contentKey, contentSchema), company.domain),
);
