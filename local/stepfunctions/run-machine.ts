import { parseDefinition } from './definition/parse.ts';
import { createIntegrations, type Integrations } from './integrations/index.ts';
import { type Clock, createVirtualClock } from './interpreter/clock.ts';
import { type ExecutionResult, runExecution } from './interpreter/execution.ts';
import { createEvaluator } from './interpreter/expressions.ts';
import { createHistory, type HistoryEvent } from './interpreter/history.ts';
import type { Json } from './interpreter/json.ts';
import type { BranchProgress } from './interpreter/progress.ts';
import type { ChildExecution } from './interpreter/run.ts';

export interface RunMachineOptions {
  /** The definition, its substitutions resolved; text or a value of JSON. */
  readonly definition: string | object;
  readonly input: Json;
  readonly integrations: Integrations;
  readonly name?: string;
  /** A virtual clock by default, on which nothing takes real time. */
  readonly clock?: Clock;
  /** Numbers in [0, 1) for jitter; always the same by default. */
  readonly random?: () => number;
  readonly signal?: AbortSignal;
}

/** An execution that a distributed Map started for one item. */
export interface ChildRun {
  readonly child: ChildExecution;
  readonly events: readonly HistoryEvent[];
  result: ExecutionResult | null;
}

export interface MachineRun {
  readonly result: ExecutionResult;
  readonly events: readonly HistoryEvent[];
  /** What distributed Maps started, in the order of their starts. */
  readonly children: readonly ChildRun[];
  /** Runs on from the state that failed, with the same history. */
  redrive(integrations: Integrations): Promise<MachineRun>;
}

/** Runs a definition once, without a service around it; for tests. */
export function runMachine(options: RunMachineOptions): Promise<MachineRun> {
  const { definition, input, name = 'run', clock = createVirtualClock(), random = () => 0.5 } = options;
  const machine = parseDefinition(typeof definition === 'string' ? definition : JSON.stringify(definition));
  const history = createHistory(clock);
  const children: ChildRun[] = [];
  const keepChild = (child: ChildExecution) => {
    const own = createHistory(clock);
    const kept: ChildRun = { child, events: own.events, result: null };
    children.push(kept);
    const close = (result: ExecutionResult) => {
      kept.result = result;
    };
    return { history: own, close };
  };
  const startedAt = clock.now();
  const account = 'us-east-1:123456789012';
  const attempt = async (
    integrations: Integrations,
    redrive: { count: number; at: number; progress: BranchProgress } | null,
  ): Promise<MachineRun> => {
    const result = await runExecution({
      ...{ machine, name, input, clock, random, history, startedAt, redrive, keepChild, region: 'us-east-1' },
      stateMachineArn: `arn:aws:states:${account}:stateMachine:machine`,
      executionArn: `arn:aws:states:${account}:execution:machine:${name}`,
      roleArn: 'arn:aws:iam::123456789012:role/machine',
      evaluate: createEvaluator(clock, random),
      findIntegration: createIntegrations(integrations),
      signal: options.signal ?? new AbortController().signal,
    });
    const count = (redrive?.count ?? 0) + 1;
    return {
      result,
      events: history.events,
      children,
      redrive: (next) => attempt(next, { count, at: clock.now(), progress: result.progress }),
    };
  };
  return attempt(options.integrations, null);
}
