import { join } from 'node:path';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { logicalIdOf } from '../../infra/constructs/function-name.ts';
import { readPlans } from '../../infra/plans.ts';
import { readRoutes } from '../../infra/routes.ts';
import { resourcesOf, root, synthesize } from './synthesize.ts';

const template = synthesize();
const routes = readRoutes(join(root, 'dist'));
const resources = new Map(resourcesOf(template, 'AWS::ApiGateway::Resource'));
const methods = resourcesOf(template, 'AWS::ApiGateway::Method').map(([, { Properties }]) => ({
  path: pathOf(Properties.ResourceId),
  method: Properties.HttpMethod as string,
  properties: Properties,
}));
/** HEAD is served wherever GET is. */
const verbsOf = (method: string) => (method === 'GET' ? ['GET', 'HEAD'] : [method]);
const paths = [...new Set(routes.map(({ path }) => path))];
const methodAt = (path: string, method: string) =>
  methods.find((candidate) => candidate.path === path && candidate.method === method)!.properties;

function pathOf(reference: { Ref?: string }): string {
  const resource = reference.Ref === undefined ? undefined : resources.get(reference.Ref);
  return resource === undefined ? '' : `${pathOf(resource.Properties.ParentId)}/${resource.Properties.PathPart}`;
}

describe('routes', () => {
  it('serves the routes of the build and no others', () => {
    const served = methods.filter(({ properties }) => properties.Integration.Type === 'AWS_PROXY');

    expect(served.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(
      routes.flatMap(({ method, path }) => verbsOf(method).map((verb) => `${verb} ${path}`)).sort(),
    );
  });

  it.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
    'sends %s to its function, past the authorizer unless it is open',
    (_, route) => {
      const { Integration, AuthorizationType, ApiKeyRequired } = methodAt(route.path, route.method);

      expect(JSON.stringify(Integration.Uri)).toContain(logicalIdOf(route.function));
      expect(AuthorizationType).toBe(route.scope === null ? 'NONE' : 'CUSTOM');
      expect(ApiKeyRequired ?? false).toBe(route.scope !== null);
    },
  );

  it.each(paths)('refuses the methods that %s does not have with 405 and what it allows', (path) => {
    const allowed = routes.filter((route) => route.path === path).flatMap(({ method }) => verbsOf(method));
    const { Integration } = methodAt(path, 'ANY');
    const [response] = Integration.IntegrationResponses;

    expect(Integration.Type).toBe('MOCK');
    expect(response.StatusCode).toBe('405');
    expect(response.ResponseParameters['method.response.header.Allow']).toBe(`'${[...allowed, 'OPTIONS'].join(', ')}'`);
    expect(JSON.parse(response.ResponseTemplates['application/json'])).toMatchObject({
      status: 405,
      code: 'request.method_not_allowed',
      requestId: '$context.requestId',
    });
  });

  it.each(paths)('answers the preflight of %s', (path) => {
    const { Integration, AuthorizationType } = methodAt(path, 'OPTIONS');
    const [{ ResponseParameters }] = Integration.IntegrationResponses;

    expect(AuthorizationType).toBe('NONE');
    expect(ResponseParameters['method.response.header.Access-Control-Allow-Origin']).toBe("'*'");
    expect(ResponseParameters['method.response.header.Access-Control-Allow-Headers']).toContain('x-api-key');
  });
});

describe('the gateway itself', () => {
  it('knows callers by their key, and remembers the answer for a minute at most', () => {
    template.hasResourceProperties('AWS::ApiGateway::RestApi', { ApiKeySourceType: 'AUTHORIZER' });
    template.hasResourceProperties('AWS::ApiGateway::Authorizer', {
      Type: 'REQUEST',
      IdentitySource: 'method.request.header.x-api-key',
      AuthorizerResultTtlInSeconds: 60,
    });
  });

  it('throttles, and logs each exchange without its data', () => {
    template.hasResourceProperties('AWS::ApiGateway::Stage', {
      StageName: 'dev',
      AccessLogSetting: { Format: Match.stringLikeRegexp('requestId') },
      MethodSettings: [
        Match.objectLike({ ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40, DataTraceEnabled: false }),
      ],
    });
  });

  it('lets the pages of the configured origins call, and no others', () => {
    const own = synthesize({ corsOrigin: 'https://app.example.com,https://crm.example.com' });
    const preflights = resourcesOf(own, 'AWS::ApiGateway::Method').filter(
      ([, { Properties }]) => Properties.HttpMethod === 'OPTIONS',
    );

    const answers = preflights.map(([, { Properties }]) => Properties.Integration.IntegrationResponses[0]);
    const origin = 'method.response.header.Access-Control-Allow-Origin';
    expect(answers.length).toBeGreaterThan(0);
    for (const { ResponseParameters, ResponseTemplates } of answers) {
      expect(ResponseParameters[origin]).toBe("'https://app.example.com'");
      expect(ResponseTemplates['application/json']).toContain('$origin == "https://crm.example.com"');
    }
    expect(JSON.stringify(resourcesOf(own, 'AWS::Lambda::Function'))).toContain(
      '"CORS_ORIGIN":"https://app.example.com,https://crm.example.com"',
    );
  });
});

describe('answers of the gateway', () => {
  const responses = resourcesOf(template, 'AWS::ApiGateway::GatewayResponse').map(([, { Properties }]) => Properties);

  it.each([
    ['UNAUTHORIZED', 401, 'access.unauthorized'],
    ['ACCESS_DENIED', 403, 'access.forbidden'],
    ['MISSING_AUTHENTICATION_TOKEN', 404, 'request.not_found'],
    ['REQUEST_TOO_LARGE', 413, 'request.too_large'],
    ['UNSUPPORTED_MEDIA_TYPE', 415, 'request.unsupported_media_type'],
    ['THROTTLED', 429, 'access.throttled'],
    ['QUOTA_EXCEEDED', 429, 'access.throttled'],
    ['INTEGRATION_FAILURE', 502, 'internal'],
    ['INTEGRATION_TIMEOUT', 504, 'internal'],
    ['DEFAULT_4XX', 400, 'request.malformed'],
    ['DEFAULT_5XX', 500, 'internal'],
  ])('answers %s with %i as a problem document', (type, status, code) => {
    const { StatusCode, ResponseTemplates } = responses.find(({ ResponseType }) => ResponseType === type)!;

    const problem = JSON.parse(ResponseTemplates['application/json']);

    expect(StatusCode).toBe(String(status));
    expect(problem).toMatchObject({ type: 'about:blank', status, code, instance: '$context.path', details: [] });
    expect(problem.error).toBe(problem.detail);
    expect(problem.requestId).toBe('$context.requestId');
  });

  it('names each exchange and its media type, and tells who is throttled when to come back', () => {
    for (const { StatusCode, ResponseParameters } of responses) {
      expect(ResponseParameters).toMatchObject({
        'gatewayresponse.header.content-type': "'application/problem+json'",
        'gatewayresponse.header.x-request-id': 'context.requestId',
      });
      expect('gatewayresponse.header.retry-after' in ResponseParameters).toBe(StatusCode === '429');
    }
  });
});

describe('usage plans', () => {
  it('are those of the build, by name and number, each on the stage of the API', () => {
    const made = resourcesOf(template, 'AWS::ApiGateway::UsagePlan').map(([, { Properties }]) => Properties);

    const expected = readPlans(join(root, 'dist')).map(({ name, ratePerSecond, burst, monthlyQuota }) => ({
      UsagePlanName: `sales-intelligence-dev-${name}`,
      Throttle: { RateLimit: ratePerSecond, BurstLimit: burst },
      Quota: { Limit: monthlyQuota, Period: 'MONTH' },
    }));
    expect(made).toMatchObject(expected);
    expect(made.every(({ ApiStages }) => ApiStages.length === 1)).toBe(true);
  });

  it('bind nobody where no key is asked', () => {
    const open = synthesize({ apiKeyRequired: 'false' });

    const asked = resourcesOf(open, 'AWS::ApiGateway::Method').filter(
      ([, { Properties }]) => Properties.ApiKeyRequired,
    );
    expect(asked).toEqual([]);
  });
});
