import * as z from 'zod';
import { engineSurroundings, readEngineReadiness } from '../lib/engines/ask-engine.ts';
import { planEngines } from '../lib/engines/orchestration/engine-plan.ts';
import { readEngineSettings } from '../lib/engines/orchestration/engine-settings.ts';
import { taskInputShape } from '../lib/enrichment/run.ts';
import { task } from '../lib/task.ts';

const inputSchema = z.object({
  ...taskInputShape,
  /** USD that the sources have cost. */
  spentUsd: z.number(),
  /** Epoch ms at which the stage must be over. */
  stageEndsAt: z.number(),
});

/** Decides which engines this run asks: those that are set, have a key, and are not cooling down. */
export const handler = task(inputSchema, async ({ run, spentUsd, stageEndsAt }) => {
  const readiness = await readEngineReadiness(engineSurroundings);
  return planEngines({
    settings: readEngineSettings(process.env),
    readiness,
    depth: run.depth,
    maxCostUsd: run.maxCostUsd,
    spentUsd,
    stageEndsAt,
    now: engineSurroundings.now(),
  });
});
