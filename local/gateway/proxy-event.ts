import type { RequestContext } from './context.ts';
import { type GatewayRequest, headerOf } from './request.ts';
import type { Route } from './route.ts';

type Multiple = ReadonlyMap<string, readonly string[]>;

/** The part of an event that describes the request, shared by proxy events and REQUEST authorizers. */
export function describeProxyRequest(request: GatewayRequest, route: Route, context: RequestContext, port: number) {
  const headers: Multiple = new Map([...request.headers, ...forwardedHeaders(request, port)]);
  return {
    resource: route.method.resourcePath,
    path: request.path,
    httpMethod: request.httpMethod,
    headers: lastOf(headers),
    multiValueHeaders: Object.fromEntries(headers),
    queryStringParameters: request.query.size === 0 ? null : lastOf(request.query),
    multiValueQueryStringParameters: request.query.size === 0 ? null : Object.fromEntries(request.query),
    // API Gateway leaves the path, and what it takes out of it, percent-encoded.
    pathParameters: Object.keys(route.pathParameters).length === 0 ? null : route.pathParameters,
    stageVariables: null,
    requestContext: context,
  };
}

/** Makes the event of a Lambda proxy integration, payload 1.0 (docs: set-up-lambda-proxy-integrations). */
export function createProxyEvent(
  request: GatewayRequest,
  route: Route,
  context: RequestContext,
  binaryMediaTypes: readonly string[],
  port: number,
) {
  const mediaType = headerOf(request, 'content-type')?.split(';')[0]?.trim() ?? 'application/json';
  const isBinary = request.body.length > 0 && binaryMediaTypes.some((pattern) => matchesMediaType(pattern, mediaType));
  return {
    ...describeProxyRequest(request, route, context, port),
    body: request.body.length === 0 ? null : request.body.toString(isBinary ? 'base64' : 'utf8'),
    isBase64Encoded: isBinary,
  };
}

/** Whether a media type falls under one of the API's, of which `*` is a wildcard. */
export function matchesMediaType(pattern: string, mediaType: string): boolean {
  const [type, subtype] = pattern.split('/');
  const [actualType, actualSubtype] = mediaType.toLowerCase().split('/');
  return (type === '*' || type === actualType) && (subtype === '*' || subtype === actualSubtype);
}

function forwardedHeaders(request: GatewayRequest, port: number): [string, string[]][] {
  const traceId = `Root=1-${Math.floor(request.receivedAt / 1000).toString(16)}-${request.requestId.replaceAll('-', '').slice(0, 24)}`;
  return [
    ['X-Amzn-Trace-Id', [traceId]],
    ['X-Forwarded-For', [request.sourceIp]],
    ['X-Forwarded-Port', [String(port)]],
    ['X-Forwarded-Proto', ['http']],
  ];
}

function lastOf(multiple: Multiple): Record<string, string> {
  return Object.fromEntries([...multiple].map(([name, values]) => [name, values.at(-1) ?? '']));
}
