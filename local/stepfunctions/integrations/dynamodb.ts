import type { Json } from '../interpreter/json.ts';
import type { Integration } from '../interpreter/run.ts';
import { describeResponse } from './response-metadata.ts';
import { nameServiceError } from './service-error.ts';

export type CallDynamoDb = (operation: string, input: Json, signal: AbortSignal) => Promise<{ [key: string]: Json }>;

/** The operations of the optimized integration (Step Functions, "Perform DynamoDB CRUD operations"). */
const optimizedActions = new Set(['getItem', 'putItem', 'updateItem', 'deleteItem']);

/** Errors that DynamoDB's model names for item operations; others, such as ValidationException, go by the service's own. */
const knownErrors = new Set([
  'ConditionalCheckFailedException',
  'InternalServerError',
  'ItemCollectionSizeLimitExceededException',
  'ProvisionedThroughputExceededException',
  'ReplicatedWriteConflictException',
  'RequestLimitExceeded',
  'ResourceNotFoundException',
  'ThrottlingException',
  'TransactionCanceledException',
  'TransactionConflictException',
]);

/** `dynamodb:*` and `aws-sdk:dynamodb:*`, null for a service that is neither. */
export function describeDynamoDb(call: CallDynamoDb, service: string, action: string): Integration | null {
  const operation = `${action.charAt(0).toUpperCase()}${action.slice(1)}`;
  if (service === 'dynamodb' && optimizedActions.has(action)) {
    return {
      resourceType: 'dynamodb',
      resource: action,
      call: async ({ arguments: given, signal }) => {
        const answer = await callNamed(call, operation, given, signal, optimizedNames);
        return { ...answer, ...describeResponse() };
      },
    };
  }
  if (service !== 'aws-sdk:dynamodb') return null;
  return {
    resourceType: service,
    resource: action,
    call: ({ arguments: given, signal }) => callNamed(call, operation, given, signal, sdkNames),
  };
}

const optimizedNames = { prefix: 'DynamoDB', unknown: 'AmazonDynamoDBException', service: 'AmazonDynamoDBv2' };
const sdkNames = { prefix: 'DynamoDb', unknown: 'DynamoDbException', service: 'DynamoDb' };

async function callNamed(
  call: CallDynamoDb,
  operation: string,
  input: Json,
  signal: AbortSignal,
  names: typeof optimizedNames,
): Promise<{ [key: string]: Json }> {
  try {
    return await call(operation, input, signal);
  } catch (error) {
    throw nameServiceError(error, { ...names, known: knownErrors });
  }
}
