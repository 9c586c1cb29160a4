import * as z from 'zod';
import { checkDomain } from '../lib/company/domain-check.ts';
import { taskInputShape } from '../lib/enrichment/run.ts';
import { task } from '../lib/task.ts';

/** Asks DNS and the web's redirects whether a company can stand on the domain. */
export const handler = task(z.object(taskInputShape), ({ run }) => checkDomain(run.domain));
