import type { IncomingMessage, ServerResponse } from 'node:http';
import { type LoopbackServer, startLoopbackServer } from '../wire/loopback-server.ts';
import { readBody } from '../wire/read-body.ts';
import type { FunctionService } from './index.ts';
import { LambdaServiceError } from './service-error.ts';

const invokePath = /^\/2015-03-31\/functions\/([^/?]+)\/invocations(?:\?.*)?$/;
const largestBody = 8 * 1024 * 1024;

/** Serves Lambda's Invoke operation (docs: API_Invoke), so that `@aws-sdk/client-lambda` works unmodified. */
export function startInvokeEndpoint(functions: FunctionService): Promise<LoopbackServer> {
  return startLoopbackServer(async (request, response) => {
    try {
      await answer(functions, request, response);
    } catch (error) {
      answerError(response, error);
    }
  });
}

async function answer(functions: FunctionService, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const name = invokePath.exec(request.url ?? '')?.[1];
  if (request.method !== 'POST' || name === undefined) {
    throw new LambdaServiceError('UnknownOperationException', 404, 'The laptop stack serves Invoke only.');
  }
  const functionName = decodeURIComponent(name);
  const body = await readBody(request, largestBody);
  if (body === null) throw new LambdaServiceError('RequestTooLargeException', 413, 'Request Entity Too Large');
  const payload = body.toString() || '{}';
  const type = request.headers['x-amz-invocation-type'] ?? 'RequestResponse';
  if (type === 'Event') {
    functions.invokeAsynchronously(functionName, payload);
    response.writeHead(202).end();
    return;
  }
  if (type !== 'RequestResponse') {
    throw new LambdaServiceError(
      'InvalidParameterValueException',
      400,
      `The invocation type ${type} is not served here.`,
    );
  }
  const result = await functions.invoke(functionName, payload);
  response.writeHead(200, {
    'content-type': 'application/json',
    'x-amzn-requestid': result.requestId,
    'x-amz-executed-version': '$LATEST',
    ...(result.functionError === null ? {} : { 'x-amz-function-error': result.functionError }),
    ...(request.headers['x-amz-log-type'] === 'Tail'
      ? { 'x-amz-log-result': Buffer.from(result.log).toString('base64') }
      : {}),
  });
  response.end(result.payload);
}

function answerError(response: ServerResponse, error: unknown): void {
  const known =
    error instanceof LambdaServiceError ? error : new LambdaServiceError('ServiceException', 500, String(error));
  response.writeHead(known.statusCode, { 'content-type': 'application/json', 'x-amzn-errortype': known.name });
  response.end(
    JSON.stringify({ Type: known.statusCode < 500 ? 'User' : 'Server', Message: known.message, Reason: known.reason }),
  );
}
