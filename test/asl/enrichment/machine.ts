import { readFileSync } from 'node:fs';
import type { State, StateGraph } from '../../../local/stepfunctions/definition/machine.ts';
import { type Clock, createVirtualClock, type Integrations } from '../../../local/stepfunctions/index.ts';
import type { ExecutionStart } from '../../../local/stepfunctions/integrations/states.ts';
import type { HistoryEvent } from '../../../local/stepfunctions/interpreter/history.ts';
import type { Json, JsonObject } from '../../../local/stepfunctions/interpreter/json.ts';
import { type MachineRun, runMachine } from '../../../local/stepfunctions/run-machine.ts';
import { answers, run } from './answers.ts';

/** A definition with each function's ARN replaced by its name. */
export function readDefinition(name: string): string {
  return readFileSync(`statemachines/${name}.asl.json`, 'utf8').replaceAll(/\$\{(\w+?)(?:FunctionArn)?\}/g, '$1');
}

export const definition = readDefinition('company-enrichment');

/** What a function answers instead of its usual answer; it may throw, or never answer. */
export type Script = (payload: JsonObject, call: { attempt: number; clock: Clock }) => Json | Promise<Json>;

export interface Scripts {
  readonly functions?: Readonly<Record<string, Script>>;
  /** Answers a progress write; `percent` is what it sets. */
  readonly writeProgress?: (percent: string) => void;
  readonly publish?: () => void;
  readonly startExecution?: () => void;
}

export interface Recorded {
  readonly calls: { readonly name: string; readonly payload: JsonObject }[];
  readonly progress: JsonObject[];
  readonly published: JsonObject[];
  readonly started: ExecutionStart[];
}

/** A function that throws an error of this name, as Lambda reports it. */
export class FunctionError extends Error {
  constructor(name: string) {
    super(`scripted ${name}`);
    this.name = name;
  }
}

/** An error of a service, such as DynamoDB or Lambda itself. */
export function serviceError(name: string): Error {
  return Object.assign(new Error(`scripted ${name}`), { name, $fault: 'client' });
}

/** Never answers, as a function that hangs until its Task times out. */
export function hang(): Promise<Json> {
  return new Promise(() => undefined);
}

/** A function that always throws. */
export function failWith(name: string): Script {
  return () => {
    throw new FunctionError(name);
  };
}

/** Integrations that answer from the scripts, and what they were asked. */
export function script(scripts: Scripts = {}, clock: Clock = createVirtualClock()): Integrations & Recorded {
  const { functions = {}, writeProgress, publish, startExecution } = scripts;
  const recorded: Recorded = { calls: [], progress: [], published: [], started: [] };
  return {
    ...recorded,
    invokeFunction: async (name, payload) => {
      const event = payload as JsonObject;
      recorded.calls.push({ name, payload: event });
      const attempt = recorded.calls.filter((call) => call.name === name).length;
      try {
        const answer = functions[name] ?? answers[name];
        if (answer === undefined) throw serviceError('ResourceNotFoundException');
        return { payload: await answer(event, { attempt, clock }) };
      } catch (error) {
        if (!(error instanceof FunctionError)) throw error;
        return {
          functionError: 'Unhandled',
          payload: { errorType: error.name, errorMessage: error.message, trace: [] },
        };
      }
    },
    callDynamoDb: async (operation, input) => {
      recorded.progress.push({ operation, input });
      const values = (input as { ExpressionAttributeValues: { ':percent': { N: string } } }).ExpressionAttributeValues;
      writeProgress?.(values[':percent'].N);
      return {};
    },
    putEvents: async (input) => {
      recorded.published.push(...input.Entries);
      publish?.();
      return { FailedEntryCount: 0, Entries: input.Entries.map(() => ({ EventId: 'e' })) };
    },
    startExecution: async (start) => {
      recorded.started.push(start);
      startExecution?.();
      return { executionArn: `arn:${start.name}`, startDate: clock.now() / 1000 };
    },
  };
}

export interface Enrichment {
  readonly run: MachineRun;
  readonly asked: Recorded;
}

/** Runs the enrichment machine with scripted functions on a virtual clock. */
export async function enrich(scripts: Scripts = {}, over: JsonObject = {}): Promise<Enrichment> {
  const clock = createVirtualClock();
  const integrations = script(scripts, clock);
  return {
    run: await runMachine({ definition, input: { ...run, ...over }, integrations, clock }),
    asked: integrations,
  };
}

/** Names of the states that were entered, in order. */
export function enteredStates(events: readonly HistoryEvent[]): string[] {
  return events.filter((event) => event.type.endsWith('StateEntered')).map((event) => nameOf(event));
}

function nameOf(event: HistoryEvent): string {
  return (event.stateEnteredEventDetails as { name: string }).name;
}

/** How often each function was called. */
export function countCalls({ calls }: Recorded, name: string): number {
  return calls.filter((call) => call.name === name).length;
}

/** The payload of a function's first call. */
export function payloadOf({ calls }: Recorded, name: string): JsonObject {
  return calls.find((call) => call.name === name)?.payload ?? {};
}

/** Seconds from the first to the last event. */
export function secondsTaken(events: readonly HistoryEvent[]): number {
  return Math.round(((events.at(-1)?.timestamp ?? 0) - (events[0]?.timestamp ?? 0)) * 1000) / 1000;
}

/** All states of a graph and of the graphs inside it, by name. */
export function listStates(graph: StateGraph): [string, State][] {
  return Object.entries(graph.States).flatMap(([name, state]) => [
    [name, state] as [string, State],
    ...(state.Type === 'Parallel' ? state.Branches.flatMap(listStates) : []),
    ...(state.Type === 'Map' ? listStates(state.ItemProcessor) : []),
  ]);
}
