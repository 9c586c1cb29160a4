import type { Json, JsonObject } from '../interpreter/json.ts';

/** A JSONata definition (Amazon States Language) that `parseDefinition` has accepted. */
export interface Machine extends StateGraph {
  readonly Comment?: string;
  readonly TimeoutSeconds?: number;
}

/** States with an entry: a machine, a branch of a Parallel, or the processor of a Map. */
export interface StateGraph {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: 'FULL' | 'NONE';
}

export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
  readonly Output?: Json;
  readonly Assign?: JsonObject;
}

export interface ChoiceRule {
  readonly Condition: Json;
  readonly Next: string;
  readonly Output?: Json;
  readonly Assign?: JsonObject;
}

interface StateBase {
  readonly Comment?: string;
  readonly Output?: Json;
  readonly Assign?: JsonObject;
  readonly Next?: string;
  readonly End?: boolean;
}

interface Recoverable {
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}

export interface TaskState extends StateBase, Recoverable {
  readonly Type: 'Task';
  readonly Resource: string;
  readonly Arguments?: Json;
  readonly TimeoutSeconds?: number | string;
}
export interface PassState extends StateBase {
  readonly Type: 'Pass';
}
export interface ChoiceState extends StateBase {
  readonly Type: 'Choice';
  readonly Choices: readonly ChoiceRule[];
  readonly Default?: string;
}
export interface WaitState extends StateBase {
  readonly Type: 'Wait';
  readonly Seconds?: number | string;
  readonly Timestamp?: string;
}
export interface SucceedState extends StateBase {
  readonly Type: 'Succeed';
}
export interface FailState extends StateBase {
  readonly Type: 'Fail';
  readonly Error?: string;
  readonly Cause?: string;
}
export interface ParallelState extends StateBase, Recoverable {
  readonly Type: 'Parallel';
  readonly Arguments?: Json;
  readonly Branches: readonly StateGraph[];
}

/** What a Map runs for each item: inline, or as executions of their own. */
export interface ItemProcessor extends StateGraph {
  readonly ProcessorConfig?: {
    readonly Mode?: 'INLINE' | 'DISTRIBUTED';
    readonly ExecutionType?: 'STANDARD' | 'EXPRESS';
  };
}
export interface MapState extends StateBase, Recoverable {
  readonly Type: 'Map';
  readonly Items?: Json;
  readonly ItemSelector?: Json;
  readonly ItemProcessor: ItemProcessor;
  readonly MaxConcurrency?: number | string;
  /** Of a distributed Map, as are the two below: stands in the ARNs of its children. */
  readonly Label?: string;
  readonly ToleratedFailureCount?: number | string;
  readonly ToleratedFailurePercentage?: number | string;
}

export type State =
  | TaskState
  | PassState
  | ChoiceState
  | WaitState
  | SucceedState
  | FailState
  | ParallelState
  | MapState;

/** The source inside `{% … %}`, or null where the text is a plain string (it must start and end with the marks). */
export function readExpression(text: string): string | null {
  if (!text.startsWith('{%') || !text.endsWith('%}') || text.length < 4) return null;
  return text.slice(2, -2).trim();
}
