import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { readBody } from '../../wire/read-body.ts';
import { ApiError } from './errors.ts';
import { type Operation, requestSchemas } from './requests.ts';

/** Bytes of one request (Step Functions service quotas: 1 MB). */
const largestRequest = 1024 * 1024;

/** What each operation does with a request as the wire carries it. */
export type Operations = { readonly [Name in Operation]: (request: unknown) => unknown };

/** Answers AWS JSON 1.0 (smithy.io, "awsJson1_0"), so that the SDK's client needs nothing but the endpoint. */
export function createWireListener(operations: Operations): RequestListener {
  return (request, response) => {
    answer(operations, request).then(
      (body) => send(response, 200, body),
      (error: unknown) => sendError(response, error),
    );
  };
}

async function answer(operations: Operations, request: IncomingMessage): Promise<unknown> {
  const target = String(request.headers['x-amz-target'] ?? '');
  const name = target.startsWith('AWSStepFunctions.') ? target.slice('AWSStepFunctions.'.length) : '';
  const body = await readBody(request, largestRequest);
  if (body === null) throw new ApiError('RequestEntityTooLargeException', 'The request is over 1 MB.', 413);
  if (!isOperation(name)) throw new ApiError('UnknownOperationException', `The operation '${target}' is not there.`);
  return operations[name](parseBody(body.toString()));
}

function isOperation(name: string): name is Operation {
  return Object.hasOwn(requestSchemas, name);
}

function parseBody(body: string): unknown {
  try {
    return JSON.parse(body === '' ? '{}' : body);
  } catch {
    throw new ApiError('SerializationException', 'The request is not JSON.');
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': randomUUID() });
  response.end(JSON.stringify(body));
}

function sendError(response: ServerResponse, error: unknown): void {
  if (error instanceof ApiError) {
    send(response, error.status, { __type: error.type, message: error.message });
    return;
  }
  console.error({ message: 'the Step Functions service failed', error });
  send(response, 500, { __type: 'InternalFailure', message: 'The service failed.' });
}
