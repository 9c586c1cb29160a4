/**
 * What API Gateway hands to a proxy integration, as far as it is read here:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export interface ApiEvent {
  readonly httpMethod: string;
  readonly path: string;
  readonly resource?: string;
  headers: Readonly<Record<string, string | undefined>> | null;
  readonly pathParameters?: Readonly<Record<string, string | undefined>> | null;
  readonly queryStringParameters?: Readonly<Record<string, string | undefined>> | null;
  body: unknown;
  isBase64Encoded?: boolean;
  readonly requestContext?: {
    /** As the caller sent it, with the stage or a domain's base path. */
    readonly path?: string;
    readonly authorizer?: Readonly<Record<string, unknown>> | null;
  };
}

/** What a proxy integration answers. */
export interface ApiResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One exchange as an endpoint sees it, checked and parsed. */
export interface Exchange<Body> {
  /** Names this HTTP exchange, not an enrichment. */
  readonly exchangeId: string;
  /** Method and path template, such as `POST /company/{domain}/vendor-context`. */
  readonly route: string;
  /** The caller's client; `anonymous` where no key is asked. */
  readonly clientId: string;
  /** Whether the caller may have ways of reaching persons. */
  readonly contacts: boolean;
  /** What the query string says, decoded; of what is said twice the last. */
  readonly query: Readonly<Record<string, string>>;
  /** Percent-decoded. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Body;
}

/** What an endpoint answers; null as body sends none. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** What the answer's ETag is made of: its body without what changes from call to call. Without it there is no ETag. */
  readonly version?: unknown;
  /** Whether what was asked for was there already, for log and metrics; absent where nothing could have been. */
  readonly isCacheHit?: boolean;
}
