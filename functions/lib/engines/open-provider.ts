import { readSecretKey } from '../secrets/secret.ts';
import type { RemoteEngine } from './engine-question.ts';
import type { Provider } from './provider.ts';

/** The variables that hold the ARNs of the keys' secrets; Bedrock asks by the function's own role. */
export const secretVariables: Readonly<Record<RemoteEngine, string | null>> = {
  openai: 'OPENAI_SECRET_ARN',
  anthropic: 'ANTHROPIC_SECRET_ARN',
  bedrock: null,
};

/**
 * Gives an engine's provider, loading its SDK only now; null where the engine has no key or, for
 * Bedrock, no region (`BEDROCK_REGION`). `now` gives epoch ms. Throws IntelligenceError `secret.unavailable`.
 */
export async function openProvider(engine: RemoteEngine, now: () => number): Promise<Provider | null> {
  if (engine === 'bedrock') {
    const region = process.env.BEDROCK_REGION;
    return region ? (await import('./providers/bedrock.ts')).createBedrock(region, now) : null;
  }
  const key = await readSecretKey(secretVariables[engine] ?? '', now());
  if (key === null) return null;
  return engine === 'openai'
    ? (await import('./providers/openai.ts')).createOpenAi(key, now)
    : (await import('./providers/anthropic.ts')).createAnthropic(key, now);
}
