import * as z from 'zod';
import type { BasicInfo } from '../lib/company/identity.ts';
import { domainSchema, taskInputShape } from '../lib/enrichment/run.ts';
import { readHomepageInfo } from '../lib/sources/own-site/basic-info.ts';
import { putDocument, putFacts } from '../lib/storage/documents.ts';
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
  const latest = Date.now() + longestVisit;
  if ('domain' in input) return (await readHomepageInfo(input.domain, Math.min(latest, input.deadline ?? latest))).info;
  const { domain } = input.run;
  const { info, document, facts } = await readHomepageInfo(domain, latest);
  if (document === null) return info;
  const reference = await putDocument(domain, document);
  const factsKey = await putFacts(domain, info.source.id, facts);
  return { ...info, documentKey: reference.key, source: { ...info.source, documents: [reference], factsKey } };
});
