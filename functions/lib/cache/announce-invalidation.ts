import * as z from 'zod/mini';
import { requireVariable } from '../environment.ts';
import { TransientError } from '../errors.ts';
import { postSigned } from '../storage/signed-request.ts';

const timeoutMs = 3000;
const answerSchema = z.object({ FailedEntryCount: z.number() });

/**
 * Tells the bus that nothing kept about a company holds any more, for every level of the cache that is not
 * the table (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html). Throws
 * TransientError `storage.unavailable`.
 */
export async function announceInvalidation(domain: string): Promise<void> {
  const entry = {
    EventBusName: requireVariable('EVENT_BUS_NAME'),
    Source: 'sales-intelligence',
    DetailType: 'cache.invalidate',
    Detail: JSON.stringify({ domain }),
  };
  const call = {
    service: 'events',
    endpointVariable: 'AWS_ENDPOINT_URL_EVENTBRIDGE',
    path: '/',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AWSEvents.PutEvents' },
    body: JSON.stringify({ Entries: [entry] }),
  };
  try {
    const response = await postSigned(call, timeoutMs);
    if (!response.ok) throw new Error(`The bus answered ${response.status}.`);
    if (answerSchema.parse(await response.json()).FailedEntryCount > 0) throw new Error('The bus did not take it.');
  } catch (cause) {
    throw new TransientError('storage.unavailable', 'The invalidation could not be announced; try again.', { cause });
  }
}
