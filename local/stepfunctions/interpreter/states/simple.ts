import type { ChoiceState, FailState, PassState, SucceedState, WaitState } from '../../definition/machine.ts';
import { StatesError } from '../errors.ts';
import { type Exit, evaluateField, type Frame, failEvaluation, leave, locate } from '../frame.ts';

/** Hands its input on, or its `Output`. */
export function runPass(frame: Frame<PassState>): Promise<Exit> {
  return leave(frame, frame.state, frame.input, { next: frame.state.Next ?? null });
}

/** Ends its branch. */
export function runSucceed(frame: Frame<SucceedState>): Promise<Exit> {
  return leave(frame, frame.state, frame.input, { next: null });
}

/** Throws the error that the state names. */
export async function runFail(frame: Frame<FailState>): Promise<Exit> {
  const error = await evaluateField(frame, frame.state.Error ?? '', 'Error');
  const cause = frame.state.Cause === undefined ? undefined : await evaluateField(frame, frame.state.Cause, 'Cause');
  throw new StatesError(String(error), cause === undefined ? {} : { detail: String(cause) });
}

/**
 * Leaves by the first rule whose condition holds.
 * @throws StatesError `States.NoChoiceMatched`; `States.QueryEvaluationError` for a condition that is no boolean.
 */
export async function runChoice(frame: Frame<ChoiceState>): Promise<Exit> {
  for (const [index, rule] of frame.state.Choices.entries()) {
    const field = `Choices[${index}]/Condition`;
    const holds = await evaluateField(frame, rule.Condition, field);
    if (typeof holds !== 'boolean') {
      throw failEvaluation(
        frame,
        field,
        `The JSONata expression specified for the field '${field}' returned an unexpected result type. Expected 'boolean'.`,
      );
    }
    if (holds) return leave(frame, rule, frame.input, { next: rule.Next, at: `Choices[${index}]/` });
  }
  if (frame.state.Default !== undefined) {
    return leave(frame, frame.state, frame.input, { next: frame.state.Default });
  }
  throw new StatesError('States.NoChoiceMatched', {
    detail: `${locate(frame)}Failed to transition out of the state. The state does not point to a next state.`,
  });
}

/** Waits for `Seconds` from its entry, or until `Timestamp`. */
export async function runWait(frame: Frame<WaitState>): Promise<Exit> {
  const { clock } = frame.branch.run;
  await clock.sleep(Math.max(0, (await readEnd(frame)) - clock.now()), frame.branch.signal);
  return leave(frame, frame.state, frame.input, { next: frame.state.Next ?? null });
}

async function readEnd(frame: Frame<WaitState>): Promise<number> {
  const { Seconds, Timestamp } = frame.state;
  if (Timestamp === undefined) {
    const enteredAt = frame.branch.progress.entered?.at ?? frame.branch.run.clock.now();
    return enteredAt + 1000 * (await readSeconds(frame, Seconds ?? 0, 'Seconds'));
  }
  const until = await evaluateField(frame, Timestamp, 'Timestamp');
  const end = typeof until === 'string' ? Date.parse(until) : Number.NaN;
  if (Number.isNaN(end))
    throw failEvaluation(frame, 'Timestamp', "The field 'Timestamp' is not an ISO 8601 timestamp.");
  return end;
}

/** The longest wait and timeout (Amazon States Language: 99,999,999 seconds). */
export const longestSeconds = 99_999_999;

/**
 * Evaluates a field that holds seconds.
 * @throws StatesError `States.QueryEvaluationError` where it is no whole number from 0 to 99,999,999.
 */
export async function readSeconds(frame: Frame, template: number | string, field: string): Promise<number> {
  const seconds = await evaluateField(frame, template, field);
  if (typeof seconds === 'number' && Number.isInteger(seconds) && seconds >= 0 && seconds <= longestSeconds) {
    return seconds;
  }
  throw failEvaluation(frame, field, `The field '${field}' must be a whole number from 0 to ${longestSeconds}.`);
}
