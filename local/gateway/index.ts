import type { ServerResponse } from 'node:http';
import type { FunctionPermission } from '../template/functions.ts';
import { type LoopbackServer, startLoopbackServer } from '../wire/loopback-server.ts';
import type { GatewayAnswer } from './answer.ts';
import { type Admission, createAuthorization } from './authorize.ts';
import { compress } from './compress.ts';
import { type AuthorizerContext, type Deployment, describeRequest, methodArn } from './context.ts';
import { answerByGateway, GatewayRefusal, type ResponseType } from './gateway-response.ts';
import { createPermittedInvoker, type InvokeFunction } from './invoke-function.ts';
import { checkTemplate } from './mapping-template.ts';
import { answerMock } from './mock.ts';
import { createProxyEvent } from './proxy-event.ts';
import { readProxyResponse } from './proxy-response.ts';
import { type GatewayRequest, headerOf, readRequest } from './request.ts';
import { createRouter, type Route } from './route.ts';
import { createUsageAdmission } from './usage/admit-usage.ts';
import type { ApiKeys } from './usage/api-keys.ts';

/** What the gateway serves, and how it reaches the functions. */
export interface GatewayOptions extends Deployment {
  readonly permissions: readonly FunctionPermission[];
  readonly invoke: InvokeFunction;
  /** The keys on the API's usage plans; without any, a method that asks for one is closed. */
  readonly apiKeys?: ApiKeys;
  /** 0 takes a free port. */
  readonly port: number;
  /** Told why the gateway answered by itself. */
  readonly onRefusal?: (requestId: string, responseType: ResponseType, reason: string) => void;
  readonly now?: () => number;
}

/**
 * Serves the REST API as API Gateway does, at `/` and at `/<stage>`. Throws TemplateError for mapping
 * templates it cannot fill; rejects with `EADDRINUSE` when the port is taken.
 */
export async function startGateway(options: GatewayOptions): Promise<LoopbackServer> {
  const { api, invoke, permissions, onRefusal, now } = options;
  checkTemplates(options);
  const findRoute = createRouter(api.methods);
  const invokePermitted = createPermittedInvoker(invoke, permissions);
  const authorize = createAuthorization(options, invokePermitted, now);
  const admitUsage = createUsageAdmission(api.apiKeySource, options.apiKeys, now);

  async function answer(request: GatewayRequest, isTooLarge: boolean, port: number): Promise<GatewayAnswer> {
    const route = findRoute(request.httpMethod, request.path);
    let admission: Admission | null = null;
    try {
      if (isTooLarge) throw new GatewayRefusal('REQUEST_TOO_LARGE', 'The body is over 10 MB');
      if (route === null) throw new GatewayRefusal('MISSING_AUTHENTICATION_TOKEN', 'No method serves this path');
      admission = await authorize(request, route, port);
      admitUsage(request, route, admission);
      return await integrate(request, route, admission?.context ?? null, port);
    } catch (error) {
      const refusal =
        error instanceof GatewayRefusal
          ? error
          : new GatewayRefusal('INTEGRATION_FAILURE', `Lambda invocation failed: ${error}`);
      onRefusal?.(request.requestId, refusal.responseType, refusal.message);
      const context = describeRequest(options, request, route?.method ?? null, admission?.context ?? null);
      return answerByGateway(api.gatewayResponses, refusal.responseType, context, refusal.detail);
    }
  }

  async function integrate(
    request: GatewayRequest,
    route: Route,
    authorizer: AuthorizerContext | null,
    port: number,
  ): Promise<GatewayAnswer> {
    const { integration } = route.method;
    const context = describeRequest(options, request, route.method, authorizer);
    if (integration.type === 'MOCK') return answerMock(integration, request, context);
    const event = createProxyEvent(request, route, context, api.binaryMediaTypes, port);
    const sourceArn = methodArn(options, request.httpMethod, request.path);
    const invocation = invokePermitted(integration.functionArn, sourceArn, event, 'API_CONFIGURATION_ERROR');
    const result = await withinTime(invocation, integration.timeoutMilliseconds);
    return readProxyResponse(result, headerOf(request, 'accept'), api.binaryMediaTypes);
  }

  const server = await startLoopbackServer(async (message, response) => {
    try {
      const { request, isTooLarge } = await readRequest(message, api.stageName);
      const answered = await answer(request, isTooLarge, message.socket.localPort ?? 0);
      send(response, request, answered, isTooLarge, api.smallestCompressed);
    } catch {
      // The client went away while it was sending; there is nobody to answer.
      response.destroy();
    }
  }, options.port);
  return server;
}

function checkTemplates({ api }: Deployment): void {
  const templates = api.methods.flatMap(({ integration }) =>
    integration.type === 'MOCK'
      ? [integration.requestTemplates, ...integration.responses.map((response) => response.templates)]
      : [],
  );
  for (const byMediaType of [...templates, ...api.gatewayResponses.map((response) => response.templates)]) {
    for (const template of Object.values(byMediaType)) checkTemplate(template);
  }
}

async function withinTime<Value>(work: Promise<Value>, milliseconds: number): Promise<Value> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new GatewayRefusal('INTEGRATION_TIMEOUT', 'The function took too long')),
    milliseconds,
  );
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function send(
  response: ServerResponse,
  request: GatewayRequest,
  answer: GatewayAnswer,
  closes: boolean,
  smallestCompressed: number | null,
): void {
  const hasBody = request.httpMethod !== 'HEAD' && answer.status !== 204 && answer.status !== 304;
  const payload = compress(answer, headerOf(request, 'accept-encoding'), smallestCompressed);
  const headers: (readonly [string, string])[] = [
    ...payload.headers,
    ...(hasBody ? ([['Content-Length', String(Buffer.byteLength(payload.body))]] as const) : []),
    ['x-amzn-RequestId', request.requestId],
    ['x-amz-apigw-id', request.extendedRequestId],
    ...(closes ? ([['Connection', 'close']] as const) : []),
  ];
  response.writeHead(answer.status, headers.flat());
  response.end(hasBody ? payload.body : undefined);
}
