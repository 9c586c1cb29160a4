import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { requireVariable } from '../environment.ts';
import { TransientError } from '../errors.ts';
import type { EnrichmentRun } from './run.ts';

/** One client per warm function; region, endpoint and credentials come from the environment. */
export const stepFunctions = new SFNClient({});

/** How an execution stands, in Step Functions' own words. */
export interface ExecutionState {
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED' | 'PENDING_REDRIVE';
  readonly error: string | null;
}

/** Gives the state machine that enriches at a depth. */
export function stateMachineFor(depth: EnrichmentRun['depth']): string {
  return requireVariable(depth === 'deep' ? 'DEEP_STATE_MACHINE_ARN' : 'STANDARD_STATE_MACHINE_ARN');
}

/**
 * Starts an execution, or finds it started: the call is idempotent by name and input
 * (https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html). Where the stage has an
 * alias, the version behind it runs; the execution's ARN names the machine all the same.
 * Throws TransientError `enrichment.start_failed`.
 */
export async function startExecution(stateMachineArn: string, name: string, input: string): Promise<void> {
  try {
    const { STATE_MACHINE_ALIAS: alias = '' } = process.env;
    const qualified = alias === '' ? stateMachineArn : `${stateMachineArn}:${alias}`;
    await stepFunctions.send(new StartExecutionCommand({ stateMachineArn: qualified, name, input }));
  } catch (cause) {
    if (cause instanceof ExecutionAlreadyExists) return;
    throw new TransientError('enrichment.start_failed', 'The enrichment could not be started; try again.', { cause });
  }
}

/** Asks Step Functions how an execution stands; null when it never began. Refills at 15 calls a second per account. */
export async function describeExecution(executionArn: string): Promise<ExecutionState | null> {
  try {
    const { status, error } = await stepFunctions.send(new DescribeExecutionCommand({ executionArn }));
    return { status: status ?? 'RUNNING', error: error ?? null };
  } catch (cause) {
    if (cause instanceof ExecutionDoesNotExist) return null;
    throw new TransientError('enrichment.start_failed', 'The enrichment under way could not be examined; try again.', {
      cause,
    });
  }
}

/**
 * Stops an execution; one that has ended or never began stays as it is. Its last event is ABORTED.
 * Throws TransientError `enrichment.stop_failed`.
 */
export async function stopExecution(executionArn: string): Promise<void> {
  try {
    await stepFunctions.send(new StopExecutionCommand({ executionArn }));
  } catch (cause) {
    if (cause instanceof ExecutionDoesNotExist) return;
    throw new TransientError('enrichment.stop_failed', 'The enrichment could not be stopped; try again.', { cause });
  }
}

/** Gives the ARN of an execution from its machine's and its name. */
export function executionArn(stateMachineArn: string, name: string): string {
  return `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
}

/** Gives the page of an execution in the Step Functions console. */
export function consoleUrl(arn: string): string {
  const [, partition, , region] = arn.split(':');
  const host = consoleHosts[partition ?? ''] ?? 'console.aws.amazon.com';
  return `https://${region}.${host}/states/home?region=${region}#/v2/executions/details/${arn}`;
}

/** By partition; https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html names the partitions. */
const consoleHosts: Readonly<Record<string, string>> = {
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
};
