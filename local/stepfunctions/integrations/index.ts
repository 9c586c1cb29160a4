import type { FindIntegration } from '../interpreter/run.ts';
import { type CallDynamoDb, describeDynamoDb } from './dynamodb.ts';
import { describePutEvents, type PutEvents } from './events.ts';
import { describeInvoke, type InvokeFunction } from './lambda.ts';
import { describeStartExecution, type StartExecution } from './states.ts';

/**
 * The services that Tasks may call. A rejection's `name` is the service's own error
 * (`ResourceNotFoundException`), as the SDK clients throw it.
 */
export interface Integrations {
  /** `arn:aws:states:::lambda:invoke`; the function's name or ARN as the definition has it. */
  readonly invokeFunction: InvokeFunction;
  /** `dynamodb:*` and `aws-sdk:dynamodb:*`; the operation as the API names it: `UpdateItem`. */
  readonly callDynamoDb: CallDynamoDb;
  /** `events:putEvents`; each entry's `Detail` is JSON text. */
  readonly putEvents: PutEvents;
  /** `states:startExecution`. */
  readonly startExecution: StartExecution;
}

/** Finds the integration that a Task's `Resource` names, null for one that is not there. */
export function createIntegrations(integrations: Integrations): FindIntegration {
  return (resource) => {
    const [, service, action] = /^arn:aws:states:::((?:aws-sdk:)?[a-z]+):([A-Za-z]+)$/.exec(resource) ?? [];
    if (service === undefined || action === undefined) return null;
    if (service === 'lambda' && action === 'invoke') return describeInvoke(integrations.invokeFunction);
    if (service === 'events' && action === 'putEvents') return describePutEvents(integrations.putEvents);
    if (service === 'states' && action === 'startExecution') return describeStartExecution(integrations.startExecution);
    return describeDynamoDb(integrations.callDynamoDb, service, action);
  };
}
