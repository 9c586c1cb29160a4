/** A refusal that the gateway answers by itself, without any function. */
export interface GatewayProblem {
  readonly status: number;
  readonly title: string;
  readonly code: string;
  readonly detail: string;
  readonly retryable: boolean;
  /** When another try may do better, for those that say so. */
  readonly retryAfterSeconds?: number;
}

const problem = (status: number, title: string, code: string, detail: string, retryable = false): GatewayProblem => ({
  status,
  title,
  code,
  detail,
  retryable,
});

const forbidden = problem(
  403,
  'Forbidden',
  'access.forbidden',
  'This key does not have the scope that the operation asks for.',
);
const unauthorized = problem(
  401,
  'Unauthorized',
  'access.unauthorized',
  'A valid key is needed in the x-api-key header.',
);
const malformed = problem(400, 'Bad Request', 'request.malformed', 'The request is not well formed.');
const unexpected = problem(500, 'Internal Server Error', 'internal', 'The request could not be answered.', true);
const broken = problem(502, 'Bad Gateway', 'internal', 'The request could not be answered.', true);
const late = problem(504, 'Gateway Timeout', 'internal', 'The answer did not come in time.', true);

const tooMany = (detail: string) => problem(429, 'Too Many Requests', 'access.throttled', detail, true);

/**
 * What each answer of API Gateway's own becomes; those that are not named are the two defaults
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html).
 */
export const gatewayProblems: Readonly<Record<string, GatewayProblem>> = {
  ACCESS_DENIED: forbidden,
  UNAUTHORIZED: unauthorized,
  INVALID_API_KEY: unauthorized,
  MISSING_AUTHENTICATION_TOKEN: problem(404, 'Not Found', 'request.not_found', 'There is nothing at this path.'),
  RESOURCE_NOT_FOUND: problem(404, 'Not Found', 'request.not_found', 'There is nothing at this path.'),
  REQUEST_TOO_LARGE: problem(413, 'Content Too Large', 'request.too_large', 'The request body is larger than 10 MB.'),
  UNSUPPORTED_MEDIA_TYPE: problem(
    415,
    'Unsupported Media Type',
    'request.unsupported_media_type',
    'The request body must be application/json.',
  ),
  THROTTLED: { ...tooMany('There are more requests than the plan of this key allows.'), retryAfterSeconds: 1 },
  // The quota is of the calendar month, which no fixed answer knows the end of.
  QUOTA_EXCEEDED: { ...tooMany('The monthly quota of this key is used up.'), retryAfterSeconds: 86_400 },
  INTEGRATION_FAILURE: broken,
  INTEGRATION_TIMEOUT: late,
  DEFAULT_4XX: malformed,
  DEFAULT_5XX: unexpected,
};

/**
 * Any page may read a refusal of the gateway: it says nothing of anyone, and API Gateway cannot choose
 * among a list of origins here. What a function answers is for the listed origins only.
 */
export const refusalOrigin = "'*'";

/** The refusal of a method that a path does not have. */
export const methodNotAllowed = problem(
  405,
  'Method Not Allowed',
  'request.method_not_allowed',
  'This path does not take this method; see Allow.',
);

/**
 * Writes a problem document (RFC 9457) as a mapping template of API Gateway, which fills in
 * the `$context` variables per request.
 */
export function problemTemplate({ status, title, code, detail, retryable }: GatewayProblem): string {
  return JSON.stringify({
    type: 'about:blank',
    title,
    status,
    detail,
    instance: '$context.path',
    // The same as `detail`, for clients that read one string.
    error: detail,
    code,
    requestId: '$context.requestId',
    retryable,
    details: [],
  });
}
