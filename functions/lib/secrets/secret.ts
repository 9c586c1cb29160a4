import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { IntelligenceError } from '../errors.ts';

const secrets = new SecretsManagerClient({});
/** A rotated key is picked up within this many ms. */
const keptMs = 5 * 60_000;
const kept = new Map<string, { readonly value: string; readonly until: number }>();

/**
 * Gives the key in the secret whose ARN an environment variable holds, plain or as the `apiKey` of a
 * JSON object; null where the variable or the key is missing, or the key is still a placeholder.
 * Kept in a warm function for minutes. `now` in epoch ms. Throws IntelligenceError `secret.unavailable`.
 */
export async function readSecretKey(variable: string, now: number): Promise<string | null> {
  const secret = await readSecret(variable, now);
  const key = secret.startsWith('{') ? (membersOf(secret).apiKey ?? '') : secret;
  return isPlaceholder(key) ? null : key;
}

/** As `readSecretKey`, for another member of a secret that is a JSON object. */
export async function readSecretSetting(variable: string, member: string, now: number): Promise<string | null> {
  const secret = await readSecret(variable, now);
  return secret.startsWith('{') ? (membersOf(secret)[member] ?? null) : null;
}

/** The two halves of the credentials of an OAuth client (RFC 6749, 2.3.1). */
export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** As `readSecretKey`, for a secret of the form `{"clientId", "clientSecret"}` or `id:secret`. */
export async function readClientCredentials(variable: string, now: number): Promise<ClientCredentials | null> {
  const secret = await readSecret(variable, now);
  const [, plainId = '', plainSecret = ''] = /^([^:]*):(.*)$/s.exec(secret) ?? [];
  const { clientId = '', clientSecret = '' } = secret.startsWith('{')
    ? membersOf(secret)
    : { clientId: plainId.trim(), clientSecret: plainSecret.trim() };
  return isPlaceholder(clientId) || isPlaceholder(clientSecret) ? null : { clientId, clientSecret };
}

async function readSecret(variable: string, now: number): Promise<string> {
  const arn = process.env[variable] ?? '';
  if (arn === '') return '';
  const known = kept.get(arn);
  if (known !== undefined && known.until > now) return known.value;
  const value = (await requestSecret(arn)).trim();
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
    throw new IntelligenceError('secret.unavailable', 'The store of secrets did not answer.', { cause });
  }
}

function isPlaceholder(key: string): boolean {
  return key === '' || /^(?:<.*>|placeholder|replace|change|your[-_ ]|todo|none$|unset$|xxx)/i.test(key);
}

/** The members of a JSON object that are text. */
function membersOf(secret: string): Readonly<Record<string, string | undefined>> {
  try {
    const members = Object.entries(JSON.parse(secret) as Readonly<Record<string, unknown>>);
    return Object.fromEntries(
      members.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.trim()]] : [])),
    );
  } catch {
    return {};
  }
}
