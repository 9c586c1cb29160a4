import { StatesError } from '../interpreter/errors.ts';
import { isObject, type Json, type JsonObject } from '../interpreter/json.ts';
import type { Integration, TaskCall } from '../interpreter/run.ts';
import { nameServiceError } from './service-error.ts';

/** An entry as EventBridge's PutEvents takes it. */
export type EventEntry = JsonObject;

export interface PutEventsAnswer {
  readonly FailedEntryCount: number;
  readonly Entries: JsonObject[];
}

export type PutEvents = (input: { Entries: EventEntry[] }, signal: AbortSignal) => Promise<PutEventsAnswer>;

const knownErrors = new Set(['InternalException', 'ThrottlingException']);

/**
 * `arn:aws:states:::events:putEvents` (Step Functions, "Send events to EventBridge"): a `Detail` may be
 * an object, and each entry's resources name the execution that sent it.
 */
export function describePutEvents(putEvents: PutEvents): Integration {
  return {
    resourceType: 'events',
    resource: 'putEvents',
    call: async (call) => {
      const answer = await send(putEvents, call);
      const output: Json = { Entries: answer.Entries, FailedEntryCount: answer.FailedEntryCount };
      if (answer.FailedEntryCount === 0) return output;
      throw new StatesError('EventBridge.FailedEntry', { detail: JSON.stringify(output) });
    },
  };
}

async function send(putEvents: PutEvents, call: TaskCall): Promise<PutEventsAnswer> {
  const given = isObject(call.arguments) ? call.arguments.Entries : undefined;
  const entries = (Array.isArray(given) ? given : []).filter(isObject).map((entry) => describeEntry(entry, call));
  try {
    return await putEvents({ Entries: entries }, call.signal);
  } catch (error) {
    const unknown = 'AmazonEventBridgeException';
    throw nameServiceError(error, { prefix: 'EventBridge', known: knownErrors, unknown, service: 'AmazonEventBridge' });
  }
}

function describeEntry(entry: JsonObject, { stateMachineArn, executionArn }: TaskCall): EventEntry {
  const { Detail: detail = {}, Resources: resources } = entry;
  return {
    ...entry,
    Detail: typeof detail === 'string' ? detail : JSON.stringify(detail),
    Resources: [...(Array.isArray(resources) ? resources : []), stateMachineArn, executionArn],
  };
}
