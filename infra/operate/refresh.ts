import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SFNClient } from '@aws-sdk/client-sfn';
import { findDeployment, OperatorError } from './deployment.ts';
import { help, parseRefreshArguments } from './refresh-arguments.ts';
import { runRefresh } from './run-refresh.ts';

async function run(): Promise<void> {
  const asked = parseRefreshArguments(process.argv.slice(2));
  if (asked === 'help') {
    console.log(help);
    return;
  }
  const deployment = await findDeployment(asked.stage, join(import.meta.dirname, '..', '..'));
  const stepFunctions = new SFNClient(deployment.clientSettings('stepFunctions'));
  try {
    const stateMachineArn = deployment.output('RefreshStateMachineArn');
    const { text, isWell } = await runRefresh(asked.input, { stepFunctions, stateMachineArn, pause });
    console.log(text);
    if (!isWell) process.exitCode = 1;
  } finally {
    stepFunctions.destroy();
  }
}

try {
  await run();
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  console.error(`${error.message}\nSee npm run refresh -- --help.`);
  process.exitCode = 2;
}
