import type { EnrichmentRun } from './run.ts';
import {
  deleteRow,
  putRow,
  type Row,
  type RowKey,
  readRow,
  requireNumber,
  requireText,
  secondsAfter,
  updateRow,
} from './table.ts';

/** `TimeoutSeconds` of the two state machines. */
export const machineTimeoutSeconds: Readonly<Record<EnrichmentRun['depth'], number>> = { standard: 150, deep: 900 };

/** How much longer than its machine a lease lives: the start itself and the last event take time too. */
const marginSeconds = 60;

/** For how long a starter may be silent between taking the lease and StartExecution, in ms. */
const startGraceMs = 2000;

/** The right to enrich under one key, held by one execution at a time. */
export interface Lease {
  readonly key: string;
  readonly executionName: string;
  /** The exact execution input: StartExecution is idempotent by name and input, so anyone may finish a start. */
  readonly input: string;
}

/** A lease as found in the table. */
export interface HeldLease extends Lease {
  /** Whether StartExecution was seen to succeed. */
  readonly started: boolean;
  /** Epoch ms from which another may call StartExecution, as the holder has given up or died. */
  readonly startableAt: number;
}

/** Takes the lease, or gives the one that stands; `gone` when it went just now, so that a caller tries again. `now` in epoch ms. */
export async function takeLease(
  lease: Lease,
  depth: EnrichmentRun['depth'],
  now: number,
): Promise<HeldLease | 'taken' | 'gone'> {
  const outcome = await putRow(
    leaseKey(lease.key),
    {
      executionName: { S: lease.executionName },
      input: { S: lease.input },
      started: { BOOL: false },
      startableAt: { N: String(now + startGraceMs) },
      ...lifetime(depth, now),
    },
    {
      expression: 'attribute_not_exists(#pk) OR #leaseUntil < :now OR #executionName = :me',
      values: { ':now': secondsAfter(now, 0), ':me': { S: lease.executionName } },
    },
  );
  if (outcome.stored) return 'taken';
  const standing = outcome.existing ?? (await readRow(leaseKey(lease.key), now));
  return standing === null ? 'gone' : parseLease(lease.key, standing);
}

/** Claims the right to call StartExecution for a holder that has not; false when another was faster. */
export async function claimStart(lease: HeldLease, now: number): Promise<boolean> {
  return updateRow(
    leaseKey(lease.key),
    { set: { startableAt: { N: String(now + startGraceMs) } } },
    {
      expression: '#executionName = :holder AND #started = :false AND #startableAt = :seen',
      values: {
        ':holder': { S: lease.executionName },
        ':false': { BOOL: false },
        ':seen': { N: String(lease.startableAt) },
      },
    },
  );
}

/** Notes that the execution runs. */
export async function noteStarted(lease: Lease): Promise<void> {
  await updateRow(leaseKey(lease.key), { set: { started: { BOOL: true } } }, heldBy(lease.executionName));
}

/** Lets the next one try at once after a StartExecution that failed. */
export async function noteStartFailed(lease: Lease): Promise<void> {
  await updateRow(leaseKey(lease.key), { set: { startableAt: { N: '0' } } }, heldBy(lease.executionName));
}

/** Frees the lease if it is still this execution's; whose it is now does not matter otherwise. */
export async function releaseLease(key: string, executionName: string): Promise<void> {
  await deleteRow(leaseKey(key), heldBy(executionName));
}

/**
 * Takes the lease again for an execution that was redriven; false when another execution has taken
 * it meanwhile, which then goes on beside it: the later answer wins.
 */
export async function retakeLease(lease: Lease, depth: EnrichmentRun['depth'], now: number): Promise<boolean> {
  const outcome = await takeLease(lease, depth, now);
  if (outcome !== 'taken') return false;
  await noteStarted(lease);
  return true;
}

function lifetime(depth: EnrichmentRun['depth'], now: number): Row {
  const until = secondsAfter(now, machineTimeoutSeconds[depth] + marginSeconds);
  return { leaseUntil: until, expiresAt: until };
}

function parseLease(key: string, row: Row): HeldLease {
  return {
    key,
    executionName: requireText(row, 'executionName'),
    input: requireText(row, 'input'),
    started: row.started?.BOOL === true,
    startableAt: requireNumber(row, 'startableAt'),
  };
}

function heldBy(executionName: string) {
  return { expression: '#executionName = :me', values: { ':me': { S: executionName } } };
}

function leaseKey(key: string): RowKey {
  return { pk: `LEASE#${key}`, sk: 'LEASE' };
}
