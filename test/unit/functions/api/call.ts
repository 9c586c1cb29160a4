import type { ApiEvent, ApiResponse } from '../../../../functions/lib/api/event.ts';

/** What a test sends; the gateway's part is filled in. */
export interface TestCall {
  /** GET without a body and POST with one, if not given. */
  readonly method?: string;
  /** The path template, for functions that serve several routes. */
  readonly resource?: string;
  readonly query?: Record<string, string>;
  readonly parameters?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  readonly rawBody?: string | null;
  readonly clientId?: string;
}

/** An answer with its body parsed. */
export interface TestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  // biome-ignore lint/suspicious/noExplicitAny: tests read bodies of many shapes.
  readonly body: any;
}

/** Calls an endpoint's handler as API Gateway's proxy integration would. */
export async function callEndpoint(handler: unknown, call: TestCall = {}): Promise<TestAnswer> {
  const event: ApiEvent = {
    httpMethod: call.method ?? (call.body === undefined && call.rawBody === undefined ? 'GET' : 'POST'),
    path: '/the/path',
    resource: call.resource ?? '/the/{path}',
    headers: { ...(call.body === undefined ? {} : { 'Content-Type': 'application/json' }), ...call.headers },
    pathParameters: call.parameters ?? null,
    queryStringParameters: call.query ?? null,
    body: call.rawBody === undefined ? (call.body === undefined ? null : JSON.stringify(call.body)) : call.rawBody,
    isBase64Encoded: false,
    requestContext: { authorizer: { clientId: call.clientId ?? 'client-1' } },
  };
  const invoke = handler as (event: ApiEvent, context: object) => Promise<ApiResponse>;
  const response = await invoke(event, {});
  return {
    status: response.statusCode,
    headers: response.headers,
    body: response.body === '' ? null : JSON.parse(response.body),
  };
}
