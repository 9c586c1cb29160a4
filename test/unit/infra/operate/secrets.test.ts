import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, describe, expect, it } from 'vitest';
import { readProviderKeys } from '../../../../infra/operate/provider-keys.ts';
import { pushSecrets } from '../../../../infra/operate/push-secrets.ts';
import { parseSecretArguments } from '../../../../infra/operate/secret-arguments.ts';

const secrets = mockClient(SecretsManagerClient);
const client = secrets as unknown as SecretsManagerClient;
const asked = { stage: 'test', file: '.env', check: false };

afterEach(() => secrets.reset());

function writeFile(text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'keys-')), '.env');
  writeFileSync(file, text);
  return file;
}

describe('npm run secrets:push', () => {
  it('writes each key to the secret of its provider, and prints none', async () => {
    secrets.on(PutSecretValueCommand).resolves({});
    const file = writeFile('SERPAPI_KEY=serp-7f\nBRIGHT_DATA_TOKEN="bd-7f"\nSNOV_API_KEY=id7f:pw7f\n');

    const printed = await pushSecrets(readProviderKeys(file, { OPENAI_API_KEY: 'sk-7f' }), asked, client);

    const written = secrets.commandCalls(PutSecretValueCommand).map(({ args: [{ input }] }) => input);
    expect(written).toEqual([
      { SecretId: 'sales-intelligence/test/serpapi', SecretString: 'serp-7f' },
      { SecretId: 'sales-intelligence/test/snov', SecretString: 'id7f:pw7f' },
      { SecretId: 'sales-intelligence/test/bright-data', SecretString: 'bd-7f' },
      { SecretId: 'sales-intelligence/test/openai', SecretString: 'sk-7f' },
    ]);
    expect(printed).not.toContain('7f');
    expect(printed).toContain('anthropic: left as it is');
  });

  it('takes the file before the environment, and the README’s name before the other', () => {
    const file = writeFile('SERPAPI_API_KEY=second\nSERPAPI_KEY=first\n');

    const keys = readProviderKeys(file, { SERPAPI_KEY: 'environment' });

    expect(keys).toEqual([{ provider: 'serpapi', variable: 'SERPAPI_KEY', value: 'first' }]);
  });

  it('writes nothing under --check', async () => {
    const printed = await pushSecrets(
      readProviderKeys('', { OPENAI_API_KEY: 'sk-7f' }),
      { ...asked, check: true },
      client,
    );

    expect(secrets.commandCalls(PutSecretValueCommand)).toEqual([]);
    expect(printed).toContain('openai: would be written from OPENAI_API_KEY to sales-intelligence/test/openai');
  });

  it.each([
    ['OPENAI_API_KEY=your-key-7f', 'OPENAI_API_KEY still holds a placeholder'],
    ['SNOV_API_KEY=only-one-half-7f', 'SNOV_API_KEY must be clientId:clientSecret'],
    ['SERPAPI_KEY="two words 7f"', 'SERPAPI_KEY holds white space'],
  ])('refuses %s before anything is written, without showing it', (line, message) => {
    const read = () => readProviderKeys(writeFile(line), {});

    expect(read).toThrow(message);
    expect(read).not.toThrow('7f');
  });

  it('says what to do where the stage was never deployed', async () => {
    const missing = Object.assign(new Error('no such secret'), { name: 'ResourceNotFoundException' });
    secrets.on(PutSecretValueCommand).rejects(missing);

    const pushed = pushSecrets(readProviderKeys('', { OPENAI_API_KEY: 'sk-7f' }), asked, client);

    await expect(pushed).rejects.toThrow(/OPENAI_API_KEY could not be written .* Deploy the stage first/);
  });

  it('works on dev and .env unless told otherwise', () => {
    expect(parseSecretArguments([])).toEqual({ stage: 'dev', file: '.env', check: false });
    expect(parseSecretArguments(['--help'])).toBe('help');
  });

  it.each([[['--stage', 'live']], [['--value', 'x']], [['openai']]])('refuses %j', (argv) => {
    expect(() => parseSecretArguments(argv)).toThrow();
  });
});
