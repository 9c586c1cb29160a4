import type { GatewayResponse } from '../template/rest-api.ts';
import type { GatewayAnswer } from './answer.ts';
import type { RequestContext } from './context.ts';
import { fillTemplate, readParameter } from './mapping-template.ts';

interface Standard {
  readonly status: number;
  readonly message: string | null;
  readonly errorType: string;
}

const standard = (status: number, message: string | null, errorType: string): Standard => ({
  status,
  message,
  errorType,
});

/**
 * What API Gateway answers by itself unless the template words it otherwise
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html).
 */
const standards = {
  ACCESS_DENIED: standard(403, 'User is not authorized to access this resource', 'AccessDeniedException'),
  API_CONFIGURATION_ERROR: standard(500, 'Internal server error', 'InternalServerErrorException'),
  AUTHORIZER_CONFIGURATION_ERROR: standard(500, null, 'AuthorizerConfigurationException'),
  AUTHORIZER_FAILURE: standard(500, null, 'AuthorizerFailureException'),
  // A Lambda that fails or answers nonsense is reported as 502; 504 is for other integrations.
  INTEGRATION_FAILURE: standard(502, 'Internal server error', 'InternalServerErrorException'),
  INVALID_API_KEY: standard(403, 'Forbidden', 'ForbiddenException'),
  INTEGRATION_TIMEOUT: standard(504, 'Endpoint request timed out', 'GatewayTimeoutException'),
  MISSING_AUTHENTICATION_TOKEN: standard(403, 'Missing Authentication Token', 'MissingAuthenticationTokenException'),
  QUOTA_EXCEEDED: standard(429, 'Limit Exceeded', 'LimitExceededException'),
  REQUEST_TOO_LARGE: standard(413, 'Request Too Long', 'RequestTooLargeException'),
  THROTTLED: standard(429, 'Too Many Requests', 'TooManyRequestsException'),
  UNAUTHORIZED: standard(401, 'Unauthorized', 'UnauthorizedException'),
  UNSUPPORTED_MEDIA_TYPE: standard(415, 'Unsupported Media Type', 'UnsupportedMediaTypeException'),
} as const satisfies Record<string, Standard>;

export type ResponseType = keyof typeof standards;

/** Thrown to answer with one of API Gateway's own responses; the message is for the log. */
export class GatewayRefusal extends Error {
  readonly responseType: ResponseType;
  /** Replaces the standard message of the answer. */
  readonly detail: string | undefined;

  constructor(responseType: ResponseType, message: string, detail?: string) {
    super(message);
    this.name = 'GatewayRefusal';
    this.responseType = responseType;
    this.detail = detail;
  }
}

/** Makes API Gateway's own answer, worded by the template's gateway responses where it has them. */
export function answerByGateway(
  responses: readonly GatewayResponse[],
  type: ResponseType,
  context: RequestContext,
  detail?: string,
): GatewayAnswer {
  const { status, message: standardMessage, errorType } = standards[type];
  const message = detail ?? standardMessage;
  const configured =
    responses.find((response) => response.responseType === type) ??
    responses.find((response) => response.responseType === (status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX'));
  const variables = {
    context: {
      ...context,
      error: { message: message ?? '', messageString: JSON.stringify(message), responseType: type },
    },
  };
  const headers = Object.entries(configured?.parameters ?? {}).flatMap(([target, expression]) => {
    const value = readParameter(expression, variables);
    return value === undefined ? [] : [[target.replace(/^gatewayresponse\.header\./, ''), value] as const];
  });
  const [contentType, template] = templateOf(configured);
  const hasContentType = headers.some(([name]) => name.toLowerCase() === 'content-type');
  return {
    status: configured?.statusCode ?? status,
    headers: [
      ...(hasContentType ? [] : [['Content-Type', contentType] as const]),
      ...headers,
      ['x-amzn-ErrorType', errorType],
    ],
    body: fillTemplate(template, variables),
  };
}

function templateOf(configured: GatewayResponse | undefined): [string, string] {
  const [first] = Object.entries(configured?.templates ?? {});
  return first ?? ['application/json', '{"message":$context.error.messageString}'];
}
