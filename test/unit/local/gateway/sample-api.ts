import type { InvocationResult } from '../../../../local/functions/index.ts';
import { type GatewayOptions, startGateway } from '../../../../local/gateway/index.ts';
import type {
  MockIntegration,
  RestApiResource,
  RestAuthorizer,
  RestMethod,
} from '../../../../local/template/rest-api.ts';

export const place = { region: 'eu-west-1', accountId: '111122223333', stackName: 'Sample' };
export const echoArn = 'arn:aws:lambda:eu-west-1:111122223333:function:echo';
export const authorizeArn = 'arn:aws:lambda:eu-west-1:111122223333:function:authorize';

/** A proxied method. */
export function proxy(httpMethod: string, resourcePath: string, authorizer: RestAuthorizer | null = null): RestMethod {
  return {
    httpMethod,
    resourcePath,
    resourceId: 'abc123',
    authorizer,
    apiKeyRequired: false,
    integration: { type: 'AWS_PROXY', functionArn: echoArn, timeoutMilliseconds: 29_000 },
  };
}

/** A method that answers from templates. */
export function mock(httpMethod: string, resourcePath: string, integration: Partial<MockIntegration>): RestMethod {
  return {
    ...proxy(httpMethod, resourcePath),
    integration: {
      type: 'MOCK',
      passthroughBehavior: 'WHEN_NO_MATCH',
      requestTemplates: { 'application/json': '{ statusCode: 200 }' },
      responses: [{ statusCode: 200, selectionPattern: null, parameters: {}, templates: {} }],
      ...integration,
    },
  };
}

/** An authorizer on `x-api-key`. */
export const keyAuthorizer: RestAuthorizer = {
  name: 'keys',
  type: 'REQUEST',
  functionArn: authorizeArn,
  authorizerId: 'auth01',
  identitySources: ['method.request.header.x-api-key'],
  identityValidation: null,
  cacheSeconds: 60,
};

export const succeed = (value: unknown): InvocationResult => ({
  requestId: 'lambda-1',
  payload: JSON.stringify(value),
  functionError: null,
  log: '',
});

export const allowAll = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' }],
};

/** Starts a gateway over the methods; every function is open to it unless `permissions` says otherwise. */
export function startSample(
  methods: readonly RestMethod[],
  invoke: GatewayOptions['invoke'],
  options: Partial<GatewayOptions> & { readonly overrides?: Partial<RestApiResource> } = {},
) {
  const { overrides, ...rest } = options;
  const anyone = (functionArn: string) => ({ functionArn, principal: 'apigateway.amazonaws.com', sourceArn: null });
  return startGateway({
    api: {
      apiId: 'api123',
      stageName: 'dev',
      apiKeySource: 'AUTHORIZER',
      binaryMediaTypes: [],
      smallestCompressed: null,
      gatewayResponses: [],
      methods,
      ...overrides,
    },
    place,
    permissions: [anyone(echoArn), anyone(authorizeArn)],
    invoke,
    port: 0,
    ...rest,
  });
}
