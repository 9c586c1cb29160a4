import type { Host } from '../host.ts';
import { anthropic } from './anthropic.ts';
import { bedrock } from './bedrock.ts';
import type { EngineScripts } from './behaviour.ts';
import { openAi } from './openai.ts';

export {
  createEngineScripts,
  type EngineBehaviour,
  type EngineBehaviourOptions,
  type EngineScripts,
  engineBehaviours,
} from './behaviour.ts';
export { engineKeys } from './keys.ts';

/** The stand-ins of the LLM providers, on the providers' own names. */
export function engineHosts(scripts: EngineScripts, now: () => number): Host[] {
  return [openAi(scripts, now), anthropic(scripts, now), bedrock(scripts)];
}
