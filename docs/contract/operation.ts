import type * as z from 'zod';
import type { routes } from '../../functions/api/routes.ts';
import type { CallerErrorCode } from '../../functions/lib/api/problem.ts';

/** `METHOD /path` of every route that there is. */
export type RouteName = (typeof routes)[number] extends infer Each
  ? Each extends { readonly method: infer Method extends string; readonly path: infer Path extends string }
    ? `${Method} ${Path}`
    : never
  : never;

/** One answer of an operation that is no problem. */
export interface AnswerDescription {
  readonly description: string;
  /** Missing where the answer has no body. */
  readonly schema?: z.ZodType;
  readonly headers?: readonly HeaderName[];
}

/** Response headers beside those that every answer has. */
export type HeaderName = 'etag' | 'location' | 'retry-after' | 'preference-applied' | 'idempotency-replayed';

/** A part of the path or of the query. */
export interface ParameterDescription {
  readonly description: string;
  readonly schema: z.core.$ZodType;
  readonly example: string;
  readonly isRequired?: boolean;
}

/** What a caller sends. */
export interface BodyDescription {
  readonly name: string;
  readonly schema: z.core.$ZodType;
  readonly example: unknown;
  /** Lists in it whose items the handler parses one by one, each with its schema. */
  readonly lists?: Readonly<Record<string, { readonly name: string; readonly schema: z.core.$ZodType }>>;
}

/**
 * One operation as the document tells it. What all operations of a kind have in common (a key is asked,
 * a body is read, an answer has a version) is not said here, but follows from the route and these members.
 */
export interface Operation {
  readonly operationId: string;
  readonly tag: Tag;
  readonly summary: string;
  readonly description?: string;
  readonly path?: Readonly<Record<string, ParameterDescription>>;
  readonly query?: Readonly<Record<string, ParameterDescription>>;
  /** The schema with which the handler parses the body. */
  readonly body?: BodyDescription;
  /** Whether it honours Idempotency-Key, Prefer: wait, and If-None-Match. */
  readonly isIdempotent?: boolean;
  readonly canWait?: boolean;
  readonly hasVersion?: boolean;
  readonly answers: Readonly<Record<number, AnswerDescription>>;
  /** Codes of its own beside those that its kind has. */
  readonly errors: readonly CallerErrorCode[];
}

/** What operations are grouped by. */
export const tags = {
  Companies: 'Finding companies, and what is known of them.',
  Enrichments: 'Starting and following enrichments.',
  'Web client': 'The calls of the web client that was there before this API, onto the same services.',
  'User data': 'What a user of a client keeps here; seen by that client alone.',
  Cache: 'What is kept, for operators.',
  Privacy: 'Exporting and erasing what is kept of a person or a company.',
  Service: 'The service itself.',
} as const;
export type Tag = keyof typeof tags;
