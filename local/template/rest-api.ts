import * as z from 'zod';
import { TemplateError } from './errors.ts';
import { byReference, type FindResources } from './resources.ts';

/** What API Gateway does for one method of one path. */
export interface RestMethod {
  readonly httpMethod: string;
  /** Template path: `/company/{domain}/lookup`. */
  readonly resourcePath: string;
  readonly resourceId: string;
  /** null for an open method. */
  readonly authorizer: RestAuthorizer | null;
  /** Whether a call must be on a usage plan. */
  readonly apiKeyRequired: boolean;
  readonly integration: ProxyIntegration | MockIntegration;
}

/** Lambda proxy: the whole request goes to a function. */
export interface ProxyIntegration {
  readonly type: 'AWS_PROXY';
  readonly functionArn: string;
  readonly timeoutMilliseconds: number;
}

/** API Gateway answers by itself from templates. */
export interface MockIntegration {
  readonly type: 'MOCK';
  readonly passthroughBehavior: 'WHEN_NO_MATCH' | 'WHEN_NO_TEMPLATES' | 'NEVER';
  /** By content type. */
  readonly requestTemplates: Readonly<Record<string, string>>;
  readonly responses: readonly IntegrationResponse[];
}

/** One answer of a mock integration. */
export interface IntegrationResponse {
  readonly statusCode: number;
  /** A regular expression on the mocked status; null is the default answer. */
  readonly selectionPattern: string | null;
  /** `method.response.header.X` to `'literal'` or `context.x`. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly templates: Readonly<Record<string, string>>;
}

/** A Lambda authorizer. */
export interface RestAuthorizer {
  readonly name: string;
  readonly type: 'TOKEN' | 'REQUEST';
  readonly functionArn: string;
  readonly authorizerId: string;
  /** `method.request.header.x-api-key`, … */
  readonly identitySources: readonly string[];
  readonly identityValidation: string | null;
  readonly cacheSeconds: number;
}

/** How the gateway words one of its own answers. */
export interface GatewayResponse {
  readonly responseType: string;
  readonly statusCode: number | null;
  /** `gatewayresponse.header.X` to `'literal'` or `context.x`. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly templates: Readonly<Record<string, string>>;
}

/** The one REST API of the stack. */
export interface RestApiResource {
  readonly apiId: string;
  readonly stageName: string;
  readonly apiKeySource: 'HEADER' | 'AUTHORIZER';
  readonly binaryMediaTypes: readonly string[];
  /** Bytes from which an answer is compressed, null for never. */
  readonly smallestCompressed: number | null;
  readonly methods: readonly RestMethod[];
  readonly gatewayResponses: readonly GatewayResponse[];
}

const texts = z.record(z.string(), z.string()).default({});

const integrationSchema = z.object({
  Type: z.string(),
  Uri: z.string().optional(),
  TimeoutInMillis: z.coerce.number().int().min(50).max(29_000).default(29_000),
  PassthroughBehavior: z.enum(['WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER']).default('WHEN_NO_MATCH'),
  RequestTemplates: texts,
  IntegrationResponses: z
    .array(
      z.object({
        StatusCode: z.coerce.number().int(),
        SelectionPattern: z.string().optional(),
        ResponseParameters: texts,
        ResponseTemplates: texts,
      }),
    )
    .default([]),
});

const methodSchema = z.object({
  HttpMethod: z.string(),
  ResourceId: z.string(),
  AuthorizationType: z.enum(['NONE', 'CUSTOM']).default('NONE'),
  AuthorizerId: z.string().optional(),
  ApiKeyRequired: z.boolean().default(false),
  RequestValidatorId: z.undefined('request validators are not supported by the laptop stack').optional(),
  Integration: integrationSchema,
  MethodResponses: z
    .array(
      z.object({ StatusCode: z.coerce.number(), ResponseParameters: z.record(z.string(), z.boolean()).default({}) }),
    )
    .default([]),
});

const authorizerSchema = z.object({
  Name: z.string(),
  Type: z.enum(['TOKEN', 'REQUEST']),
  AuthorizerUri: z.string(),
  IdentitySource: z.string().default(''),
  IdentityValidationExpression: z.string().optional(),
  /** Default and limit: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-authorizer.html */
  AuthorizerResultTtlInSeconds: z.coerce.number().int().min(0).max(3600).default(300),
});

type Method = z.output<typeof methodSchema>;

/** Reads the REST API with its paths, methods, authorizers and gateway responses; throws TemplateError unless there is exactly one. */
export function readRestApi(find: FindResources): RestApiResource {
  const [api, ...others] = find(
    'AWS::ApiGateway::RestApi',
    z.object({
      ApiKeySourceType: z.enum(['HEADER', 'AUTHORIZER']).default('HEADER'),
      BinaryMediaTypes: z.array(z.string()).default([]),
      MinimumCompressionSize: z.coerce.number().int().optional(),
    }),
  );
  if (api === undefined || others.length > 0) throw new TemplateError('The laptop stack serves exactly one REST API.');
  const [stage] = find('AWS::ApiGateway::Stage', z.object({ StageName: z.string() }));
  if (stage === undefined) throw new TemplateError('The REST API has no stage, so nothing would answer on AWS.');
  const paths = readPaths(find, api.identity.attributes.RootResourceId ?? '');
  const authorizers = readAuthorizers(find);
  return {
    apiId: api.identity.ref,
    stageName: stage.properties.StageName,
    apiKeySource: api.properties.ApiKeySourceType,
    binaryMediaTypes: api.properties.BinaryMediaTypes,
    smallestCompressed: api.properties.MinimumCompressionSize ?? null,
    gatewayResponses: readGatewayResponses(find),
    methods: find('AWS::ApiGateway::Method', methodSchema).map(({ logicalId, properties }) => ({
      httpMethod: properties.HttpMethod,
      resourceId: properties.ResourceId,
      resourcePath: required(paths.get(properties.ResourceId), `${logicalId} belongs to no resource of the API.`),
      authorizer: findAuthorizer(logicalId, properties, authorizers),
      apiKeyRequired: properties.ApiKeyRequired,
      integration: readIntegration(logicalId, properties),
    })),
  };
}

function findAuthorizer(
  logicalId: string,
  method: Method,
  authorizers: ReadonlyMap<string, RestAuthorizer>,
): RestAuthorizer | null {
  if (method.AuthorizationType === 'NONE') return null;
  return required(authorizers.get(method.AuthorizerId ?? ''), `${logicalId} names an authorizer that does not exist.`);
}

function readPaths(find: FindResources, rootId: string): ReadonlyMap<string, string> {
  const resources = byReference(
    find('AWS::ApiGateway::Resource', z.object({ ParentId: z.string(), PathPart: z.string() })),
  );
  const pathOf = (id: string): string => {
    if (id === rootId) return '';
    const resource = required(resources.get(id), `The API's resource ${id} hangs on no parent.`);
    return `${pathOf(resource.properties.ParentId)}/${resource.properties.PathPart}`;
  };
  return new Map([[rootId, '/'], ...[...resources.keys()].map((id) => [id, pathOf(id)] as const)]);
}

function readAuthorizers(find: FindResources): ReadonlyMap<string, RestAuthorizer> {
  const authorizers = find('AWS::ApiGateway::Authorizer', authorizerSchema);
  return new Map(
    authorizers.map(({ logicalId, identity, properties }) => [
      identity.ref,
      {
        name: properties.Name,
        type: properties.Type,
        functionArn: functionOfUri(logicalId, properties.AuthorizerUri),
        authorizerId: identity.ref,
        identitySources: properties.IdentitySource.split(',')
          .map((source) => source.trim())
          .filter(Boolean),
        identityValidation: properties.IdentityValidationExpression ?? null,
        cacheSeconds: properties.AuthorizerResultTtlInSeconds,
      },
    ]),
  );
}

function readIntegration(logicalId: string, method: Method): ProxyIntegration | MockIntegration {
  const { Integration: integration } = method;
  if (integration.Type === 'AWS_PROXY') {
    return {
      type: 'AWS_PROXY',
      functionArn: functionOfUri(logicalId, integration.Uri ?? ''),
      timeoutMilliseconds: integration.TimeoutInMillis,
    };
  }
  if (integration.Type !== 'MOCK') {
    throw new TemplateError(
      `${logicalId} has an integration of type ${integration.Type}; AWS_PROXY and MOCK run here.`,
    );
  }
  checkMethodResponses(logicalId, method);
  return {
    type: 'MOCK',
    passthroughBehavior: integration.PassthroughBehavior,
    requestTemplates: integration.RequestTemplates,
    responses: integration.IntegrationResponses.map((response) => ({
      statusCode: response.StatusCode,
      selectionPattern: response.SelectionPattern ?? null,
      parameters: response.ResponseParameters,
      templates: response.ResponseTemplates,
    })),
  };
}

/** API Gateway refuses a mapping to a header or a status that the method response does not declare. */
function checkMethodResponses(logicalId: string, method: Method): void {
  for (const response of method.Integration.IntegrationResponses) {
    const declared = method.MethodResponses.find((candidate) => candidate.StatusCode === response.StatusCode);
    const missing = Object.keys(response.ResponseParameters).filter(
      (parameter) => declared?.ResponseParameters[parameter] === undefined,
    );
    if (declared === undefined || missing.length > 0) {
      throw new TemplateError(
        `${logicalId} answers ${response.StatusCode} with what no method response declares: ${missing.join(', ')}.`,
      );
    }
  }
}

function readGatewayResponses(find: FindResources): GatewayResponse[] {
  return find(
    'AWS::ApiGateway::GatewayResponse',
    z.object({
      ResponseType: z.string(),
      StatusCode: z.coerce.number().int().optional(),
      ResponseParameters: texts,
      ResponseTemplates: texts,
    }),
  ).map(({ properties }) => ({
    responseType: properties.ResponseType,
    statusCode: properties.StatusCode ?? null,
    parameters: properties.ResponseParameters,
    templates: properties.ResponseTemplates,
  }));
}

function functionOfUri(logicalId: string, uri: string): string {
  const arn = /\/functions\/(arn:[^/]+)\/invocations$/.exec(uri)?.[1];
  return required(arn, `${logicalId} invokes no Lambda function: ${uri}`);
}

function required<Value>(value: Value | undefined, message: string): Value {
  if (value === undefined) throw new TemplateError(message);
  return value;
}
