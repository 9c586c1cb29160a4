import type { HistoryEvent } from '../interpreter/history.ts';
import type { BranchProgress } from '../interpreter/progress.ts';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** What is known of one execution beside its history; times in epoch milliseconds. */
export interface ExecutionRecord {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly roleArn: string;
  /** The Map Run that started it; one that was started by itself has none. */
  readonly mapRunArn?: string;
  /** Names the stored text of the definition that this execution runs, also when it is redriven. */
  readonly definitionHash: string;
  readonly input: string;
  readonly startedAt: number;
  status: ExecutionStatus;
  stoppedAt: number | null;
  output: string | null;
  error: string | null;
  cause: string | null;
  redriveCount: number;
  redrivenAt: number | null;
  /** Makes a repeated RedriveExecution call answer as the first one did. */
  redriveToken: string | null;
  /** Where a redrive continues, null while it runs and after a crash. */
  progress: BranchProgress | null;
}

export interface StoredExecution {
  readonly record: ExecutionRecord;
  readonly events: HistoryEvent[];
}

/** Makes the record of an execution that starts now. */
export function createRecord(
  machine: Pick<ExecutionRecord, 'stateMachineArn' | 'roleArn' | 'definitionHash'>,
  start: Pick<ExecutionRecord, 'executionArn' | 'name' | 'input' | 'mapRunArn'>,
  now: number,
): ExecutionRecord {
  const { stateMachineArn, roleArn, definitionHash } = machine;
  return {
    ...start,
    ...{ stateMachineArn, roleArn, definitionHash, startedAt: now, status: 'RUNNING', stoppedAt: null },
    ...{
      output: null,
      error: null,
      cause: null,
      redriveCount: 0,
      redrivenAt: null,
      redriveToken: null,
      progress: null,
    },
  };
}

/** Days for which a closed execution can be redriven, and for which it keeps its name (service quotas). */
const redrivableDays = 14;
const nameHeldDays = 90;
const dayMs = 24 * 60 * 60 * 1000;

/** Events that a redrivable history may have: one more for the redrive and one for what follows. */
const redrivableEvents = 24_999;

/** Why an execution cannot be redriven, null where it can. */
export function refuseRedrive({ record, events }: StoredExecution, now: number): string | null {
  if (record.status === 'RUNNING') return 'Execution is RUNNING and cannot be redriven';
  if (record.status === 'SUCCEEDED') return 'Execution is SUCCEEDED and cannot be redriven';
  if (record.mapRunArn !== undefined) return 'Execution is redriven by its parent';
  if (now - (record.stoppedAt ?? now) > redrivableDays * dayMs)
    return 'Execution is past its redrivable period of 14 days';
  if (events.length >= redrivableEvents) return 'Execution history event limit exceeded';
  return record.progress === null ? 'Execution was cut off and left nothing to continue from' : null;
}

/** Whether the name of a closed execution is taken still. */
export function holdsName({ stoppedAt }: ExecutionRecord, now: number): boolean {
  return stoppedAt === null || now - stoppedAt < nameHeldDays * dayMs;
}
