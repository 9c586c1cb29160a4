import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { OperatorError } from './deployment.ts';
import { readProviderKeys } from './provider-keys.ts';
import { pushSecrets } from './push-secrets.ts';
import { parseSecretArguments, secretHelp } from './secret-arguments.ts';

async function run(): Promise<void> {
  const asked = parseSecretArguments(process.argv.slice(2));
  if (asked === 'help') {
    console.log(secretHelp);
    return;
  }
  const keys = readProviderKeys(asked.file, process.env);
  const secrets = new SecretsManagerClient({});
  try {
    console.log(await pushSecrets(keys, asked, secrets));
  } finally {
    secrets.destroy();
  }
}

try {
  await run();
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  console.error(`${error.message}\nSee npm run secrets:push -- --help.`);
  process.exitCode = 2;
}
