import { releaseLease } from './lease.ts';
import { type EnrichmentFailure, failStatus, type StatusSubject } from './status.ts';

/** The final states of an execution that did not succeed. */
export type FailedState = 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** Whether Step Functions' word for a state is one of failure. */
export function isFailedState(status: string): status is FailedState {
  return status === 'FAILED' || status === 'TIMED_OUT' || status === 'ABORTED';
}

/**
 * Puts the end of an execution into words for a caller: the kind of the error and the state it
 * happened in, never its cause, which holds upstream text.
 */
export function describeFailure(
  status: FailedState,
  facts: { readonly error?: string | null; readonly stateName?: string | null } = {},
): EnrichmentFailure {
  const place = facts.stateName == null ? '' : ` in ${facts.stateName}`;
  if (status === 'TIMED_OUT') {
    return { code: 'enrichment.timed_out', message: `The enrichment ran out of time${place}.`, retryable: true };
  }
  if (status === 'ABORTED') {
    return { code: 'enrichment.aborted', message: `The enrichment was stopped${place}.`, retryable: true };
  }
  const error = facts.error?.match(/^[\w.]{1,80}$/)?.[0] ?? null;
  return {
    code: 'enrichment.failed',
    message: `The enrichment failed${place}${error === null ? '' : `: ${error}`}.`,
    retryable: !lastingErrors.includes(error ?? ''),
  };
}

/** Errors that the same start would meet again. */
const lastingErrors = [
  'InvalidInputError',
  'States.DataLimitExceeded',
  'States.QueryEvaluationError',
  'States.Runtime',
];

/**
 * Records the end of a failed execution and frees its lease. Called by whoever sees it first (the
 * event, a poller, the next start); a completed status stands, and repeating it changes nothing.
 */
export async function recordFailure(subject: StatusSubject, failure: EnrichmentFailure, now: number): Promise<void> {
  await failStatus(subject, failure, now);
  await releaseLease(subject.key, subject.executionName);
}
