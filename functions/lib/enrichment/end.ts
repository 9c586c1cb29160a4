import { releaseLease } from './lease.ts';
import { completeStatus, type StatusSubject } from './status.ts';

/**
 * Ends an enrichment whose answer is kept: the status first, so that no poller sees a free lease
 * without an end; the lease only if it is still this execution's. May be repeated. `now` in epoch ms; `costUsd` is what making it cost.
 */
export async function endEnrichment(
  subject: Omit<StatusSubject, 'stateMachineArn'>,
  now: number,
  costUsd = 0,
): Promise<void> {
  await completeStatus(subject, now, costUsd);
  await releaseLease(subject.key, subject.executionName);
}
