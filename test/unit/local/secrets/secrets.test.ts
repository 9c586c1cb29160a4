import { DescribeSecretCommand, GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSecrets } from '../../../../local/secrets/index.ts';
import type { LoopbackServer } from '../../../../local/wire/loopback-server.ts';

const secrets = ['filled', 'empty'].map((name) => ({
  logicalId: name,
  name: `sample/${name}`,
  arn: `arn:aws:secretsmanager:eu-west-1:111122223333:secret:sample/${name}-abc123`,
}));

describe('the secrets', () => {
  let server: LoopbackServer;
  let client: SecretsManagerClient;

  beforeAll(async () => {
    server = await startSecrets({ secrets, read: ({ logicalId }) => (logicalId === 'filled' ? 'the key' : undefined) });
    const credentials = { accessKeyId: 'key', secretAccessKey: 'secret' };
    client = new SecretsManagerClient({ region: 'eu-west-1', endpoint: server.url, credentials, maxAttempts: 1 });
  });

  afterAll(async () => {
    client.destroy();
    await server.close();
  });

  it.each(['sample/filled', secrets[0]!.arn])('are read as %s', async (SecretId) => {
    const answer = await client.send(new GetSecretValueCommand({ SecretId }));

    expect(answer).toMatchObject({
      ARN: secrets[0]!.arn,
      Name: 'sample/filled',
      SecretString: 'the key',
      VersionStages: ['AWSCURRENT'],
      VersionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it('are described without their value', async () => {
    const [empty, filled] = await Promise.all(
      ['sample/empty', 'sample/filled'].map((SecretId) => client.send(new DescribeSecretCommand({ SecretId }))),
    );

    expect(empty).toMatchObject({ Name: 'sample/empty' });
    expect(empty?.VersionIdsToStages).toBeUndefined();
    expect(Object.values(filled?.VersionIdsToStages ?? {})).toEqual([['AWSCURRENT']]);
    expect(JSON.stringify(filled)).not.toContain('the key');
  });

  it.each([
    ['sample/empty', /value for staging label/],
    ['sample/other', /find the specified secret\./],
  ])('without what is asked of %s are not found', async (SecretId, message) => {
    await expect(client.send(new GetSecretValueCommand({ SecretId }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: expect.stringMatching(message),
    });
  });
});
