import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startExecution } from '../../../../../functions/lib/enrichment/execution.ts';

const machine = 'arn:aws:states:us-east-1:123456789012:stateMachine:company-enrichment-prod';
const stepFunctions = mockClient(SFNClient);

afterEach(() => {
  stepFunctions.reset();
  vi.unstubAllEnvs();
});

describe('startExecution', () => {
  it.each([
    ['', machine],
    ['live', `${machine}:live`],
  ])('starts the version behind the alias %j', async (alias, started) => {
    vi.stubEnv('STATE_MACHINE_ALIAS', alias);
    stepFunctions.on(StartExecutionCommand).resolves({});

    await startExecution(machine, 'run-1', '{}');

    const [call] = stepFunctions.commandCalls(StartExecutionCommand);
    expect(call!.args[0].input).toEqual({ stateMachineArn: started, name: 'run-1', input: '{}' });
  });
});
