import type { HistoryEvent } from '../interpreter/history.ts';
import { type ExecutionRecord, refuseRedrive, type StoredExecution } from './record.ts';

/** Epoch seconds, as AWS JSON carries times. */
export function toSeconds(milliseconds: number): number {
  return milliseconds / 1000;
}

/** The answer of DescribeExecution. */
export function describeExecution(execution: StoredExecution, now: number): Record<string, unknown> {
  const { record } = execution;
  const refusal = refuseRedrive(execution, now);
  return {
    ...listExecution(record),
    input: record.input,
    inputDetails: { included: true },
    ...(record.output === null ? {} : { output: record.output, outputDetails: { included: true } }),
    ...(record.error === null ? {} : { error: record.error }),
    ...(record.cause === null ? {} : { cause: record.cause }),
    redriveStatus: refusal === null ? 'REDRIVABLE' : 'NOT_REDRIVABLE',
    ...(refusal === null ? {} : { redriveStatusReason: refusal }),
  };
}

/** An entry of ListExecutions. */
export function listExecution(record: ExecutionRecord): Record<string, unknown> {
  const { executionArn, stateMachineArn, name, status, startedAt, stoppedAt, redriveCount, redrivenAt } = record;
  return {
    executionArn,
    stateMachineArn,
    name,
    status,
    startDate: toSeconds(startedAt),
    ...(stoppedAt === null ? {} : { stopDate: toSeconds(stoppedAt) }),
    redriveCount,
    ...(redrivenAt === null ? {} : { redriveDate: toSeconds(redrivenAt) }),
  };
}

/** An event without its input and output, as `includeExecutionData: false` asks for it. */
export function stripEvent(event: HistoryEvent): HistoryEvent {
  const entries = Object.entries(event).map(([name, value]) =>
    name.endsWith('EventDetails') && typeof value === 'object' && value !== null
      ? [name, stripDetails(value)]
      : [name, value],
  );
  return Object.fromEntries(entries) as HistoryEvent;
}

const executionData = new Set(['input', 'inputDetails', 'output', 'outputDetails']);

function stripDetails(details: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(details).filter(([name]) => !executionData.has(name)));
}
