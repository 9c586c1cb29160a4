import { dataLimitExceeded, StatesError } from './errors.ts';
import { countBytes, type Json, type JsonObject, largestPayloadBytes, largestVariablesBytes } from './json.ts';
import type { Branch } from './run.ts';

/** All variables that a branch sees: its own and those of the branches around it. */
export function readVariables(branch: Branch): JsonObject {
  return branch.parent === null
    ? branch.progress.variables
    : { ...readVariables(branch.parent), ...branch.progress.variables };
}

/**
 * Keeps what an Assign gives, in the branch's own scope.
 * @throws StatesError `States.DataLimitExceeded` over 256 KiB for one variable or one Assign, or 10 MiB
 *   for all; `States.Runtime` for a name that an outer scope holds, since those can only be read
 *   (Step Functions, "Passing data between states with variables").
 */
export function assignVariables(branch: Branch, assigned: Readonly<Record<string, Json>>): void {
  const names = Object.keys(assigned);
  if (names.length === 0) return;
  const outer = branch.parent === null ? {} : readVariables(branch.parent);
  const taken = names.find((name) => Object.hasOwn(outer, name));
  if (taken !== undefined) {
    throw new StatesError('States.Runtime', {
      detail: `The variable '${taken}' belongs to an outer scope and cannot be assigned in the state '${branch.progress.state}'.`,
    });
  }
  if (countBytes({ ...assigned }) > largestPayloadBytes) throw dataLimitExceeded(branch.progress.state);
  const variables = { ...branch.progress.variables, ...assigned };
  if (countBytes({ ...outer, ...variables }) > largestVariablesBytes) throw dataLimitExceeded(branch.progress.state);
  branch.progress.variables = variables;
}
