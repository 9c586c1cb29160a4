import * as z from 'zod';
import { getJson } from '../../storage/bucket.ts';
import { insightsSchema } from '../insights.ts';
import type { UnverifiedBallot } from '../voting/agree-on-facts.ts';
import { answeredIn, type EngineRun } from './engine-run.ts';

/** What engines stated before this turn; a claim may lack the shape of its field. */
const statedSchema = insightsSchema.extend({ claims: z.array(z.unknown()) });

/** Collects what the engines of a run read out of the documents. Throws as `getJson` does. */
export function collectBallots(runs: readonly EngineRun[]): Promise<UnverifiedBallot[]> {
  return Promise.all(answeredIn(runs, 'extract').map(({ insightsKey }) => getJson(insightsKey, statedSchema)));
}
