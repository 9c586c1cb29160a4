import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** A plan of clients as the build wrote it down from `functions/lib/access/plans.ts`. */
export interface PlanEntry {
  readonly name: string;
  readonly ratePerSecond: number;
  readonly burst: number;
  readonly monthlyQuota: number;
}

const planSchema = z.object({
  ratePerSecond: z.number().positive(),
  burst: z.number().int().positive(),
  monthlyQuota: z.number().int().positive(),
});

/** Reads `plans.json` of a build. Throws Error when there is none or when it does not hold plans. */
export function readPlans(dist: string): readonly PlanEntry[] {
  const parsed = z
    .record(z.string().regex(/^[a-z]+$/), planSchema)
    .safeParse(JSON.parse(readFileSync(join(dist, 'plans.json'), 'utf8')));
  if (parsed.success) return Object.entries(parsed.data).map(([name, plan]) => ({ name, ...plan }));
  throw new Error(`dist/plans.json does not hold plans: ${z.prettifyError(parsed.error)}. Run "npm run build".`);
}
