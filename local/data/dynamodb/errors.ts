/** An error of the DynamoDB wire: HTTP 400 with `__type`, a message, and what the type adds. */
export class DynamoDbError extends Error {
  readonly body: Readonly<Record<string, unknown>>;

  constructor(type: string, message: string, additions: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = type;
    this.body = { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message, ...additions };
  }
}

export function invalid(message: string): DynamoDbError {
  return new DynamoDbError('ValidationException', message);
}

/** The answer body of an error of ours or dynalite's, null when it is neither. */
export function bodyOf(error: unknown): Readonly<Record<string, unknown>> | null {
  if (!(error instanceof Error) || !('body' in error)) return null;
  return typeof error.body === 'object' ? (error.body as Record<string, unknown>) : null;
}

/** `ConditionalCheckFailedException` and the like, without the namespace. */
export function typeOf(error: unknown): string | null {
  const type = bodyOf(error)?.__type;
  return typeof type === 'string' ? (type.split('#').at(-1) ?? null) : null;
}
