import * as z from 'zod';
import { type RemoteEngine, remoteEngineNames } from '../ask-engine.ts';
import { type EngineSettings, engineModes } from './engine-plan.ts';

const orderSchema = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean),
  )
  .pipe(z.array(z.enum(remoteEngineNames)))
  .transform((names): readonly RemoteEngine[] => [...new Set(names)]);

/**
 * Reads how the stack is set up from the environment: `ENGINE_MODE` (fallback), `ENGINE_ORDER` and
 * `BRIEF_ENGINE_ORDER` (all engines), `ENGINE_BUDGET_USD` (0.25). An empty order turns engines off.
 * Throws ZodError on a value that the synthesis would have refused.
 */
export function readEngineSettings(environment: Readonly<Record<string, string | undefined>>): EngineSettings {
  const { ENGINE_MODE, ENGINE_ORDER, BRIEF_ENGINE_ORDER, ENGINE_BUDGET_USD } = environment;
  const all = remoteEngineNames.join(',');
  return {
    mode: z.enum(engineModes).parse(ENGINE_MODE ?? 'fallback'),
    order: orderSchema.parse(ENGINE_ORDER ?? all),
    briefOrder: orderSchema.parse(BRIEF_ENGINE_ORDER ?? ENGINE_ORDER ?? all),
    budgetUsd: z.coerce
      .number()
      .nonnegative()
      .parse(ENGINE_BUDGET_USD ?? '0.25'),
  };
}
