import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { readBody } from '../wire/read-body.ts';

/** One HTTP request as API Gateway took it in. */
export interface GatewayRequest {
  /** Names the exchange in `$context.requestId`. */
  readonly requestId: string;
  readonly extendedRequestId: string;
  readonly httpMethod: string;
  /** Without the stage, still percent-encoded. */
  readonly path: string;
  /** Decoded, by name, in order. */
  readonly query: ReadonlyMap<string, readonly string[]>;
  /** By the name as it was sent, in order. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: Buffer;
  readonly sourceIp: string;
  /** Epoch milliseconds */
  readonly receivedAt: number;
}

/** API Gateway's limit on a payload: 10 MB (docs: API Gateway quotas). */
const largestBody = 10 * 1024 * 1024;

/** Takes a request in; gives it without its body, marked as too large, when that is over 10 MB. */
export async function readRequest(
  message: IncomingMessage,
  stageName: string,
): Promise<{ readonly request: GatewayRequest; readonly isTooLarge: boolean }> {
  const [path = '/', search = ''] = splitOnce(message.url ?? '/', '?');
  const body = await readBody(message, largestBody);
  return {
    isTooLarge: body === null,
    request: {
      requestId: randomUUID(),
      extendedRequestId: randomBytes(11).toString('base64url'),
      httpMethod: message.method ?? 'GET',
      path: withoutStage(path, stageName),
      query: collect([...new URLSearchParams(search)]),
      headers: collect(pairs(message.rawHeaders)),
      body: body ?? Buffer.alloc(0),
      sourceIp: message.socket.remoteAddress ?? '127.0.0.1',
      receivedAt: Date.now(),
    },
  };
}

/** Gives a header by its name in any case; the last one when it was sent more than once. */
export function headerOf(request: GatewayRequest, name: string): string | undefined {
  const wanted = name.toLowerCase();
  const found = [...request.headers].findLast(([candidate]) => candidate.toLowerCase() === wanted);
  return found?.[1].at(-1);
}

function withoutStage(path: string, stageName: string): string {
  if (path === `/${stageName}`) return '/';
  return path.startsWith(`/${stageName}/`) ? path.slice(stageName.length + 1) : path;
}

function pairs(rawHeaders: readonly string[]): [string, string][] {
  return Array.from({ length: rawHeaders.length / 2 }, (_, index) => [
    rawHeaders[index * 2] ?? '',
    rawHeaders[index * 2 + 1] ?? '',
  ]);
}

function collect(entries: readonly (readonly [string, string])[]): Map<string, string[]> {
  const collected = new Map<string, string[]>();
  for (const [name, value] of entries) {
    const values = collected.get(name);
    if (values === undefined) collected.set(name, [value]);
    else values.push(value);
  }
  return collected;
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
