import type { EventService } from '../events/index.ts';
import { credentialsOf } from '../functions/credentials.ts';
import type { FunctionService } from '../functions/index.ts';
import type { Integrations } from '../stepfunctions/index.ts';
import type { Place } from '../template/identity.ts';
import { ServiceError } from '../wire/aws-json-server.ts';

/** Connects what Tasks call to the services of the stack. */
export function createIntegrations(
  functions: FunctionService,
  events: EventService,
  dynamodbUrl: string,
  place: Place,
): Omit<Integrations, 'startExecution'> {
  return {
    // An aborted Task does not end its function: on AWS, too, that runs on to its own end.
    invokeFunction: async (nameOrArn, payload) => {
      const result = await functions.invoke(nameOrArn, JSON.stringify(payload));
      const answer = { payload: JSON.parse(result.payload) };
      return result.functionError === null ? answer : { ...answer, functionError: result.functionError };
    },
    putEvents: async (input) => {
      const { FailedEntryCount, Entries } = events.putEvents(input);
      return { FailedEntryCount, Entries: Entries.map((entry) => ({ ...entry })) };
    },
    callDynamoDb: async (operation, input, signal) => {
      const answer = await fetch(dynamodbUrl, {
        method: 'POST',
        signal,
        headers: {
          'content-type': 'application/x-amz-json-1.0',
          'x-amz-target': `DynamoDB_20120810.${operation}`,
          authorization: authorizationOf(place),
        },
        body: JSON.stringify(input),
      });
      const body = (await answer.json()) as Awaited<ReturnType<Integrations['callDynamoDb']>>;
      if (answer.ok) return body;
      throw new ServiceError(
        String(body.__type).replace(/^.*#/, ''),
        String(body.message ?? body.Message),
        answer.status,
      );
    },
  };
}

/** Names the state machines as the caller; nothing on the laptop verifies signatures. */
function authorizationOf({ region }: Place): string {
  const { accessKeyId } = credentialsOf('state-machines');
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '');
  return `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${day}/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=laptop`;
}
