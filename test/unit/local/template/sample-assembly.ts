import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SampleAssembly {
  readonly resources: Readonly<Record<string, unknown>>;
  readonly rest?: Readonly<Record<string, unknown>>;
  /** `index.mjs` of each asset, by its S3 key without `.zip`. */
  readonly assets?: Readonly<Record<string, string>>;
  readonly stacks?: readonly string[];
}

/** Writes a cloud assembly of one stack, as `cdk synth` lays it out, into a new folder. */
export function writeAssembly({ resources, rest = {}, assets = {}, stacks = ['Sample'] }: SampleAssembly): string {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  const write = (name: string, value: unknown) => writeFileSync(join(folder, name), JSON.stringify(value));
  const stackArtifacts = stacks.map((id) => [
    id,
    { type: 'aws:cloudformation:stack', properties: { templateFile: 'Sample.template.json' } },
  ]);
  write('manifest.json', {
    artifacts: {
      ...Object.fromEntries(stackArtifacts),
      'Sample.assets': { type: 'cdk:asset-manifest', properties: { file: 'Sample.assets.json' } },
      Tree: { type: 'cdk:tree' },
    },
  });
  write('Sample.template.json', { Resources: resources, ...rest });
  for (const [key, source] of Object.entries(assets)) {
    mkdirSync(join(folder, `asset.${key}`));
    writeFileSync(join(folder, `asset.${key}`, 'index.mjs'), source);
  }
  write('Sample.assets.json', {
    files: Object.fromEntries(
      Object.keys(assets).map((key) => [
        key,
        {
          source: { path: `asset.${key}`, packaging: 'zip' },
          destinations: { current: { bucketName: 'assets', objectKey: `${key}.zip` } },
        },
      ]),
    ),
  });
  return folder;
}

const role = {
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {},
    ManagedPolicyArns: [
      {
        'Fn::Join': [
          '',
          ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'],
        ],
      },
    ],
    Policies: [
      { PolicyName: 'own', PolicyDocument: { Statement: { Effect: 'Allow', Action: 'xray:*', Resource: '*' } } },
    ],
  },
};

/** A function resource whose code is the asset of the same key. */
export function functionResource(key: string, properties: Readonly<Record<string, unknown>> = {}) {
  return {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Code: { S3Bucket: { 'Fn::Sub': 'assets-${AWS::AccountId}' }, S3Key: `${key}.zip` },
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
      Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
      ...properties,
    },
  };
}

const invocationOf = (logicalId: string) => ({
  'Fn::Join': [
    '',
    [
      'arn:aws:apigateway:',
      { Ref: 'AWS::Region' },
      ':lambda:path/2015-03-31/functions/',
      { 'Fn::GetAtt': [logicalId, 'Arn'] },
      '/invocations',
    ],
  ],
});

/** A proxied method. */
export function methodResource(resource: unknown, httpMethod: string, logicalId: string, properties = {}) {
  return {
    Type: 'AWS::ApiGateway::Method',
    Properties: {
      HttpMethod: httpMethod,
      ResourceId: resource,
      RestApiId: { Ref: 'Api' },
      AuthorizationType: 'NONE',
      Integration: { Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST', Uri: invocationOf(logicalId) },
      ...properties,
    },
  };
}

export const rootResource = { 'Fn::GetAtt': ['Api', 'RootResourceId'] };

/** A small stack with one resource of each kind that the laptop runs. */
export const sampleResources: Readonly<Record<string, unknown>> = {
  Role: role,
  RolePolicy: {
    Type: 'AWS::IAM::Policy',
    Properties: {
      PolicyName: 'default',
      Roles: [{ Ref: 'Role' }],
      PolicyDocument: {
        Statement: [
          { Effect: 'Allow', Action: ['dynamodb:GetItem'], Resource: { 'Fn::GetAtt': ['Table', 'Arn'] } },
          {
            Effect: 'Deny',
            Action: 's3:*',
            Resource: [{ 'Fn::Sub': '${Bucket.Arn}/*' }],
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
        ],
      },
    },
  },
  Hello: functionResource('hello', {
    MemorySize: '256',
    Timeout: 7,
    ReservedConcurrentExecutions: 3,
    Environment: {
      Variables: {
        TABLE_NAME: { Ref: 'Table' },
        BUCKET_NAME: { Ref: 'Bucket' },
        SECRET_ARN: { Ref: 'Secret' },
        MACHINE_ARN: { Ref: 'Machine' },
        BUS_NAME: { Ref: 'Bus' },
        LEVEL: 3,
      },
    },
  }),
  HelloRetries: {
    Type: 'AWS::Lambda::EventInvokeConfig',
    Properties: { FunctionName: { Ref: 'Hello' }, Qualifier: '$LATEST', MaximumRetryAttempts: 1 },
  },
  HelloPermission: {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: { 'Fn::GetAtt': ['Hello', 'Arn'] },
      Principal: 'apigateway.amazonaws.com',
    },
  },
  HelloEventPermission: {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: { 'Fn::GetAtt': ['Hello', 'Arn'] },
      Principal: 'events.amazonaws.com',
      SourceArn: { 'Fn::GetAtt': ['Rule', 'Arn'] },
    },
  },
  Table: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: ['pk', 'sk', 'kind'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byKind',
          KeySchema: [{ AttributeName: 'kind', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    },
  },
  Bucket: { Type: 'AWS::S3::Bucket' },
  Secret: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'sample/provider' } },
  Machine: {
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: {
      StateMachineName: 'greet',
      DefinitionString: JSON.stringify({
        QueryLanguage: 'JSONata',
        StartAt: 'Greet',
        States: {
          Greet: {
            Type: 'Task',
            Resource: 'arn:aws:states:::lambda:invoke',
            Arguments: { FunctionName: '${HelloArn}', Payload: { asked: 'by machine' } },
            Output: '{% $states.result.Payload %}',
            End: true,
          },
        },
      }),
      DefinitionSubstitutions: { HelloArn: { 'Fn::GetAtt': ['Hello', 'Arn'] } },
      RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
    },
  },
  Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'sample-bus' } },
  Rule: {
    Type: 'AWS::Events::Rule',
    Properties: {
      EventPattern: { source: ['aws.states'], detail: { stateMachineArn: [{ Ref: 'Machine' }] } },
      State: 'ENABLED',
      Targets: [
        {
          Id: 'Target0',
          Arn: { 'Fn::GetAtt': ['Hello', 'Arn'] },
          RetryPolicy: { MaximumRetryAttempts: 4 },
          DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['Queue', 'Arn'] } },
          InputTransformer: { InputPathsMap: { name: '$.detail.name' }, InputTemplate: '{"name":<name>}' },
        },
      ],
    },
  },
  Queue: { Type: 'AWS::SQS::Queue' },
  Api: {
    Type: 'AWS::ApiGateway::RestApi',
    Properties: { Name: 'sample', ApiKeySourceType: 'AUTHORIZER', BinaryMediaTypes: ['image/png'] },
  },
  Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { StageName: 'dev', RestApiId: { Ref: 'Api' } } },
  Companies: { Type: 'AWS::ApiGateway::Resource', Properties: { ParentId: rootResource, PathPart: 'company' } },
  Company: { Type: 'AWS::ApiGateway::Resource', Properties: { ParentId: { Ref: 'Companies' }, PathPart: '{domain}' } },
  Authorizer: {
    Type: 'AWS::ApiGateway::Authorizer',
    Properties: {
      Name: 'keys',
      Type: 'REQUEST',
      AuthorizerUri: invocationOf('Hello'),
      IdentitySource: 'method.request.header.x-api-key, context.stage',
      AuthorizerResultTtlInSeconds: 60,
    },
  },
  GetCompany: methodResource({ Ref: 'Company' }, 'GET', 'Hello', {
    AuthorizationType: 'CUSTOM',
    AuthorizerId: { Ref: 'Authorizer' },
  }),
  GetRoot: methodResource(rootResource, 'GET', 'Hello'),
  Options: methodResource({ Ref: 'Company' }, 'OPTIONS', 'Hello', {
    Integration: {
      Type: 'MOCK',
      RequestTemplates: { 'application/json': '{ statusCode: 200 }' },
      IntegrationResponses: [
        { StatusCode: '204', ResponseParameters: { 'method.response.header.Access-Control-Allow-Origin': "'*'" } },
      ],
    },
    MethodResponses: [
      { StatusCode: '204', ResponseParameters: { 'method.response.header.Access-Control-Allow-Origin': true } },
    ],
  }),
  NotFound: {
    Type: 'AWS::ApiGateway::GatewayResponse',
    Properties: {
      ResponseType: 'MISSING_AUTHENTICATION_TOKEN',
      StatusCode: '404',
      ResponseTemplates: { 'application/json': '{"is":"missing"}' },
      RestApiId: { Ref: 'Api' },
    },
  },
  Metadata: { Type: 'AWS::CDK::Metadata' },
};
