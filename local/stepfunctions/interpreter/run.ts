import type { StateGraph } from '../definition/machine.ts';
import type { Clock } from './clock.ts';
import type { ExecutionResult } from './execution.ts';
import type { EvaluateExpression } from './expressions.ts';
import type { History } from './history.ts';
import type { Json, JsonObject } from './json.ts';
import type { BranchProgress } from './progress.ts';

/** What a Task hands to an integration. */
export interface TaskCall {
  /** The evaluated `Arguments`. */
  readonly arguments: Json;
  readonly executionArn: string;
  readonly stateMachineArn: string;
  /** Aborted when the Task times out or the execution ends. */
  readonly signal: AbortSignal;
}

/**
 * A service that a Task may call, by its `Resource`.
 * `call` throws StatesError with the name that Retry and Catch match on.
 */
export interface Integration {
  readonly resourceType: string;
  readonly resource: string;
  readonly call: (call: TaskCall) => Promise<Json>;
}

export type FindIntegration = (resource: string) => Integration | null;

/** An execution that a distributed Map starts for one of its items. */
export interface ChildExecution {
  readonly name: string;
  readonly mapRunArn: string;
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly graph: StateGraph;
  readonly input: Json;
  /** Aborted with ExecutionEnded to stop it. */
  readonly signal: AbortSignal;
}

/** What all branches of one execution share. */
export interface Run {
  readonly clock: Clock;
  /** Numbers in [0, 1), for jitter. */
  readonly random: () => number;
  readonly evaluate: EvaluateExpression;
  readonly findIntegration: FindIntegration;
  readonly history: History;
  readonly region: string;
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly runChild: (child: ChildExecution) => Promise<ExecutionResult>;
  /** `Execution` and `StateMachine` of the context object. */
  readonly context: JsonObject;
}

/** One line of states under way. */
export interface Branch {
  readonly run: Run;
  readonly graph: StateGraph;
  readonly progress: BranchProgress;
  /** The branch that this one runs inside; its variables can be read. */
  readonly parent: Branch | null;
  /** Aborted with ExecutionEnded or BranchCancelled. */
  readonly signal: AbortSignal;
  /** `Map.Item` of the context object, inside a Map. */
  readonly mapItem: JsonObject | null;
}
