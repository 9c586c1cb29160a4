import type { State } from '../definition/machine.ts';
import { StatesError } from './errors.ts';
import { type Exit, type Frame, openFrame, record } from './frame.ts';
import type { Json } from './json.ts';
import type { Branch } from './run.ts';
import { runMap } from './states/map.ts';
import { runParallel } from './states/parallel.ts';
import { runChoice, runFail, runPass, runSucceed, runWait } from './states/simple.ts';
import { runTask } from './states/task.ts';
import { assignVariables } from './variables.ts';

/**
 * Runs a branch from where its progress stands to its end and gives its output.
 * @throws StatesError of the state that failed; ExecutionEnded or BranchCancelled when it is stopped.
 */
export async function runBranch(branch: Branch): Promise<Json> {
  const { progress } = branch;
  while (progress.output === null) {
    branch.signal.throwIfAborted();
    await runCurrentState(branch);
  }
  return progress.output.value;
}

async function runCurrentState(branch: Branch): Promise<void> {
  const { progress } = branch;
  const state = branch.graph.States[progress.state];
  if (state === undefined)
    throw new StatesError('States.Runtime', { detail: `No state is named '${progress.state}'.` });
  enter(branch, state);
  const frame = openFrame(branch, state);
  const exit = await runState(frame);
  assignVariables(branch, exit.assigned);
  recordExit(frame, exit);
  progress.children = null;
  if (exit.next === null) {
    progress.output = { value: exit.output };
  } else {
    progress.state = exit.next;
    progress.input = exit.output;
    progress.entered = null;
  }
}

/** Writes the Entered event, unless a redrive comes back to a state that was entered before. */
function enter(branch: Branch, state: State): void {
  const { progress, run } = branch;
  if (progress.entered !== null) return;
  const eventId = run.history.append(`${state.Type}StateEntered`, progress.lastEventId, {
    stateEnteredEventDetails: {
      name: progress.state,
      input: JSON.stringify(progress.input),
      inputDetails: { truncated: false },
    },
  });
  progress.lastEventId = eventId;
  progress.entered = { eventId, at: run.clock.now() };
}

function recordExit(frame: Frame, exit: Exit): void {
  const assigned = Object.entries(exit.assigned).map(([name, value]) => [name, JSON.stringify(value)]);
  record(frame, `${frame.state.Type}StateExited`, {
    stateExitedEventDetails: {
      name: frame.name,
      output: JSON.stringify(exit.output),
      outputDetails: { truncated: false },
      ...(assigned.length === 0
        ? {}
        : { assignedVariables: Object.fromEntries(assigned), assignedVariablesDetails: { truncated: false } }),
    },
  });
}

function runState(frame: Frame): Promise<Exit> {
  const { state } = frame;
  switch (state.Type) {
    case 'Task':
      return runTask({ ...frame, state });
    case 'Parallel':
      return runParallel({ ...frame, state }, runBranch);
    case 'Map':
      return runMap({ ...frame, state }, runBranch);
    case 'Choice':
      return runChoice({ ...frame, state });
    case 'Wait':
      return runWait({ ...frame, state });
    case 'Pass':
      return runPass({ ...frame, state });
    case 'Succeed':
      return runSucceed({ ...frame, state });
    case 'Fail':
      return runFail({ ...frame, state });
  }
}
