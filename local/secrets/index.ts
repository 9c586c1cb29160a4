import { createHash } from 'node:crypto';
import type { NamedResource } from '../template/storage.ts';
import { ServiceError, startAwsJsonServer } from '../wire/aws-json-server.ts';
import type { LoopbackServer } from '../wire/loopback-server.ts';

/** The secrets of the stack, and where their values come from. */
export interface SecretOptions {
  readonly secrets: readonly NamedResource[];
  /** Gives a secret's value, undefined when it was never set. */
  readonly read: (secret: NamedResource) => string | undefined;
}

/**
 * Serves GetSecretValue and DescribeSecret, so that `@aws-sdk/client-secrets-manager` works unmodified.
 * A secret without a value is answered as AWS answers one that was created and never filled.
 */
export function startSecrets({ secrets, read }: SecretOptions): Promise<LoopbackServer> {
  const find = (input: Readonly<Record<string, unknown>>): NamedResource => {
    const secret = secrets.find(({ arn, name }) => input.SecretId === arn || input.SecretId === name);
    if (secret !== undefined) return secret;
    throw new ServiceError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  };
  return startAwsJsonServer('secretsmanager', {
    GetSecretValue: (input) => {
      const secret = find(input);
      const value = read(secret);
      if (value === undefined) {
        throw new ServiceError(
          'ResourceNotFoundException',
          "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
        );
      }
      return {
        ARN: secret.arn,
        Name: secret.name,
        SecretString: value,
        VersionId: versionOf(value),
        VersionStages: ['AWSCURRENT'],
      };
    },
    DescribeSecret: (input) => {
      const secret = find(input);
      const value = read(secret);
      const versions = value === undefined ? {} : { VersionIdsToStages: { [versionOf(value)]: ['AWSCURRENT'] } };
      return { ARN: secret.arn, Name: secret.name, ...versions };
    },
  });
}

/** The same value keeps its version, as far as a version is read at all. */
function versionOf(value: string): string {
  const digest = createHash('sha256').update(value).digest('hex');
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    digest.slice(12, 16),
    digest.slice(16, 20),
    digest.slice(20, 32),
  ].join('-');
}
