import type { Json, JsonObject } from './json.ts';

/**
 * Where a branch stands: kept up to date while it runs, so that a redrive continues from it.
 * A branch is the machine itself, a branch of a Parallel or one iteration of a Map.
 */
export interface BranchProgress {
  /** The state that runs or failed. */
  state: string;
  input: Json;
  /** The variables that this branch itself has assigned. */
  variables: JsonObject;
  /** The branch's newest event, which its next one follows. */
  lastEventId: number;
  /** Set once the state's `Entered` event is written. */
  entered: { readonly eventId: number; readonly at: number } | null;
  /** The branches or iterations of the state, null for one that has not started. */
  children: (BranchProgress | null)[] | null;
  /** Set once the branch has reached its end. */
  output: { readonly value: Json } | null;
}

/** A branch at its first state. */
export function beginBranch(startAt: string, input: Json, lastEventId: number): BranchProgress {
  return { state: startAt, input, variables: {}, lastEventId, entered: null, children: null, output: null };
}
