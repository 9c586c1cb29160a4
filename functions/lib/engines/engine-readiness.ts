import { hasSecretValue } from '../secrets/secret-presence.ts';
import { readCooldown } from './cooldown.ts';
import { type EngineSurroundings, type RemoteEngine, remoteEngineNames } from './engine-question.ts';
import { secretVariables } from './open-provider.ts';

/** Whether an engine can be asked now. */
export interface EngineReadiness {
  readonly engine: RemoteEngine;
  readonly isReady: boolean;
  /** Why it is not; null where it is. */
  readonly reason: 'not_configured' | 'cooling_down' | null;
  /** Seconds until it may be asked again, only where it is cooling down. */
  readonly retryAfterSeconds: number | null;
}

/**
 * Says of every engine whether it is configured and not cooling down, in the order of
 * `remoteEngineNames`. No key is read for it, only whether there is one; whether it is a real one turns
 * out when the engine is asked. Throws TransientError `storage.unavailable`.
 */
export function readEngineReadiness(
  surroundings: Pick<EngineSurroundings, 'now'>,
): Promise<readonly EngineReadiness[]> {
  return Promise.all(remoteEngineNames.map((engine) => readReadiness(engine, surroundings.now())));
}

async function readReadiness(engine: RemoteEngine, now: number): Promise<EngineReadiness> {
  if (!(await isConfigured(engine, now))) {
    return { engine, isReady: false, reason: 'not_configured', retryAfterSeconds: null };
  }
  const seconds = await readCooldown(engine, now);
  if (seconds > 0) return { engine, isReady: false, reason: 'cooling_down', retryAfterSeconds: seconds };
  return { engine, isReady: true, reason: null, retryAfterSeconds: null };
}

async function isConfigured(engine: RemoteEngine, now: number): Promise<boolean> {
  const variable = secretVariables[engine];
  return variable === null ? Boolean(process.env.BEDROCK_REGION) : hasSecretValue(variable, now);
}
