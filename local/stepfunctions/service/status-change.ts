import { refuseRedrive, type StoredExecution } from './record.ts';

/**
 * The `detail` of EventBridge's event "Step Functions Execution Status Change" (source `aws.states`);
 * times in epoch milliseconds.
 */
export interface StatusChange {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: string;
  readonly startDate: number;
  readonly stopDate: number | null;
  readonly input: string | null;
  readonly inputDetails: { readonly included: boolean };
  readonly output: string | null;
  readonly outputDetails: { readonly included: boolean } | null;
  readonly error: string | null;
  readonly cause: string | null;
  readonly stateMachineVersionArn: null;
  readonly stateMachineAliasArn: null;
  readonly redriveCount: number;
  readonly redriveDate: number | null;
  readonly redriveStatus: 'REDRIVABLE' | 'NOT_REDRIVABLE';
  readonly redriveStatusReason: string | null;
}

/** Bytes of input and output that an event carries (Step Functions, "EventBridge payloads": 248 KB). */
const largestIncluded = 248 * 1024;

/** Says how an execution stands now. */
export function describeStatusChange(execution: StoredExecution, now: number): StatusChange {
  const { record } = execution;
  const { output } = record;
  const hasOutput = output !== null && escapedBytes(output) <= largestIncluded;
  const hasInput = escapedBytes(record.input) + (output === null ? 0 : escapedBytes(output)) <= largestIncluded;
  const refusal = refuseRedrive(execution, now);
  return {
    executionArn: record.executionArn,
    stateMachineArn: record.stateMachineArn,
    name: record.name,
    status: record.status,
    startDate: record.startedAt,
    stopDate: record.stoppedAt,
    input: hasInput ? record.input : null,
    inputDetails: { included: hasInput },
    output: hasOutput ? output : null,
    outputDetails: output === null ? null : { included: hasOutput },
    error: record.error,
    cause: record.cause,
    stateMachineVersionArn: null,
    stateMachineAliasArn: null,
    redriveCount: record.redriveCount,
    redriveDate: record.redrivenAt,
    redriveStatus: refusal === null ? 'REDRIVABLE' : 'NOT_REDRIVABLE',
    redriveStatusReason: refusal,
  };
}

function escapedBytes(text: string): number {
  return Buffer.byteLength(JSON.stringify(text));
}
