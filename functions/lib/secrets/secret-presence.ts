import { DescribeSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

const secrets = new SecretsManagerClient({ maxAttempts: 2 });
/** A key that was put there is seen within this many ms. */
const keptMs = 5 * 60_000;
/** What is not known in time is taken for there: whoever reads the key finds out. */
const longestLook = 2_000;
const kept = new Map<string, { readonly isThere: boolean; readonly until: number }>();

/**
 * Whether the secret whose ARN an environment variable holds was ever given a value, which is seen
 * without reading it (https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html).
 * False without the variable; true where Secrets Manager does not say. Kept in a warm function for
 * minutes. `now` in epoch ms. Never throws.
 */
export async function hasSecretValue(variable: string, now: number): Promise<boolean> {
  const arn = process.env[variable] ?? '';
  if (arn === '') return false;
  const known = kept.get(arn);
  if (known !== undefined && known.until > now) return known.isThere;
  try {
    const command = new DescribeSecretCommand({ SecretId: arn });
    const { VersionIdsToStages } = await secrets.send(command, { abortSignal: AbortSignal.timeout(longestLook) });
    const isThere = Object.keys(VersionIdsToStages ?? {}).length > 0;
    kept.set(arn, { isThere, until: now + keptMs });
    return isThere;
  } catch (error) {
    console.warn({ message: 'secret not described', error: error instanceof Error ? error.name : 'unknown' });
    return true;
  }
}
