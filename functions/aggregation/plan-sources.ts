import * as z from 'zod';
import { companySchema, taskInputShape } from '../lib/enrichment/run.ts';
import { planSources } from '../lib/sources/plan-sources.ts';
import { task } from '../lib/task.ts';

const inputSchema = z.object({ ...taskInputShape, company: companySchema });

/** Decides which pages and sources are asked, and until when. */
export const handler = task(inputSchema, ({ run, company }) => planSources(run, company));
