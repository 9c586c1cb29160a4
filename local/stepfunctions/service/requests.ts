import * as z from 'zod';
import { ApiError } from './errors.ts';

const page = { maxResults: z.int().min(0).max(1000).optional(), nextToken: z.string().optional() };
const executionArn = z.string().min(1);
const stateMachineArn = z.string().min(1);
const status = z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE']);

/** What each operation takes; fields that the laptop has no use for are let through. */
export const requestSchemas = {
  CreateStateMachine: z.object({
    name: z.string().min(1),
    definition: z.string(),
    roleArn: z.string().min(1),
    type: z.literal('STANDARD').optional(),
  }),
  DescribeStateMachine: z.object({ stateMachineArn }),
  ListStateMachines: z.object(page),
  StartExecution: z.object({ stateMachineArn, name: z.string().optional(), input: z.string().optional() }),
  DescribeExecution: z.object({ executionArn }),
  GetExecutionHistory: z.object({
    executionArn,
    ...page,
    reverseOrder: z.boolean().optional(),
    includeExecutionData: z.boolean().optional(),
  }),
  ListExecutions: z.object({
    stateMachineArn: stateMachineArn.optional(),
    mapRunArn: z.string().min(1).optional(),
    statusFilter: status.optional(),
    ...page,
  }),
  StopExecution: z.object({
    executionArn,
    error: z.string().max(256).optional(),
    cause: z.string().max(32_768).optional(),
  }),
  RedriveExecution: z.object({ executionArn, clientToken: z.string().min(1).max(64).optional() }),
};

export type Operation = keyof typeof requestSchemas;
export type RequestOf<Name extends Operation> = z.output<(typeof requestSchemas)[Name]>;

/** @throws ApiError `ValidationException`, with every field that is missing or of the wrong shape. */
export function readRequest<Name extends Operation>(operation: Name, given: unknown): RequestOf<Name> {
  const parsed = requestSchemas[operation].safeParse(given);
  if (parsed.success) return parsed.data as RequestOf<Name>;
  const issues = parsed.error.issues.map((issue) => `'${issue.path.join('.')}': ${issue.message}`);
  const count = `${issues.length} validation error${issues.length === 1 ? '' : 's'} detected`;
  throw new ApiError('ValidationException', `${count}: ${issues.join('; ')}`);
}
