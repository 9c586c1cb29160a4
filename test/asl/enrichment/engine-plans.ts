import type { JsonObject } from '../../../local/stepfunctions/interpreter/json.ts';
import { enginePlan, engineRun } from './answers.ts';
import { FunctionError, type Script, type Scripts } from './machine.ts';

/** When the runs of these tests begin. */
export const startOfRun = Date.UTC(2026, 0, 5, 9);
export const allEngines = ['openai', 'anthropic', 'bedrock'];
const turns = (engines: readonly string[]) =>
  engines.map((engine, index) => ({ engine, answerBy: startOfRun + 10_000 * (index + 1) }));

/** A plan that asks these engines, all for both steps. */
export function planOf(engines: readonly string[], over: JsonObject = {}): Scripts['functions'] {
  return {
    PlanEngines: () => ({ ...enginePlan, extractors: turns(engines), writers: turns(engines), runs: [], ...over }),
  };
}

/** The engines' functions, of which these turns, such as `openai extract`, are lost as a provider's failure. */
export function losing(...lost: readonly string[]): NonNullable<Scripts['functions']> {
  const ask = (engine: string): Script => {
    return ({ step }) => {
      if (!lost.includes(`${engine} ${step}`)) return engineRun(engine, String(step));
      const failure = new FunctionError('EngineFailure');
      failure.message = JSON.stringify({ reason: 'rate_limited', costUsd: 0.002, ms: 812 });
      throw failure;
    };
  };
  return { AskOpenai: ask('openai'), AskAnthropic: ask('anthropic'), AskBedrock: ask('bedrock') };
}
