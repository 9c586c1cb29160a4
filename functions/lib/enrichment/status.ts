import type { ErrorCode } from '../errors.ts';
import type { HistoryDigest } from './history/digest.ts';
import {
  putRow,
  type Row,
  type RowKey,
  readJsonText,
  readNumber,
  readRow,
  readText,
  requireNumber,
  requireText,
  secondsAfter,
  updateRow,
} from './table.ts';

/** The four stages of the machine, in their order. */
export const stageNames = ['discovery', 'aggregation', 'analysis', 'response'] as const;
export type StageName = (typeof stageNames)[number];

/** Why an enrichment failed, as a caller may see it. */
export interface EnrichmentFailure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly retryable: boolean;
}

/** How far one execution is: written by the start, by the machine's progress states, and at its end. */
export interface EnrichmentStatus {
  readonly executionName: string;
  readonly state: 'running' | 'completed' | 'failed';
  readonly stage: StageName;
  /** 0–100; 100 only once the answer is kept. */
  readonly percent: number;
  /** ISO 8601 in UTC, as all times here that are strings. */
  readonly startedAt: string;
  readonly updatedAt: string;
  readonly endedAt: string | null;
  readonly stateMachineArn: string;
  readonly key: string;
  readonly domain: string;
  /** What is known of the company before the answer is there. */
  readonly partial: unknown;
  readonly error: EnrichmentFailure | null;
  readonly digest: HistoryDigest | null;
  /** Epoch ms when history was last read, 0 for never. */
  readonly digestAt: number;
  /** Epoch ms when DescribeExecution last said RUNNING, 0 for never. */
  readonly checkedAt: number;
  /** Whether everybody has gone who wanted it, so that nobody may join any more; see `attachment.ts`. */
  readonly isAbandoned: boolean;
}

const keptSeconds = 7 * 24 * 3600;
const firstPercent = 5;

/** Whose status a row is. */
export type StatusSubject = Pick<EnrichmentStatus, 'executionName' | 'stateMachineArn' | 'key' | 'domain'>;

/** Gives the status of an execution, null where none was kept. `now` in epoch ms. */
export async function readStatus(executionName: string, now: number): Promise<EnrichmentStatus | null> {
  const row = await readRow(statusKey(executionName), now);
  return row === null ? null : parseStatus(executionName, row);
}

/** Opens the status of an execution that is about to start; leaves one that is there already. */
export async function openStatus(subject: StatusSubject, now: number): Promise<void> {
  await putRow(
    statusKey(subject.executionName),
    {
      stage: { S: 'discovery' },
      percent: { N: String(firstPercent) },
      state: { S: 'running' },
      startedAt: timestamp(now),
      updatedAt: timestamp(now),
      ...subjectAttributes(subject, now),
    },
    { expression: 'attribute_not_exists(#pk)' },
  );
}

/** Ends the status at 100; the answer must be kept before. Repeating it changes nothing but `updatedAt`. */
export async function completeStatus(
  subject: Omit<StatusSubject, 'stateMachineArn'>,
  now: number,
  costUsd = 0,
): Promise<void> {
  await updateRow(statusKey(subject.executionName), {
    set: {
      state: { S: 'completed' },
      stage: { S: 'response' },
      percent: { N: '100' },
      costUsd: { N: String(costUsd) },
      updatedAt: timestamp(now),
      key: { S: subject.key },
      domain: { S: subject.domain },
    },
    onlyIfMissing: { startedAt: timestamp(now), endedAt: timestamp(now), expiresAt: secondsAfter(now, keptSeconds) },
    // The next poller reads the whole history at once, instead of waiting for the last digest to age.
    remove: ['error', 'digestLeaseUntil'],
  });
}

/** Ends the status as failed; false when it is completed, which no late event may undo, or failed already. */
export async function failStatus(subject: StatusSubject, failure: EnrichmentFailure, now: number): Promise<boolean> {
  return updateRow(
    statusKey(subject.executionName),
    {
      set: {
        state: { S: 'failed' },
        error: { S: JSON.stringify(failure) },
        updatedAt: timestamp(now),
        endedAt: timestamp(now),
        stateMachineArn: { S: subject.stateMachineArn },
        key: { S: subject.key },
        domain: { S: subject.domain },
      },
      onlyIfMissing: {
        stage: { S: 'discovery' },
        percent: { N: String(firstPercent) },
        startedAt: timestamp(now),
        expiresAt: secondsAfter(now, keptSeconds),
      },
    },
    {
      expression: 'attribute_not_exists(#pk) OR NOT #state IN (:completed, :failed)',
      values: { ':completed': { S: 'completed' }, ':failed': { S: 'failed' } },
    },
  );
}

/** Puts a failed status back to running, for an execution that was redriven. */
export async function reopenStatus(executionName: string, now: number): Promise<boolean> {
  return updateRow(
    statusKey(executionName),
    {
      set: { state: { S: 'running' }, updatedAt: timestamp(now) },
      remove: ['error', 'endedAt', 'digestLeaseUntil', 'isAbandoned'],
    },
    { expression: '#state = :failed', values: { ':failed': { S: 'failed' } } },
  );
}

/** Notes that Step Functions says the execution still runs, so that the next one need not ask. */
export async function noteRunning(executionName: string, now: number): Promise<void> {
  await updateRow(
    statusKey(executionName),
    { set: { checkedAt: { N: String(now) } } },
    { expression: 'attribute_exists(#pk)' },
  );
}

/** Takes the history of an execution for one reader for `forMs`; false when another has it. */
export async function claimHistory(executionName: string, now: number, forMs: number): Promise<boolean> {
  return updateRow(
    statusKey(executionName),
    { set: { digestLeaseUntil: { N: String(now + forMs) } } },
    {
      expression: 'attribute_exists(#pk) AND (attribute_not_exists(#digestLeaseUntil) OR #digestLeaseUntil <= :now)',
      values: { ':now': { N: String(now) } },
    },
  );
}

/** Keeps everybody off an execution's history for `forMs`, since Step Functions said it is asked too much. */
export async function restHistory(executionName: string, now: number, forMs: number): Promise<void> {
  await updateRow(
    statusKey(executionName),
    { set: { digestLeaseUntil: { N: String(now + forMs) } } },
    { expression: 'attribute_exists(#pk)' },
  );
}

/** Keeps what history said, for all who poll. */
export async function keepDigest(executionName: string, digest: HistoryDigest, now: number): Promise<void> {
  await updateRow(
    statusKey(executionName),
    { set: { digest: { S: JSON.stringify(digest) }, digestAt: { N: String(now) } } },
    { expression: 'attribute_exists(#pk)' },
  );
}

function parseStatus(executionName: string, row: Row): EnrichmentStatus {
  return {
    executionName,
    state: requireText(row, 'state') as EnrichmentStatus['state'],
    stage: requireText(row, 'stage') as StageName,
    percent: requireNumber(row, 'percent'),
    startedAt: requireText(row, 'startedAt'),
    updatedAt: requireText(row, 'updatedAt'),
    endedAt: readText(row, 'endedAt'),
    stateMachineArn: readText(row, 'stateMachineArn') ?? '',
    key: requireText(row, 'key'),
    domain: requireText(row, 'domain'),
    partial: readJsonText(row, 'partial'),
    error: readJsonText(row, 'error') as EnrichmentFailure | null,
    digest: readJsonText(row, 'digest') as HistoryDigest | null,
    digestAt: readNumber(row, 'digestAt') ?? 0,
    checkedAt: readNumber(row, 'checkedAt') ?? 0,
    isAbandoned: row.isAbandoned?.BOOL === true,
  };
}

function subjectAttributes(subject: StatusSubject, now: number): Row {
  return {
    stateMachineArn: { S: subject.stateMachineArn },
    key: { S: subject.key },
    domain: { S: subject.domain },
    expiresAt: secondsAfter(now, keptSeconds),
  };
}

function timestamp(now: number): { S: string } {
  return { S: new Date(now).toISOString() };
}

/** Where the status of an execution stands. */
export function statusKey(executionName: string): RowKey {
  return { pk: `EXECUTION#${executionName}`, sk: 'STATUS' };
}
