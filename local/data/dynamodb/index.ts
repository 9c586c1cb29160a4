import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { type OnCall, type OnExchange, readCredential } from '../calls.ts';
import { listenOnLoopback } from '../loopback-server.ts';
import { openEngine } from './engine.ts';
import { bodyOf, DynamoDbError } from './errors.ts';
import { deleteExpired } from './expiry.ts';
import { createOperations, type Input, type Operate } from './operations.ts';
import { resourcesOf } from './resources.ts';

const sweepMilliseconds = 60_000;
const contentType = 'application/x-amz-json-1.0';

export interface DynamoDb {
  readonly port: number;
  /** Deletes what has expired long enough ago, as also happens every minute; gives the number of items. */
  sweep(): Promise<number>;
  close(): Promise<void>;
}

interface DynamoDbOptions {
  /** Folder kept between runs; everything is in memory without. */
  readonly dataDir?: string | undefined;
  readonly port?: number | undefined;
  readonly accountId?: string | undefined;
  readonly region?: string | undefined;
  readonly clock?: { now(): number } | undefined;
  readonly onCall?: OnCall | undefined;
  readonly onExchange?: OnExchange | undefined;
}

/**
 * Starts a DynamoDB on loopback for unmodified SDK clients: dynalite, with conditional return
 * values, transactions, expiry and deletion protection added. Signatures are not verified.
 */
export async function startDynamoDb(options: DynamoDbOptions = {}): Promise<DynamoDb> {
  const { dataDir, port, accountId = '000000000000', region = 'us-east-1', clock = Date, onCall, onExchange } = options;
  const engine = openEngine({ dataDir, accountId, region });
  const operate = createOperations(engine, () => clock.now());
  const report = (request: IncomingMessage, operation: string, input: Input) => {
    const accessKeyId = readCredential(request.headers.authorization)?.accessKeyId ?? null;
    for (const { action, path } of resourcesOf(operation, input)) {
      onCall?.({
        accessKeyId,
        action: `dynamodb:${action}`,
        resource: path === '*' ? path : `arn:aws:dynamodb:${region}:${accountId}:${path}`,
      });
    }
  };
  const server = await listenOnLoopback(
    (request, response) => answer(request, response, measure(operate, onExchange), report),
    port,
  );
  const sweep = () => engine.exclusively(() => deleteExpired(engine, clock.now()));
  const sweeper = setInterval(() => sweep().catch(console.error), sweepMilliseconds).unref();
  return {
    port: server.port,
    sweep,
    close: async () => {
      clearInterval(sweeper);
      await server.close();
      await engine.close();
    },
  };
}

/** Tells of each operation with the sizes of its JSON, which are a little larger than those of its items. */
function measure(operate: Operate, onExchange: OnExchange | undefined): Operate {
  if (onExchange === undefined) return operate;
  return async (operation, input) => {
    const output = await operate(operation, input);
    const lists = Object.values((input.RequestItems as Record<string, unknown[]> | undefined) ?? {});
    const [requestBytes, responseBytes] = [input, output].map((json) => Buffer.byteLength(JSON.stringify(json)));
    const rows = lists.length === 0 ? 1 : lists.flat().length;
    onExchange({
      ...{ service: 'dynamodb', operation, rows },
      ...{ requestBytes: requestBytes ?? 0, responseBytes: responseBytes ?? 0 },
    });
    return output;
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  operate: Operate,
  report: (request: IncomingMessage, operation: string, input: Input) => void,
): Promise<void> {
  try {
    const operation = readOperation(request);
    const input = parseInput(await text(request));
    report(request, operation, input);
    send(response, 200, await operate(operation, input));
  } catch (error) {
    const body = bodyOf(error);
    if (body === null) console.error(error);
    const failure = {
      __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError',
      message: 'Internal server error',
    };
    send(response, body === null ? 500 : 400, body ?? failure);
  }
}

function readOperation(request: IncomingMessage): string {
  const [, operation] = /^DynamoDB_20120810\.(\w+)$/.exec(String(request.headers['x-amz-target'])) ?? [];
  if (operation === undefined) throw new DynamoDbError('UnknownOperationException', '');
  if (request.headers.authorization?.startsWith('AWS4-') !== true) {
    throw new DynamoDbError('MissingAuthenticationTokenException', 'Request is missing Authentication Token');
  }
  return operation;
}

function parseInput(body: string): Input {
  try {
    const input: unknown = JSON.parse(body);
    if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input as Input;
  } catch {
    // What is no JSON is refused below, like JSON of another kind.
  }
  throw new DynamoDbError('SerializationException', 'The request body is not a JSON object.');
}

function send(response: ServerResponse, status: number, body: Readonly<Record<string, unknown>>): void {
  response.writeHead(status, { 'content-type': contentType, 'x-amzn-requestid': randomUUID() });
  response.end(JSON.stringify(body));
}
