import type { Catcher, ChoiceRule, State } from '../definition/machine.ts';
import { readExpression } from '../definition/machine.ts';
import { dataLimitExceeded, StatesError } from './errors.ts';
import { UnsupportedResult } from './expressions.ts';
import { countBytes, type Json, type JsonObject, largestPayloadBytes } from './json.ts';
import type { Branch } from './run.ts';
import { readVariables } from './variables.ts';

/** One state under way: what its expressions may read, and where its events go. */
export interface Frame<Kind extends State = State> {
  readonly branch: Branch;
  readonly name: string;
  readonly state: Kind;
  readonly input: Json;
  readonly enteredEventId: number;
  /** The context object, as `$states.context` gives it. */
  readonly context: JsonObject;
  /** The variables as they stood when the state was entered. */
  readonly variables: JsonObject;
}

/** How a state is left. */
export interface Exit {
  readonly output: Json;
  readonly assigned: JsonObject;
  /** null at the end of the branch. */
  readonly next: string | null;
}

/** What `$states` holds beside `input` and `context`. */
export interface Given {
  readonly result?: Json;
  readonly errorOutput?: Json;
  readonly context?: JsonObject;
}

/** Opens the state that the branch's progress points at; its Entered event must be written. */
export function openFrame<Kind extends State>(branch: Branch, state: Kind): Frame<Kind> {
  const { progress, run } = branch;
  const enteredAt = progress.entered?.at ?? run.clock.now();
  return {
    branch,
    name: progress.state,
    state,
    input: progress.input,
    enteredEventId: progress.entered?.eventId ?? 0,
    context: {
      ...run.context,
      State: { Name: progress.state, EnteredTime: new Date(enteredAt).toISOString() },
      ...(branch.mapItem === null ? {} : { Map: { Item: branch.mapItem } }),
    },
    variables: readVariables(branch),
  };
}

/** The frame of one attempt, whose context carries `State.RetryCount`. */
export function countRetry<Kind extends State>(frame: Frame<Kind>, retryCount: number): Frame<Kind> {
  const state = { ...(frame.context.State as JsonObject), RetryCount: retryCount };
  return { ...frame, context: { ...frame.context, State: state } };
}

/** Writes an event into the branch's chain. */
export function record(frame: Frame, type: string, details?: Readonly<Record<string, unknown>>): number {
  const { run, progress } = frame.branch;
  progress.lastEventId = run.history.append(type, progress.lastEventId, details);
  return progress.lastEventId;
}

/**
 * Evaluates a field: every string of the form `{% … %}` in it is replaced by what it gives.
 * @throws StatesError `States.QueryEvaluationError`, after its EvaluationFailed event is written.
 */
export async function evaluateField(frame: Frame, template: Json, field: string, given: Given = {}): Promise<Json> {
  const { context = frame.context, ...results } = given;
  const bindings = { ...frame.variables, states: { input: frame.input, context, ...results } };
  const evaluate = async (part: Json, location: string): Promise<Json> => {
    if (typeof part === 'string') {
      const source = readExpression(part);
      return source === null ? part : evaluateSource(frame, source, location, bindings);
    }
    if (Array.isArray(part)) {
      const items: Json[] = [];
      for (const [index, item] of part.entries()) items.push(await evaluate(item, `${location}[${index}]`));
      return items;
    }
    if (part === null || typeof part !== 'object') return part;
    const copy: JsonObject = {};
    for (const [key, item] of Object.entries(part)) copy[key] = await evaluate(item, `${location}/${key}`);
    return copy;
  };
  return evaluate(template, field);
}

async function evaluateSource(
  frame: Frame,
  source: string,
  location: string,
  bindings: Readonly<Record<string, Json>>,
): Promise<Json> {
  const what = `The JSONata expression '${source}' specified for the field '${location}'`;
  let result: Json | undefined;
  try {
    result = await frame.branch.run.evaluate(source, bindings);
  } catch (error) {
    const reason =
      error instanceof UnsupportedResult ? error.message : `threw an error during evaluation. ${sayError(error)}`;
    throw failEvaluation(frame, location, `${what} ${reason}.`, error);
  }
  if (result === undefined) throw failEvaluation(frame, location, `${what} returned nothing (undefined).`);
  return result;
}

/** jsonata throws plain objects with a message and a code. */
function sayError(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return [code, message].filter((part) => typeof part === 'string').join(': ');
}

/** Writes the EvaluationFailed event and gives the error to throw. */
export function failEvaluation(frame: Frame, location: string, cause: string, error?: unknown): StatesError {
  const name = 'States.QueryEvaluationError';
  record(frame, 'EvaluationFailed', {
    evaluationFailedEventDetails: { cause, error: name, location, state: frame.name },
  });
  return new StatesError(name, { detail: `${locate(frame)}${cause}`, cause: error });
}

/** AWS's opening of every cause that the interpreter itself states. */
export function locate(frame: Frame): string {
  return `An error occurred while executing the state '${frame.name}' (entered at the event id #${frame.enteredEventId}). `;
}

type Leaving = State | Catcher | ChoiceRule;

/**
 * Evaluates the `Output` and `Assign` with which a state, a choice rule or a catcher is left.
 * @throws StatesError `States.QueryEvaluationError`; `States.DataLimitExceeded` over 256 KiB.
 */
export async function leave(
  frame: Frame,
  leaving: Leaving,
  fallback: Json,
  given: Given & { readonly next: string | null; readonly at?: string },
): Promise<Exit> {
  const { next, at = '', ...results } = given;
  const assigned = await evaluateField(frame, leaving.Assign ?? {}, `${at}Assign`, results);
  const output =
    leaving.Output === undefined ? fallback : await evaluateField(frame, leaving.Output, `${at}Output`, results);
  if (countBytes(output) > largestPayloadBytes) throw dataLimitExceeded(frame.name);
  return { output, assigned: assigned as JsonObject, next };
}
