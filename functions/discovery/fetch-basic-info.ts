import * as z from 'zod';
import { keepLook, readLook } from '../lib/cache/site-look.ts';
import type { Domain } from '../lib/company/domain.ts';
import { type BasicInfo, basicInfoSchema } from '../lib/company/identity.ts';
import { domainSchema, taskInputShape } from '../lib/enrichment/run.ts';
import { maskPersonalData } from '../lib/privacy/personal-data.ts';
import { readHomepageInfo } from '../lib/sources/own-site/basic-info.ts';
import { storeFindings } from '../lib/storage/findings.ts';
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
  const known = 'run' in input && input.run.refresh ? null : await recall(domain, now);
  if (known !== null) return known;
  if ('domain' in input) return (await readHomepageInfo(domain, Math.min(latest, input.deadline ?? latest))).info;
  const { info, document, facts } = await readHomepageInfo(domain, latest);
  if (document === null) return info;
  const { documents, factsKey } = await storeFindings(domain, info.source.id, { documents: [document], facts }, now);
  const stored = {
    ...info,
    description: info.description === null ? null : maskPersonalData(info.description),
    documentKey: documents[0]?.key ?? null,
    source: { ...info.source, documents: [...documents], factsKey },
  };
  await keepLook(domain, 'HOMEPAGE', stored, now);
  return stored;
});

/** The homepage as it was read for another enrichment within a day. */
async function recall(domain: Domain, now: number): Promise<BasicInfo | null> {
  const known = await readLook(domain, 'HOMEPAGE', basicInfoSchema, now);
  return known === null ? null : { ...known, source: { ...known.source, fromCache: true } };
}
