import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SourceFailure } from './adapter.ts';

const secrets = new SecretsManagerClient({});
/** A rotated key is picked up within this many ms. */
const keptMs = 5 * 60_000;
const kept = new Map<string, { readonly value: string | null; readonly until: number }>();

/**
 * Gives the key in the secret whose ARN an environment variable holds, plain or as the `apiKey` of a
 * JSON object; null where the variable or the key is missing, or the key is still a placeholder.
 * Kept in a warm function for minutes. `now` in epoch ms. Throws SourceFailure `secret_unavailable`.
 */
export async function readSecretKey(variable: string, now: number): Promise<string | null> {
  const arn = process.env[variable] ?? '';
  if (arn === '') return null;
  const known = kept.get(arn);
  if (known !== undefined && known.until > now) return known.value;
  const value = readKey(await requestSecret(arn));
  kept.set(arn, { value, until: now + keptMs });
  return value;
}

async function requestSecret(arn: string): Promise<string> {
  try {
    const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: arn }));
    return SecretString ?? '';
  } catch (cause) {
    // A secret that was made without a value has no version yet.
    if (cause instanceof Error && cause.name === 'ResourceNotFoundException') return '';
    throw new SourceFailure('secret_unavailable', { cause });
  }
}

function readKey(secret: string): string | null {
  const key = fromJson(secret.trim()).trim();
  const isPlaceholder = key === '' || /^(?:<.*>|placeholder|replace|change|your[-_ ]|todo|none$|unset$|xxx)/i.test(key);
  return isPlaceholder ? null : key;
}

function fromJson(secret: string): string {
  if (!secret.startsWith('{')) return secret;
  try {
    const { apiKey } = JSON.parse(secret) as { readonly apiKey?: unknown };
    return typeof apiKey === 'string' ? apiKey : '';
  } catch {
    return '';
  }
}
