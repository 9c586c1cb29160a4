import type { Machine } from '../definition/machine.ts';
import { runBranch } from './branch.ts';
import type { Clock } from './clock.ts';
import { ExecutionEnded, StatesError } from './errors.ts';
import type { EvaluateExpression } from './expressions.ts';
import { createHistory, type History } from './history.ts';
import type { Json, JsonObject } from './json.ts';
import { type BranchProgress, beginBranch } from './progress.ts';
import type { ChildExecution, FindIntegration, Run } from './run.ts';

export interface ExecutionOptions {
  readonly machine: Machine;
  readonly stateMachineArn: string;
  readonly executionArn: string;
  readonly name: string;
  readonly roleArn: string;
  readonly region: string;
  readonly input: Json;
  readonly clock: Clock;
  readonly random: () => number;
  readonly evaluate: EvaluateExpression;
  readonly findIntegration: FindIntegration;
  readonly history: History;
  /** Epoch milliseconds of the first start. */
  readonly startedAt: number;
  /** Where an earlier attempt stood; null on the first start. */
  readonly redrive: { readonly count: number; readonly at: number; readonly progress: BranchProgress } | null;
  /** Keeps the executions that distributed Maps start; without it they leave no trace. */
  readonly keepChild?: KeepChild;
  /** Aborted with ExecutionEnded to stop the execution. */
  readonly signal: AbortSignal;
}

/** Opens the record of a child execution: where its events go, and who hears how it ended. */
export type KeepChild = (child: ChildExecution) => {
  readonly history: History;
  readonly close: (result: ExecutionResult) => void;
};

/** How an execution ended; `progress` is where a redrive continues. */
export type ExecutionResult = { readonly progress: BranchProgress } & (
  | { readonly status: 'SUCCEEDED'; readonly output: Json }
  | { readonly status: 'FAILED' | 'ABORTED' | 'TIMED_OUT'; readonly error?: string; readonly cause?: string }
);

/** Runs a machine from its start, or from where a redrive continues, to its end. Never throws for an error inside it. */
export async function runExecution(options: ExecutionOptions): Promise<ExecutionResult> {
  const { machine, history, clock } = options;
  const progress = options.redrive?.progress ?? beginBranch(machine.StartAt, options.input, 0);
  recordStart(options);
  const ended = new AbortController();
  const done = new AbortController();
  const signal = AbortSignal.any([options.signal, ended.signal]);
  if (machine.TimeoutSeconds !== undefined) {
    clock.sleep(machine.TimeoutSeconds * 1000, AbortSignal.any([options.signal, done.signal])).then(
      () => ended.abort(new ExecutionEnded('TIMED_OUT')),
      () => undefined,
    );
  }
  const branch = { run: describeRun(options), graph: machine, progress, parent: null, signal, mapItem: null };
  try {
    const output = await runBranch(branch);
    history.appendLast('ExecutionSucceeded', progress.lastEventId, {
      executionSucceededEventDetails: { output: JSON.stringify(output), outputDetails: { truncated: false } },
    });
    return { status: 'SUCCEEDED', output, progress };
  } catch (error) {
    const reason: unknown = signal.aborted ? signal.reason : error;
    return {
      ...(reason instanceof ExecutionEnded ? stop(history, reason) : fail(options, progress, reason)),
      progress,
    };
  } finally {
    done.abort();
  }
}

function recordStart({ history, redrive, input, roleArn }: ExecutionOptions): void {
  if (redrive === null) {
    history.append('ExecutionStarted', 0, {
      executionStartedEventDetails: { input: JSON.stringify(input), inputDetails: { truncated: false }, roleArn },
    });
  } else {
    const last = history.events.length;
    history.appendLast('ExecutionRedriven', last, { executionRedrivenEventDetails: { redriveCount: redrive.count } });
  }
}

function describeRun(options: ExecutionOptions): Run {
  const { redrive, stateMachineArn } = options;
  const context: JsonObject = {
    Execution: {
      Id: options.executionArn,
      Input: options.input,
      Name: options.name,
      RoleArn: options.roleArn,
      StartTime: new Date(options.startedAt).toISOString(),
      RedriveCount: redrive?.count ?? 0,
      ...(redrive === null ? {} : { RedriveTime: new Date(redrive.at).toISOString() }),
    },
    StateMachine: { Id: stateMachineArn, Name: stateMachineArn.slice(stateMachineArn.lastIndexOf(':') + 1) },
  };
  const { clock, random, evaluate, findIntegration, history, region, executionArn } = options;
  const runChild = (child: ChildExecution) => runChildExecution(child, options);
  return {
    clock,
    random,
    evaluate,
    findIntegration,
    history,
    region,
    executionArn,
    stateMachineArn,
    runChild,
    context,
  };
}

/** An Express execution may take five minutes, and nobody can read its history (Step Functions service quotas). */
const expressSeconds = 300;

async function runChildExecution(child: ChildExecution, options: ExecutionOptions): Promise<ExecutionResult> {
  const { executionArn, stateMachineArn, name, input, signal } = child;
  const isExpress = child.type === 'EXPRESS';
  const kept = isExpress ? undefined : options.keepChild?.(child);
  const result = await runExecution({
    ...options,
    machine: isExpress ? { ...child.graph, TimeoutSeconds: expressSeconds } : child.graph,
    ...{ executionArn, stateMachineArn, name, input, signal },
    history: kept?.history ?? createHistory(options.clock),
    startedAt: options.clock.now(),
    redrive: null,
  });
  kept?.close(result);
  return result;
}

type Ending = { status: 'FAILED' | 'ABORTED' | 'TIMED_OUT'; error?: string; cause?: string };

function stop(history: History, reason: ExecutionEnded): Ending {
  const facts = sayFailure(reason.errorName, reason.detail);
  if (reason.status === 'ABORTED') {
    history.appendLast('ExecutionAborted', 0, { executionAbortedEventDetails: facts });
    return { status: 'ABORTED', ...facts };
  }
  // AWS names the error in the event alone; the execution itself tells neither error nor cause.
  history.appendLast('ExecutionTimedOut', 0, { executionTimedOutEventDetails: { error: 'States.Timeout' } });
  return { status: 'TIMED_OUT' };
}

function fail({ history }: ExecutionOptions, progress: BranchProgress, error: unknown): Ending {
  const failure =
    error instanceof StatesError
      ? error
      : new StatesError('States.Runtime', { detail: `The interpreter failed: ${String(error)}`, cause: error });
  const facts = sayFailure(failure.errorName || undefined, failure.detail);
  history.appendLast('ExecutionFailed', progress.lastEventId, { executionFailedEventDetails: facts });
  return { status: 'FAILED', ...facts };
}

function sayFailure(error: string | undefined, cause: string | undefined): { error?: string; cause?: string } {
  return { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
}
