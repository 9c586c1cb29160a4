import middy from '@middy/core';
import type * as z from 'zod';
import { IntelligenceError, InvalidInputError } from './errors.ts';

/** Step Functions' limit on what one state hands to the next, in bytes (service quotas: 256 KiB). */
export const largestPayload = 256 * 1024;

/** What Lambda tells a function about the present call. */
export interface Invocation {
  /** Ms until Lambda stops it. */
  getRemainingTimeInMillis(): number;
}

/**
 * Wraps one Task's work as a Lambda handler: parses the input, refuses an output that the state
 * machine could not carry, and logs failures with their code but without the input.
 */
export function task<Schema extends z.ZodType, Output>(
  schema: Schema,
  work: (input: z.output<Schema>, invocation: Invocation) => Promise<Output>,
) {
  return middy()
    .use(logFailure())
    .use(guardOutput())
    .handler(
      async (event: unknown, invocation: Invocation): Promise<Output> => work(parseInput(schema, event), invocation),
    );
}

function parseInput<Schema extends z.ZodType>(schema: Schema, event: unknown): z.output<Schema> {
  const parsed = schema.safeParse(event);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message }));
  throw new InvalidInputError(
    `The task's input is not valid: ${details.map((detail) => detail.field).join(', ')}.`,
    details,
  );
}

function guardOutput(): middy.MiddlewareObj {
  return {
    after: ({ response }) => {
      const bytes = Buffer.byteLength(JSON.stringify(response ?? null));
      if (bytes <= largestPayload) return;
      throw new IntelligenceError(
        'internal',
        `The task's output is ${bytes} bytes; the state machine carries ${largestPayload}.`,
      );
    },
  };
}

function logFailure(): middy.MiddlewareObj {
  return {
    onError: ({ error }) => {
      const code = error instanceof IntelligenceError ? error.code : 'internal';
      console.error({ message: 'task failed', code, error: error?.name, stack: error?.stack });
    },
  };
}
