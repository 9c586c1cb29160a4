import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ApiError } from './errors.ts';
import { type Operation, requestSchemas } from './requests.ts';

/** Bytes of one request (Step Functions service quotas: 1 MB). */
const largestRequest = 1024 * 1024;

export type Operations = { readonly [Name in Operation]: (request: unknown) => unknown };

/** An HTTP server that speaks AWS JSON 1.0, so that the SDK's client needs nothing but its endpoint. */
export function createWireServer(operations: Operations): Server {
  return createServer((request, response) => {
    answer(operations, request).then(
      (body) => send(response, 200, body),
      (error: unknown) => sendError(response, error),
    );
  });
}

async function answer(operations: Operations, request: IncomingMessage): Promise<unknown> {
  const target = String(request.headers['x-amz-target'] ?? '');
  const name = target.startsWith('AWSStepFunctions.') ? target.slice('AWSStepFunctions.'.length) : '';
  const body = await readBody(request);
  if (!isOperation(name)) throw new ApiError('UnknownOperationException', `The operation '${target}' is not there.`);
  return operations[name](parseBody(body));
}

function isOperation(name: string): name is Operation {
  return Object.hasOwn(requestSchemas, name);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length;
    // The rest is read and dropped, so that the client gets the answer and not a broken connection.
    if (bytes <= largestRequest) chunks.push(chunk as Buffer);
  }
  if (bytes > largestRequest) throw new ApiError('RequestEntityTooLargeException', 'The request is over 1 MB.', 413);
  return Buffer.concat(chunks).toString();
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
