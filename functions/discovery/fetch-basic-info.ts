import * as z from 'zod';
import type { BasicInfo } from '../lib/company/identity.ts';
import { domainSchema, taskInputShape } from '../lib/enrichment/run.ts';
import { readHomepageInfo } from '../lib/sources/own-site/basic-info.ts';
import { lookAtHomepage, recallHomepage } from '../lib/sources/own-site/homepage-look.ts';
import { task } from '../lib/task.ts';

/** A Task of the state machine, or a lookup that only wants to see; `deadline` in epoch ms. */
const inputSchema = z.union([
  z.object(taskInputShape),
  z.object({ domain: domainSchema, deadline: z.number().optional() }),
]);

/** Leaves the Task's 12 s enough to store what was found, in ms. */
const longestVisit = 9_000;

/** Reads the homepage: who it says its owner is, and the page itself for the analysis. */
export const handler = task(inputSchema, async (input): Promise<BasicInfo> => {
  const now = Date.now();
  const latest = now + longestVisit;
  const domain = 'domain' in input ? input.domain : input.run.domain;
  const known = 'run' in input && input.run.refresh ? null : await recallHomepage(domain, now);
  if (known !== null) return known;
  if ('domain' in input) return (await readHomepageInfo(domain, Math.min(latest, input.deadline ?? latest))).info;
  return lookAtHomepage(domain, latest, now);
});
