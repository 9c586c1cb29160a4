import { randomUUID } from 'node:crypto';
import middy from '@middy/core';
import httpJsonBodyParser from '@middy/http-json-body-parser';
import type * as z from 'zod/mini';
import { IntelligenceError } from '../errors.ts';
import { recordMetrics } from '../observability/metrics.ts';
import { largestBody, limitDepth, parseBody } from './body.ts';
import { entityTagOf, isKnownTag } from './entity-tag.ts';
import type { ApiEvent, ApiResponse, Exchange, Reply } from './event.ts';
import { standardHeaders } from './headers.ts';
import { toProblem } from './problem.ts';

/** What the endpoint's own work tells the log of its exchange. */
const cacheHits = new WeakMap<ApiEvent, boolean>();

type Middleware = middy.MiddlewareObj<ApiEvent, ApiResponse>;

/** Ids of exchanges that callers may give themselves: what logs and headers carry without harm. */
const wellFormedId = /^[\w.-]{8,128}$/;

/**
 * Makes the handler of one endpoint: exchange id, JSON body (415, 413, 400, 422), problem documents
 * for whatever is thrown, CORS and security headers, one log line per exchange without key or body.
 * Without a schema the body is not read.
 */
export function endpoint<Schema extends z.ZodMiniType = z.ZodMiniUndefined>(
  schema: Schema | null,
  work: (exchange: Exchange<z.output<Schema>>) => Promise<Reply>,
) {
  const chain = middy<ApiEvent, ApiResponse>()
    .use(nameExchange())
    .use(logExchange())
    .use(addHeaders())
    .use(answerProblems());
  const reading = schema === null ? chain : chain.use(limitBody()).use(readJson());
  return reading.handler(async (event: ApiEvent): Promise<ApiResponse> => {
    const body = schema === null ? undefined : parseBody(schema, event.body);
    const reply = await work({ ...describeExchange(event), body: body as z.output<Schema> });
    if (reply.isCacheHit !== undefined) cacheHits.set(event, reply.isCacheHit);
    return respond(reply, event);
  });
}

function describeExchange(event: ApiEvent): Omit<Exchange<unknown>, 'body'> {
  const parameters = Object.entries(event.pathParameters ?? {});
  return {
    exchangeId: exchangeIdOf(event),
    route: routeOf(event),
    clientId: String(event.requestContext?.authorizer?.clientId ?? 'anonymous'),
    contacts: event.requestContext?.authorizer?.contacts === 'true',
    query: queryOf(event),
    parameters: Object.fromEntries(parameters.map(([name, value]) => [name, decode(value ?? '')])),
    headers: event.headers ?? {},
  };
}

function queryOf({ queryStringParameters }: ApiEvent): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(queryStringParameters ?? {}).map(([name, value]) => [name, value ?? '']));
}

/** The path of the gateway's own refusals, too: the one that the caller asked for, with the stage. */
function pathOf({ requestContext, path }: ApiEvent): string {
  return requestContext?.path ?? path;
}

function routeOf(event: ApiEvent): string {
  // The path itself would carry what the caller typed into logs and metrics.
  return `${event.httpMethod} ${event.resource ?? '(unknown)'}`;
}

/** Gateways differ in whether they decode path parameters; a stray percent sign is left as it stands. */
function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** A reply that the caller has already is answered without its body, where it only reads (RFC 9110, 13.1.2). */
function respond(reply: Reply, { httpMethod, headers }: ApiEvent): ApiResponse {
  const tag: Record<string, string> = reply.version === undefined ? {} : { etag: entityTagOf(reply.version) };
  const isRead = httpMethod === 'GET' || httpMethod === 'HEAD';
  if (isRead && tag.etag !== undefined && isKnownTag(headers?.['if-none-match'], tag.etag)) {
    return { statusCode: 304, headers: { ...tag, ...reply.headers }, body: '' };
  }
  return {
    statusCode: reply.status,
    headers: { ...(reply.body === null ? {} : { 'content-type': 'application/json' }), ...tag, ...reply.headers },
    body: reply.body === null || httpMethod === 'HEAD' ? '' : JSON.stringify(reply.body),
  };
}

/** Accepts the caller's x-request-id when it is well formed, else makes one; header names go to lower case. */
function nameExchange(): Middleware {
  return {
    before: ({ event }) => {
      const headers = Object.entries(event.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
      const lowered = Object.fromEntries(headers) as Record<string, string | undefined>;
      const given = lowered['x-request-id'];
      event.headers = {
        ...lowered,
        'x-request-id': given !== undefined && wellFormedId.test(given) ? given : randomUUID(),
      };
    },
  };
}

function exchangeIdOf(event: ApiEvent): string {
  return event.headers?.['x-request-id'] ?? '';
}

function addHeaders(): Middleware {
  const add = (request: middy.Request<ApiEvent, ApiResponse>) => {
    const { event, response } = request;
    if (response == null) return;
    const { rateLimit } = event.requestContext?.authorizer ?? {};
    const allowed = process.env.CORS_ORIGIN ?? '';
    const standard = standardHeaders(exchangeIdOf(event), rateLimit, event.headers?.origin, allowed);
    request.response = { ...response, headers: { ...standard, ...response.headers } };
  };
  return { after: add, onError: add };
}

function answerProblems(): Middleware {
  return {
    onError: (request) => {
      const { event, error } = request;
      const problem = toProblem(translate(error), exchangeIdOf(event), pathOf(event));
      if (problem.status >= 500) {
        const cause = error?.cause instanceof Error ? error.cause.name : undefined;
        console.error({ message: 'exchange failed', requestId: problem.requestId, cause, stack: error?.stack });
      }
      const patience = problem.status === 503 ? { 'retry-after': '2' } : undefined;
      request.response = {
        statusCode: problem.status,
        headers: { 'content-type': 'application/problem+json', ...patience },
        body: JSON.stringify(problem),
      };
    },
  };
}

/** The body parser answers 415 to a wrong content type, and 422 to broken JSON and to forbidden members. */
function translate(error: unknown): unknown {
  if (!(error instanceof Error) || !('statusCode' in error)) return error;
  if (error.statusCode === 422) {
    return new IntelligenceError('request.malformed', 'The body is not valid JSON.', { cause: error });
  }
  if (error.statusCode !== 415) return error;
  return new IntelligenceError('request.unsupported_media_type', 'The body must be application/json.', {
    cause: error,
  });
}

function limitBody(): Middleware {
  return {
    before: ({ event }) => {
      if (typeof event.body !== 'string' || Buffer.byteLength(event.body) <= largestBody) return;
      throw new IntelligenceError('request.too_large', `The body may have ${largestBody} bytes at most.`);
    },
  };
}

/** An absent body arrives as null, which the parser would take for JSON. */
function readJson(): Middleware {
  const parser = httpJsonBodyParser() as Middleware;
  return {
    before: async (request) => {
      request.event.body ??= '';
      await parser.before?.(request);
      limitDepth(request.event.body);
    },
  };
}

/** One line and one measurement for each exchange: who, what, how long; never a key, a body or what a path holds. */
function logExchange(): Middleware {
  const startedAt = new WeakMap<ApiEvent, number>();
  const log = ({ event, response }: middy.Request<ApiEvent, ApiResponse>) => {
    const [route, status] = [routeOf(event), response?.statusCode ?? 500];
    const ms = Date.now() - (startedAt.get(event) ?? Date.now());
    const isCacheHit = cacheHits.get(event);
    console.info({
      message: 'exchange',
      requestId: exchangeIdOf(event),
      clientId: event.requestContext?.authorizer?.clientId ?? null,
      route,
      status,
      ms,
      cacheHit: isCacheHit ?? null,
    });
    recordMetrics({ ApiLatency: ms }, { Endpoint: route, Status: String(status) });
    if (isCacheHit !== undefined) recordMetrics({ CacheHit: Number(isCacheHit) }, { Endpoint: route });
  };
  return {
    before: ({ event }) => {
      startedAt.set(event, Date.now());
    },
    after: log,
    onError: log,
  };
}
