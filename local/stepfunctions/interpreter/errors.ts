interface StatesErrorFacts extends ErrorOptions {
  readonly detail?: string;
}

/**
 * An error inside an execution, by the name that Retry and Catch match on
 * (Amazon States Language, "Errors"). `detail` is AWS's `Cause`.
 */
export class StatesError extends Error {
  readonly errorName: string;
  readonly detail: string | undefined;

  constructor(errorName: string, facts: StatesErrorFacts = {}) {
    super(facts.detail ?? errorName, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = 'StatesError';
    this.errorName = errorName;
    this.detail = facts.detail;
  }
}

/** Ends an execution from outside its graph; no Retry or Catch sees it. */
export class ExecutionEnded extends Error {
  readonly status: 'ABORTED' | 'TIMED_OUT';
  readonly errorName: string | undefined;
  readonly detail: string | undefined;

  constructor(status: 'ABORTED' | 'TIMED_OUT', facts: { errorName?: string; detail?: string } = {}) {
    super(status);
    this.name = 'ExecutionEnded';
    this.status = status;
    this.errorName = facts.errorName;
    this.detail = facts.detail;
  }
}

/** Thrown inside a branch whose sibling failed; the parent reports the sibling's error. */
export class BranchCancelled extends Error {
  constructor() {
    super('another branch failed');
    this.name = 'BranchCancelled';
  }
}

/** A payload, variable or result over 256 KiB. */
export function dataLimitExceeded(what: string): StatesError {
  return new StatesError('States.DataLimitExceeded', {
    detail: `The state/task '${what}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  });
}
