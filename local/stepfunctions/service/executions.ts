import type { Machine } from '../definition/machine.ts';
import { parseDefinition } from '../definition/parse.ts';
import type { Clock } from '../interpreter/clock.ts';
import { ExecutionEnded } from '../interpreter/errors.ts';
import { type ExecutionResult, type KeepChild, runExecution } from '../interpreter/execution.ts';
import type { EvaluateExpression } from '../interpreter/expressions.ts';
import { createHistory } from '../interpreter/history.ts';
import type { Json } from '../interpreter/json.ts';
import type { BranchProgress } from '../interpreter/progress.ts';
import type { FindIntegration } from '../interpreter/run.ts';
import { createRecord, type ExecutionRecord, type StoredExecution } from './record.ts';
import { describeStatusChange, type StatusChange } from './status-change.ts';
import type { ExecutionStore } from './store.ts';

export interface ExecutionRunnerOptions {
  readonly region: string;
  readonly clock: Clock;
  readonly random: () => number;
  readonly evaluate: EvaluateExpression;
  readonly findIntegration: FindIntegration;
  readonly store: ExecutionStore;
  readonly onStatusChange: (change: StatusChange) => unknown;
}

export interface LiveExecution extends StoredExecution {
  stop: AbortController;
  /** Resolves once the execution is closed and its end is written. */
  settled: Promise<void>;
}

export interface ExecutionRunner {
  readonly executions: ReadonlyMap<string, LiveExecution>;
  start(record: ExecutionRecord): LiveExecution;
  redrive(execution: LiveExecution, token: string | null): void;
  stop(execution: LiveExecution, facts: { error?: string | undefined; cause?: string | undefined }): Promise<void>;
  /** Stops everything that runs and waits until every status change was heard. */
  close(): Promise<void>;
}

/** Holds the executions and runs them. */
export function createExecutionRunner(options: ExecutionRunnerOptions): ExecutionRunner {
  const { clock, store } = options;
  const executions = new Map<string, LiveExecution>();
  const heard = new Set<Promise<void>>();

  const announce = (execution: StoredExecution): void => {
    const change = describeStatusChange(execution, clock.now());
    const hearing = tell(options.onStatusChange, change).finally(() => heard.delete(hearing));
    heard.add(hearing);
  };
  const close = (
    execution: LiveExecution,
    result: Omit<ExecutionResult, 'progress'> & Partial<ExecutionResult>,
  ): void => {
    closeRecord(execution.record, result as ExecutionResult, clock.now());
    store.saveRecord(execution.record);
    announce(execution);
  };
  const readMachine = ({ definitionHash }: ExecutionRecord): Machine =>
    parseDefinition(store.readDefinition(definitionHash));
  const run = async (execution: LiveExecution, machine: Machine): Promise<void> => {
    store.saveRecord({ ...execution.record, progress: null });
    announce(execution);
    close(execution, await runRecord(execution, machine, options, keepChild(execution)));
  };
  const keepChild =
    (parent: LiveExecution): KeepChild =>
    ({ executionArn, stateMachineArn, mapRunArn, name, input }) => {
      const { roleArn, definitionHash } = parent.record;
      const record = createRecord(
        { stateMachineArn, roleArn, definitionHash },
        { executionArn, name, input: JSON.stringify(input), mapRunArn },
        clock.now(),
      );
      const child = { record, events: [], stop: new AbortController(), settled: parent.settled };
      executions.set(executionArn, child);
      store.saveRecord(record);
      return {
        history: createHistory(clock, child.events, (event) => store.saveEvent(record, event)),
        close: (result) => {
          // A redrive of the parent runs a failed child again, under a name of its own.
          closeRecord(record, { ...result, progress: null }, clock.now());
          store.saveRecord(record);
        },
      };
    };

  for (const stored of store.load()) {
    const execution: LiveExecution = { ...stored, stop: new AbortController(), settled: Promise.resolve() };
    executions.set(stored.record.executionArn, execution);
    if (stored.record.status !== 'RUNNING') continue;
    // Nothing runs on after a crash: it ends as StopExecution without error and cause ends it.
    const history = createHistory(clock, stored.events, (event) => store.saveEvent(stored.record, event));
    history.appendLast('ExecutionAborted', 0, { executionAbortedEventDetails: {} });
    close(execution, { status: 'ABORTED' });
  }

  return {
    executions,
    start: (record) => {
      const execution: LiveExecution = { record, events: [], stop: new AbortController(), settled: Promise.resolve() };
      executions.set(record.executionArn, execution);
      execution.settled = run(execution, readMachine(record));
      return execution;
    },
    redrive: (execution, token) => {
      const { record } = execution;
      const machine = readMachine(record);
      Object.assign(record, { status: 'RUNNING', stoppedAt: null, error: null, cause: null, redriveToken: token });
      record.redriveCount += 1;
      record.redrivenAt = clock.now();
      execution.stop = new AbortController();
      execution.settled = run(execution, machine);
    },
    stop: async (execution, { error, cause }) => {
      const facts = {
        ...(error === undefined ? {} : { errorName: error }),
        ...(cause === undefined ? {} : { detail: cause }),
      };
      execution.stop.abort(new ExecutionEnded('ABORTED', facts));
      await execution.settled;
    },
    close: async () => {
      for (const { stop } of executions.values()) stop.abort(new ExecutionEnded('ABORTED'));
      await Promise.all([...executions.values()].map(({ settled }) => settled));
      await Promise.all(heard);
    },
  };
}

async function tell(listener: ExecutionRunnerOptions['onStatusChange'], change: StatusChange): Promise<void> {
  try {
    await listener(change);
  } catch (error) {
    console.error({ message: 'a status change was not heard', execution: change.executionArn, error });
  }
}

function runRecord(
  execution: LiveExecution,
  machine: Machine,
  options: ExecutionRunnerOptions,
  keepChild: KeepChild,
): Promise<ExecutionResult> {
  const { record, events } = execution;
  const { store, ...rest } = options;
  const { progress, redrivenAt } = record;
  return runExecution({
    ...rest,
    keepChild,
    machine,
    stateMachineArn: record.stateMachineArn,
    executionArn: record.executionArn,
    name: record.name,
    roleArn: record.roleArn,
    input: JSON.parse(record.input) as Json,
    history: createHistory(options.clock, events, (event) => store.saveEvent(record, event)),
    startedAt: record.startedAt,
    redrive: progress === null || redrivenAt === null ? null : { count: record.redriveCount, at: redrivenAt, progress },
    signal: execution.stop.signal,
  });
}

type Ending = Omit<ExecutionResult, 'progress'> & { readonly progress: BranchProgress | null };

function closeRecord(record: ExecutionRecord, ended: Ending, now: number): void {
  const result = ended as ExecutionResult;
  record.status = result.status;
  record.stoppedAt = now;
  record.progress = result.status === 'SUCCEEDED' ? null : (result.progress ?? null);
  record.output = result.status === 'SUCCEEDED' ? JSON.stringify(result.output) : null;
  record.error = result.status === 'SUCCEEDED' ? null : (result.error ?? null);
  record.cause = result.status === 'SUCCEEDED' ? null : (result.cause ?? null);
}
