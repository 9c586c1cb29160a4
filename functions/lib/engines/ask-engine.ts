import { EngineFailure } from './engine-failure.ts';
import type { EngineAnswer, EngineQuestion, EngineSurroundings } from './engine-question.ts';

export { EngineFailure, type EngineFailureKind } from './engine-failure.ts';
export {
  type EngineAnswer,
  type EngineQuestion,
  type EngineSurroundings,
  engineSurroundings,
  type RemoteEngine,
  remoteEngineNames,
} from './engine-question.ts';
export { type EngineReadiness, readEngineReadiness } from './engine-readiness.ts';

/**
 * Asks one engine one question and gives its answer in the shape of the schema. Throws EngineFailure.
 */
export async function askEngine<Value>(
  _question: EngineQuestion<Value>,
  _surroundings: EngineSurroundings,
): Promise<EngineAnswer<Value>> {
  throw new EngineFailure('not_configured');
}
