import { createHash } from 'node:crypto';
import type { MapState } from '../../definition/machine.ts';
import { dataLimitExceeded, ExecutionEnded, StatesError } from '../errors.ts';
import { type Exit, evaluateField, type Frame, failEvaluation, leave, record } from '../frame.ts';
import { countBytes, type Json, largestPayloadBytes } from '../json.ts';
import { type BranchProgress, beginBranch } from '../progress.ts';
import type { ChildExecution } from '../run.ts';
import { readConcurrency, readItems, selectItem } from './items.ts';
import { runRecorded } from './parallel.ts';

/** Children of a distributed Map that may run at once (Step Functions service quotas). */
export const largestDistributedConcurrency = 10_000;

/** How many children may fail; what is not said does not count, and without either none may. */
interface Tolerance {
  readonly count: number | null;
  readonly percentage: number | null;
}

interface MapRun {
  readonly arn: string;
  readonly items: readonly Json[];
  readonly limit: number;
  readonly tolerance: Tolerance;
}

const toleranceExceeded = {
  errorName: 'States.ExceedToleratedFailureThreshold',
  cause: 'The specified tolerated failure threshold was exceeded',
};

/**
 * Runs its processor for each item as an execution of its own, with its own history and variables. Its result is
 * the list of their outputs, that of a tolerated failure being its error
 * (https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html). Children that an earlier
 * attempt of a redriven execution has finished are not run again; the others start anew.
 */
export async function attemptDistributedMap(frame: Frame<MapState>): Promise<Exit> {
  const { state, branch } = frame;
  const { progress } = branch;
  const items = await readItems(frame);
  const limit = await readConcurrency(frame, largestDistributedConcurrency);
  const mapRun = { arn: nameMapRun(frame), items, limit, tolerance: await readTolerance(frame) };
  const slots = progress.children?.length === items.length ? progress.children : null;
  announce(frame, mapRun, slots !== null);
  progress.children = slots ?? new Array<BranchProgress | null>(items.length).fill(null);
  const result = await runRecorded(frame, 'Map', () => runMapRun(frame, mapRun));
  if (countBytes(result) > largestPayloadBytes) {
    progress.children = null;
    throw dataLimitExceeded(frame.name);
  }
  return leave(frame, state, result, { result, next: state.Next ?? null });
}

function announce(frame: Frame<MapState>, { arn, items }: MapRun, isRedriven: boolean): void {
  if (isRedriven) {
    const { RedriveCount: redriveCount } = frame.context.Execution as { RedriveCount: number };
    record(frame, 'MapRunRedriven', { mapRunRedrivenEventDetails: { mapRunArn: arn, redriveCount } });
    return;
  }
  record(frame, 'MapStateStarted', { mapStateStartedEventDetails: { length: items.length } });
  record(frame, 'MapRunStarted', { mapRunStartedEventDetails: { mapRunArn: arn } });
}

async function runMapRun(frame: Frame<MapState>, mapRun: MapRun): Promise<Json[]> {
  const { signal } = frame.branch;
  const children = new AbortController();
  // A child that its parent takes down with it is ABORTED, also where the parent has timed out.
  const abort = (): void => children.abort(new ExecutionEnded('ABORTED'));
  signal.addEventListener('abort', abort, { once: true });
  try {
    const outputs = await runAll(frame, mapRun, children);
    signal.throwIfAborted();
    if (!children.signal.aborted) {
      record(frame, 'MapRunSucceeded');
      return outputs;
    }
    const { errorName: error, cause } = toleranceExceeded;
    record(frame, 'MapRunFailed', { mapRunFailedEventDetails: { error, cause } });
    throw new StatesError(error, { detail: cause });
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** Runs all children; more failures than are tolerated abort those that still run. */
async function runAll(frame: Frame<MapState>, mapRun: MapRun, children: AbortController): Promise<Json[]> {
  const slots = frame.branch.progress.children ?? [];
  const outputs = slots.map((slot): Json => slot?.output?.value ?? null);
  const waiting = slots.flatMap((slot, index) => (slot?.output == null ? [index] : []));
  let failed = 0;
  const runNext = async (): Promise<void> => {
    for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
      if (children.signal.aborted) return;
      const result = await runItem(frame, mapRun, index, children.signal);
      if (result.status === 'SUCCEEDED') {
        slots[index] = { ...beginBranch('', null, 0), output: { value: result.output } };
        outputs[index] = result.output;
        continue;
      }
      failed += 1;
      outputs[index] = { Status: result.status, Error: result.error ?? '', Cause: result.cause ?? '' };
      if (isExceeded(mapRun.tolerance, failed, slots.length)) children.abort(new ExecutionEnded('ABORTED'));
    }
  };
  const workers = Array.from({ length: Math.min(mapRun.limit, waiting.length) }, runNext);
  const settled = await Promise.allSettled(workers);
  const broken = settled.find((worker) => worker.status === 'rejected');
  if (broken !== undefined) throw broken.reason;
  return outputs;
}

async function runItem(frame: Frame<MapState>, { arn, items }: MapRun, index: number, signal: AbortSignal) {
  const { run } = frame.branch;
  const input = await selectItem(frame, items, index);
  const { RedriveCount: redriveCount } = frame.context.Execution as { RedriveCount: number };
  const name = digest(`${arn}/${index}/${redriveCount}`);
  const label = labelOf(frame);
  const child: ChildExecution = {
    name,
    mapRunArn: arn,
    executionArn: `${run.stateMachineArn.replace(':stateMachine:', ':execution:')}/${label}:${name}`,
    stateMachineArn: `${run.stateMachineArn}/${label}`,
    type: frame.state.ItemProcessor.ProcessorConfig?.ExecutionType ?? 'STANDARD',
    graph: frame.state.ItemProcessor,
    input,
    signal,
  };
  return run.runChild(child);
}

function isExceeded({ count, percentage }: Tolerance, failed: number, total: number): boolean {
  if (count === null && percentage === null) return failed > 0;
  return (count !== null && failed > count) || (percentage !== null && (100 * failed) / total > percentage);
}

async function readTolerance(frame: Frame<MapState>): Promise<Tolerance> {
  const { ToleratedFailureCount: count, ToleratedFailurePercentage: percentage } = frame.state;
  return {
    count:
      count === undefined ? null : await readNumber(frame, count, 'ToleratedFailureCount', Number.MAX_SAFE_INTEGER),
    percentage:
      percentage === undefined ? null : await readNumber(frame, percentage, 'ToleratedFailurePercentage', 100),
  };
}

async function readNumber(frame: Frame, template: number | string, field: string, most: number): Promise<number> {
  const value = await evaluateField(frame, template, field);
  if (typeof value === 'number' && value >= 0 && value <= most) return value;
  throw failEvaluation(frame, field, `The field '${field}' must be a number from 0 to ${most}.`);
}

/** The same for all attempts of a redriven execution, as its Map Run is. */
function nameMapRun(frame: Frame<MapState>): string {
  const { stateMachineArn, executionArn } = frame.branch.run;
  const name = digest(`${executionArn}/${frame.name}/${frame.enteredEventId}`);
  return `${stateMachineArn.replace(':stateMachine:', ':mapRun:')}/${labelOf(frame)}:${name}`;
}

function labelOf({ state, name }: Frame<MapState>): string {
  return state.Label ?? name.slice(0, longestLabel);
}

/** Characters of a label (https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html). */
export const longestLabel = 40;

/** A name in the shape of the UUIDs that AWS gives. */
function digest(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
