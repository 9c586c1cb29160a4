import * as z from 'zod';
import { describeFailure, recordFailure } from '../lib/enrichment/failure.ts';
import { retakeLease } from '../lib/enrichment/lease.ts';
import { runSchema } from '../lib/enrichment/run.ts';
import { reopenStatus } from '../lib/enrichment/status.ts';
import { task } from '../lib/task.ts';

/**
 * EventBridge's `Step Functions Execution Status Change`, as far as it is read here:
 * https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html
 */
export const executionStatusEvent = z.object({
  detail: z.object({
    stateMachineArn: z.string(),
    name: z.string(),
    status: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE']),
    /** The execution's input as a JSON string. */
    input: z.string(),
    error: z.string().nullish(),
    redriveCount: z.number().default(0),
  }),
});

/**
 * Records how an execution failed and frees its lease. A redrive comes as RUNNING: it takes the
 * lease again and opens the status. Events are best effort, so pollers and the next start do the
 * same when they see it first. May be repeated.
 */
export const handler = task(executionStatusEvent, async ({ detail }) => {
  const run = runSchema.parse(JSON.parse(detail.input));
  const now = Date.now();
  const subject = {
    executionName: detail.name,
    stateMachineArn: detail.stateMachineArn,
    key: run.key,
    domain: run.domain,
  };
  if (detail.status === 'FAILED' || detail.status === 'TIMED_OUT' || detail.status === 'ABORTED') {
    await recordFailure(subject, describeFailure(detail.status, detail), now);
    return { recorded: 'failure' };
  }
  if (detail.status !== 'RUNNING' || detail.redriveCount === 0) return { recorded: 'nothing' };
  await retakeLease({ key: run.key, executionName: detail.name, input: detail.input }, run.depth, now);
  await reopenStatus(detail.name, now);
  return { recorded: 'redrive' };
});
