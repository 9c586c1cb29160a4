import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** One client per warm function; region, endpoint and credentials come from the environment. */
export const dynamodb = new DynamoDBClient({});
