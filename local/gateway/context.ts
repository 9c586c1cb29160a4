import type { Place } from '../template/identity.ts';
import type { RestApiResource, RestMethod } from '../template/rest-api.ts';
import { type GatewayRequest, headerOf } from './request.ts';

/** The API and where it is deployed. */
export interface Deployment {
  readonly api: RestApiResource;
  readonly place: Place;
}

/** What an authorizer said about the caller; every value is text, as API Gateway passes it on. */
export type AuthorizerContext = Readonly<Record<string, string | number>>;

/** The `requestContext` of a proxy event (docs: set-up-lambda-proxy-integrations, input format). */
export type RequestContext = Readonly<Record<string, unknown>>;

/** Describes the request the way proxy events and `$context` variables show it. */
export function describeRequest(
  { api, place }: Deployment,
  request: GatewayRequest,
  method: RestMethod | null,
  authorizer: AuthorizerContext | null,
): RequestContext {
  return {
    resourceId: method?.resourceId ?? null,
    resourcePath: method?.resourcePath ?? request.path,
    httpMethod: request.httpMethod,
    extendedRequestId: request.extendedRequestId,
    requestTime: formatTime(new Date(request.receivedAt)),
    path: `/${api.stageName}${request.path}`,
    accountId: place.accountId,
    protocol: 'HTTP/1.1',
    stage: api.stageName,
    domainPrefix: api.apiId,
    requestTimeEpoch: request.receivedAt,
    requestId: request.requestId,
    identity: {
      cognitoIdentityPoolId: null,
      accountId: null,
      cognitoIdentityId: null,
      caller: null,
      sourceIp: request.sourceIp,
      principalOrgId: null,
      accessKey: null,
      cognitoAuthenticationType: null,
      cognitoAuthenticationProvider: null,
      userArn: null,
      userAgent: headerOf(request, 'user-agent') ?? null,
      user: null,
    },
    domainName: `${api.apiId}.execute-api.${place.region}.amazonaws.com`,
    apiId: api.apiId,
    ...(authorizer === null ? {} : { authorizer }),
  };
}

/** The ARN by which policies and permissions name this call. */
export function methodArn({ api, place }: Deployment, httpMethod: string, path: string): string {
  const resource = path.replace(/^\//, '');
  return `arn:aws:execute-api:${place.region}:${place.accountId}:${api.apiId}/${api.stageName}/${httpMethod}/${resource}`;
}

/** Common Log Format, as `$context.requestTime` has it: `09/Apr/2015:12:34:56 +0000`. */
function formatTime(time: Date): string {
  const [, day, month, year, clock] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(time.toUTCString()) ?? [];
  return `${day}/${month}/${year}:${clock} +0000`;
}
