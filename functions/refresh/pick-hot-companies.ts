import * as z from 'zod';
import { defaultRound } from '../lib/hot/default-round.ts';
import { rankOfRate } from '../lib/hot/heat.ts';
import { pickHot } from '../lib/hot/pick.ts';
import { readHot } from '../lib/hot/read-hot.ts';
import type { CompanyToRefresh } from '../lib/hot/round.ts';
import { task } from '../lib/task.ts';

/** What a round may do; the defaults are those that docs/scale.md reckons with. */
export const pickHotInput = z.object({
  limit: z.number().int().min(1).max(1000).default(defaultRound.limit),
  budgetUsd: z.number().positive().default(10),
  /** What one answer may cost; the round's budget is never exceeded, as so many are picked as their worst cases fit. */
  companyBudgetUsd: z.number().positive().default(0.1),
  /** Asked for at least so often a day; below one request a life an answer is cheaper made when it is asked for. */
  requestsPerDay: z.number().positive().default(defaultRound.requestsPerDay),
  /** Answers that expire so soon are due: until the next round has come and gone. */
  horizonSeconds: z.number().int().positive().default(defaultRound.horizonSeconds),
});

/** Picks the answers of hot companies that are about to expire, hottest first, within number and budget. */
export const handler = task(pickHotInput, async (input) => {
  const now = Date.now();
  const dueBefore = Math.floor(now / 1000) + input.horizonSeconds;
  const leastRank = rankOfRate(input.requestsPerDay, now);
  const candidates = await readHot(leastRank, dueBefore);
  const picked = pickHot(candidates, { ...input, dueBefore, leastRank });
  const companies: CompanyToRefresh[] = picked.map(({ subject, key }) => ({
    ...subject,
    key,
    freshUntil: dueBefore,
    maxCostUsd: input.companyBudgetUsd,
  }));
  return { companies, candidates: candidates.length, budgetUsd: input.budgetUsd };
});
