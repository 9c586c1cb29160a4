import { randomUUID } from 'node:crypto';
import { type LoopbackServer, startLoopbackServer } from './loopback-server.ts';
import { readBody } from './read-body.ts';

/** An error that the SDK client throws under this `name`. */
export class ServiceError extends Error {
  readonly statusCode: number;

  constructor(name: string, message: string, statusCode = 400) {
    super(message);
    this.name = name;
    this.statusCode = statusCode;
  }
}

/** One operation of a service: takes the parsed request, gives what is answered. Throws ServiceError. */
export type Operation = (input: Readonly<Record<string, unknown>>) => unknown;

const largestRequest = 4 * 1024 * 1024;

/**
 * Serves operations over the AWS JSON 1.1 protocol (smithy.io, "awsJson1_1"): the operation stands in
 * `X-Amz-Target`, errors carry `__type`.
 */
export function startAwsJsonServer(
  service: string,
  operations: Readonly<Record<string, Operation>>,
): Promise<LoopbackServer> {
  return startLoopbackServer(async (request, response) => {
    const answer = (statusCode: number, body: unknown) => {
      response.writeHead(statusCode, {
        'content-type': 'application/x-amz-json-1.1',
        'x-amzn-requestid': randomUUID(),
      });
      response.end(JSON.stringify(body));
    };
    try {
      const body = await readBody(request, largestRequest);
      answer(200, (await run(service, operations, String(request.headers['x-amz-target']), body)) ?? {});
    } catch (error) {
      if (error instanceof ServiceError) {
        answer(error.statusCode, { __type: error.name, message: error.message, Message: error.message });
      } else {
        answer(500, {
          __type: 'InternalServiceError',
          message: error instanceof Error ? error.message : String(error),
        });
      }
    }
  });
}

function run(
  service: string,
  operations: Readonly<Record<string, Operation>>,
  target: string,
  body: Buffer | null,
): unknown {
  const [prefix, name = ''] = target.split('.');
  const operation = prefix === service && Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (operation === undefined) throw new ServiceError('UnknownOperationException', `There is no operation ${target}.`);
  if (body === null) throw new ServiceError('RequestEntityTooLargeException', 'The request is too large.', 413);
  return operation(parse(body));
}

function parse(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body.toString() || '{}');
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Answered below, as any other body that is no object.
  }
  throw new ServiceError('SerializationException', 'The request is not a JSON object.');
}
