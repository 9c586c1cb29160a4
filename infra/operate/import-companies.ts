import { join } from 'node:path';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { findDeployment, OperatorError } from './deployment.ts';
import { importHelp, parseImportArguments } from './import-arguments.ts';
import { runCompanyImport } from './run-company-import.ts';

async function run(): Promise<void> {
  const asked = parseImportArguments(process.argv.slice(2));
  if (asked === 'help') {
    console.log(importHelp);
    return;
  }
  const deployment = await findDeployment(asked.stage, join(import.meta.dirname, '..', '..'));
  const lambda = new LambdaClient(deployment.clientSettings('lambda'));
  try {
    console.log(await runCompanyImport(asked, { deployment, lambda, say: (line) => console.error(line) }));
  } finally {
    lambda.destroy();
  }
}

try {
  await run();
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  console.error(`${error.message}\nSee npm run companies:import -- --help.`);
  process.exitCode = 2;
}
