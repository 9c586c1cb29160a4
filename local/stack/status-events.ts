import type { ServiceEvent } from '../events/index.ts';
import type { StatusChange } from '../stepfunctions/index.ts';

/** Writes an execution's new status as the event that Step Functions sends (docs: eventbridge-integration). */
export function describeStatusEvent(change: StatusChange): ServiceEvent {
  return {
    source: 'aws.states',
    detailType: 'Step Functions Execution Status Change',
    resources: [change.executionArn],
    detail: { ...change },
  };
}
