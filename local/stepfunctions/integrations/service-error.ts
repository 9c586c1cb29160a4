import { StatesError } from '../interpreter/errors.ts';

interface ServiceErrorNames {
  /** What AWS puts before a service's errors: `Lambda`, `DynamoDB`. */
  readonly prefix: string;
  /** Errors that the service's model names. */
  readonly known: ReadonlySet<string>;
  /** Stands for an error that the model does not name. */
  readonly unknown: string;
  /** The service as the cause names it. */
  readonly service: string;
  /** What stands after a known error, where the model's names lack it. */
  readonly suffix?: string;
}

interface ThrownError {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
}

/** Turns what a client threw into the error that Retry and Catch match on, with AWS's wording of the cause. */
export function nameServiceError(thrown: unknown, names: ServiceErrorNames): StatesError {
  const { name, message, $metadata } = thrown as ThrownError;
  const code = typeof name === 'string' ? name : 'Error';
  const errorName = names.known.has(code) ? `${code}${names.suffix ?? ''}` : names.unknown;
  const origin = [
    `Service: ${names.service}`,
    `Status Code: ${$metadata?.httpStatusCode ?? 400}`,
    `Error Code: ${code}`,
    `Request ID: ${$metadata?.requestId ?? 'none'}`,
    'Proxy: null',
  ];
  return new StatesError(`${names.prefix}.${errorName}`, {
    detail: `${String(message)} (${origin.join('; ')})`,
    cause: thrown,
  });
}
