import type { Clock, FunctionAnswer, Integrations } from '../../../../local/stepfunctions/index.ts';
import type { HistoryEvent } from '../../../../local/stepfunctions/interpreter/history.ts';
import type { Json } from '../../../../local/stepfunctions/interpreter/json.ts';
import { type MachineRun, type RunMachineOptions, runMachine } from '../../../../local/stepfunctions/run-machine.ts';

type Invoke = (name: string, payload: Json, signal: AbortSignal) => Promise<FunctionAnswer> | FunctionAnswer;

/** Integrations of which a test gives those that it needs. */
export function integrate(given: { invoke?: Invoke } & Partial<Integrations>): Integrations {
  const { invoke = (_name, payload) => ({ payload }) } = given;
  return {
    invokeFunction: async (name, payload, signal) => invoke(name, payload, signal),
    callDynamoDb: async () => ({}),
    putEvents: async (input) => ({ FailedEntryCount: 0, Entries: input.Entries.map(() => ({ EventId: 'e' })) }),
    startExecution: async () => ({ executionArn: 'e', startDate: 0 }),
    ...given,
  };
}

/** A definition that starts with the first of its states. */
export function machine(states: Record<string, object>, fields: object = {}): object {
  return { QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states, ...fields };
}

/** A Task that invokes the function `f`. */
export function task(fields: object = {}): object {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: 'f', Payload: '{% $states.input %}' },
    Output: '{% $states.result.Payload %}',
    End: true,
    ...fields,
  };
}

/** A Pass that ends its branch. */
export function pass(output: Json, fields: object = {}): object {
  return { Type: 'Pass', Output: output, End: true, ...fields };
}

/** A function that throws what Lambda reports as an error of this type. */
export function throwing(errorType: string): FunctionAnswer {
  return { functionError: 'Unhandled', payload: { errorType, errorMessage: 'scripted', trace: [] } };
}

/** Runs a definition on a virtual clock. */
export function run(
  definition: object,
  options: Partial<Omit<RunMachineOptions, 'definition'>> = {},
): Promise<MachineRun> {
  return runMachine({ definition, input: {}, integrations: integrate({}), ...options });
}

/** The output of a machine that is one Pass with this expression. */
export async function evaluate(
  expression: string,
  input: Json = {},
  options: Partial<RunMachineOptions> = {},
): Promise<unknown> {
  const { result } = await run(machine({ Only: pass(`{% ${expression} %}`) }), { input, ...options });
  return result.status === 'SUCCEEDED' ? result.output : `${(result as { error?: string }).error}`;
}

/** Ids, links and types of events: `3<2 TaskScheduled`. */
export function chain(events: readonly HistoryEvent[]): string[] {
  return events.map(({ id, previousEventId, type }) => `${id}<${previousEventId} ${type}`);
}

/** The details of the first event of a type. */
export function detailsOf(events: readonly HistoryEvent[], type: string): Record<string, unknown> {
  const event = events.find((candidate) => candidate.type === type);
  const details = Object.entries(event ?? {}).find(([name]) => name.endsWith('EventDetails'));
  return (details?.[1] ?? {}) as Record<string, unknown>;
}

/** A virtual clock whose timers never fire, so that a function may be held for as long as a test likes. */
export function stillClock(
  now = Date.UTC(2026, 0, 5, 9),
): Clock & { now: () => number; advance: (ms: number) => void } {
  let current = now;
  return {
    now: () => current,
    advance: (ms) => {
      current += ms;
    },
    sleep: (_ms, signal) =>
      new Promise((_resolve, reject) => {
        if (signal?.aborted) reject(signal.reason);
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      }),
  };
}
