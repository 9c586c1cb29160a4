import { PutSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { OperatorError } from './deployment.ts';
import { keyedProviders, type ProviderKey } from './provider-keys.ts';
import type { SecretArguments } from './secret-arguments.ts';

/**
 * Writes each key into the secret of its provider and gives a line for each provider, without any value.
 * Throws OperatorError where the store refuses; what was written before stays.
 */
export async function pushSecrets(
  keys: readonly ProviderKey[],
  { stage, file, check }: SecretArguments,
  secrets: SecretsManagerClient,
): Promise<string> {
  const lines: string[] = [];
  for (const provider of keyedProviders) {
    const key = keys.find((candidate) => candidate.provider === provider);
    if (key === undefined) {
      lines.push(`${provider}: left as it is; neither ${file} nor the environment holds its key`);
      continue;
    }
    const secretId = `sales-intelligence/${stage}/${provider}`;
    if (!check) await put(secrets, secretId, key);
    lines.push(`${provider}: ${check ? 'would be written' : 'written'} from ${key.variable} to ${secretId}`);
  }
  return lines.join('\n');
}

async function put(secrets: SecretsManagerClient, secretId: string, { variable, value }: ProviderKey): Promise<void> {
  try {
    await secrets.send(new PutSecretValueCommand({ SecretId: secretId, SecretString: value }));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.name : 'unknown';
    const hint = reason === 'ResourceNotFoundException' ? ' Deploy the stage first: the stack makes the secret.' : '';
    throw new OperatorError(`${variable} could not be written to ${secretId}: ${reason}.${hint}`, { cause });
  }
}
