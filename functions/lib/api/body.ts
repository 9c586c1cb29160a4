import type * as z from 'zod/mini';
import { type ErrorDetail, IntelligenceError } from '../errors.ts';

/** Bytes of a request body; 50 search results at their longest fit. */
export const largestBody = 256 * 1024;

/** Arrays and objects inside each other; the deepest body that is asked for has four. */
export const deepestBody = 16;

/** Throws IntelligenceError `request.malformed` for JSON that is nested too deep to be meant seriously. */
export function limitDepth(body: unknown): void {
  let level = [body];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepestBody) {
      throw new IntelligenceError('request.malformed', `The body may be nested ${deepestBody} levels deep at most.`);
    }
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
}

/**
 * Gives the parsed body of a request. Throws IntelligenceError `request.invalid` with one detail
 * per field, unknown ones included where the schema is strict.
 */
export function parseBody<Schema extends z.ZodMiniType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body, { error: describeIssue });
  if (parsed.success) return parsed.data;
  const details = detailsOf(parsed.error.issues);
  throw new IntelligenceError(
    'request.invalid',
    `Not valid: ${details.map(({ field }) => field || 'body').join(', ')}.`,
    {
      details,
    },
  );
}

/** One entry per field, the first complaint about each. */
function detailsOf(issues: readonly z.core.$ZodIssue[]): readonly ErrorDetail[] {
  const details = new Map<string, string>();
  for (const issue of issues) {
    const path = issue.path.map(String);
    const fields = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path];
    for (const field of fields) {
      const name = field.join('.').slice(0, 200);
      if (!details.has(name)) details.set(name, issue.message);
    }
  }
  return [...details].map(([field, message]) => ({ field, message }));
}

/** zod/mini brings no messages of its own. */
function describeIssue(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'unrecognized_keys':
      return 'is not a known field';
    case 'invalid_type':
      return issue.input === undefined ? 'is required' : `must be of type ${issue.expected}`;
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    case 'too_big':
      return `must be at most ${issue.maximum}${unitOf(issue.origin)}`;
    case 'too_small':
      return `must be at least ${issue.minimum}${unitOf(issue.origin)}`;
    default:
      return issue.message ?? 'is not valid';
  }
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters long';
  return origin === 'array' ? ' items' : '';
}
