import { TransientError } from '../errors.ts';
import type { Clock } from './clock.ts';
import { describeExecution, executionArn, startExecution } from './execution.ts';
import { createExecutionName } from './execution-name.ts';
import { describeFailure, isFailedState, recordFailure } from './failure.ts';
import {
  claimStart,
  type HeldLease,
  type Lease,
  noteStarted,
  noteStartFailed,
  releaseLease,
  takeLease,
} from './lease.ts';
import type { EnrichmentRun } from './run.ts';
import { noteRunning, openStatus, readStatus, type StatusSubject } from './status.ts';

/** How long a start waits for another's StartExecution before it gives up, in ms. */
const patienceMs = 6000;
const pauseMs = 100;
/** A status row that has not moved for this long is checked against Step Functions, in ms. */
const silenceMs = 30_000;

/** What is to be enriched, and by which machine. */
export interface Proposal {
  readonly run: EnrichmentRun;
  readonly stateMachineArn: string;
}

/** The one execution that works on a run, and whether it was begun by this call. */
export interface AcquiredExecution {
  readonly executionName: string;
  readonly isOurs: boolean;
}

/**
 * Gives the one execution that works on this run: begun here when the lease was free,
 * else the holder's, whose start is finished for it if it died before StartExecution. A lease whose
 * execution has ended is taken over. `finished` when the holder has just completed: look into the
 * cache again. Throws TransientError `enrichment.start_failed`.
 */
export async function acquireExecution(proposal: Proposal, clock: Clock): Promise<AcquiredExecution | 'finished'> {
  const { run, stateMachineArn } = proposal;
  const lease: Lease = {
    key: run.key,
    executionName: createExecutionName(run.domain, run.key, clock.now()),
    input: JSON.stringify(run),
  };
  const deadline = clock.now() + patienceMs;
  do {
    const outcome = await takeLease(lease, run.depth, clock.now());
    if (outcome === 'taken') return begin(lease, proposal, clock);
    if (outcome === 'gone') continue;
    const joined = outcome.started
      ? await joinStarted(outcome, { ...outcome, domain: run.domain, stateMachineArn }, clock)
      : await joinUnstarted(outcome, proposal, clock);
    if (joined !== 'free') return joined;
  } while (clock.now() < deadline);
  throw new TransientError('enrichment.start_failed', 'The enrichment could not be started in time; try again.');
}

async function begin(lease: Lease, { run, stateMachineArn }: Proposal, clock: Clock): Promise<AcquiredExecution> {
  const { executionName, key } = lease;
  try {
    await openStatus({ executionName, stateMachineArn, key, domain: run.domain }, clock.now());
    await startExecution(stateMachineArn, executionName, lease.input);
  } catch (error) {
    await noteStartFailed(lease);
    throw error;
  }
  await noteStarted(lease);
  return { executionName, isOurs: true };
}

async function joinUnstarted(held: HeldLease, proposal: Proposal, clock: Clock): Promise<AcquiredExecution | 'free'> {
  if (clock.now() >= held.startableAt && (await claimStart(held, clock.now()))) return begin(held, proposal, clock);
  await clock.sleep(pauseMs);
  return 'free';
}

async function joinStarted(
  held: HeldLease,
  subject: StatusSubject,
  clock: Clock,
): Promise<AcquiredExecution | 'free' | 'finished'> {
  const standing = await examine(subject, clock.now());
  if (standing === 'running') return { executionName: held.executionName, isOurs: false };
  await releaseLease(held.key, held.executionName);
  return standing === 'completed' ? 'finished' : 'free';
}

/** Whether the holder of a lease still works; asks Step Functions only when its status row is silent. */
async function examine(subject: StatusSubject, now: number): Promise<'running' | 'completed' | 'failed'> {
  const status = await readStatus(subject.executionName, now);
  if (status !== null && status.state !== 'running') return status.state;
  const lastSign = status === null ? 0 : Math.max(Date.parse(status.updatedAt), status.digestAt, status.checkedAt);
  if (status?.isAbandoned === true) return 'failed';
  if (now - lastSign < silenceMs) return 'running';
  const execution = await describeExecution(executionArn(subject.stateMachineArn, subject.executionName));
  if (execution === null) {
    await recordFailure(subject, describeFailure('ABORTED'), now);
    return 'failed';
  }
  if (isFailedState(execution.status)) {
    await recordFailure(subject, describeFailure(execution.status, execution), now);
    return 'failed';
  }
  if (execution.status === 'SUCCEEDED') return 'completed';
  await noteRunning(subject.executionName, now);
  return 'running';
}
