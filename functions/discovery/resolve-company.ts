import * as z from 'zod';
import { basicInfoSchema, domainCheckSchema, searchFindingsSchema } from '../lib/company/identity.ts';
import { resolveIdentity } from '../lib/company/identity-gate.ts';
import { taskInputShape } from '../lib/enrichment/run.ts';
import { task } from '../lib/task.ts';

const inputSchema = z.object({
  ...taskInputShape,
  domainCheck: domainCheckSchema.nullable(),
  search: searchFindingsSchema.nullable(),
  basicInfo: basicInfoSchema.nullable(),
});

/** The identity gate: only what it matches is enriched. */
export const handler = task(inputSchema, async ({ run, domainCheck, search, basicInfo }) =>
  resolveIdentity({ domain: run.domain, domainCheck, search, basicInfo }),
);
