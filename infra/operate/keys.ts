import { join } from 'node:path';
import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { findDeployment, OperatorError } from './deployment.ts';
import { help, parseKeyArguments } from './key-arguments.ts';
import { runKeyCommand } from './run-key-command.ts';

async function run(): Promise<void> {
  const asked = parseKeyArguments(process.argv.slice(2));
  if (asked === 'help') {
    console.log(help);
    return;
  }
  const deployment = await findDeployment(asked.stage, join(import.meta.dirname, '..', '..'));
  const lambda = new LambdaClient(deployment.clientSettings('lambda'));
  const apiGateway = new APIGatewayClient(deployment.clientSettings('apiGateway'));
  try {
    console.log(await runKeyCommand(asked.command, { deployment, lambda, apiGateway }));
  } finally {
    lambda.destroy();
    apiGateway.destroy();
  }
}

try {
  await run();
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  console.error(`${error.message}\nSee npm run keys -- --help.`);
  process.exitCode = 2;
}
