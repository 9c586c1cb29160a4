import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTemplate } from '../../../../local/template/index.ts';
import {
  functionResource,
  methodResource,
  rootResource,
  type SampleAssembly,
  sampleResources,
  writeAssembly,
} from './sample-assembly.ts';

const deployment = { region: 'eu-west-1', accountId: '111122223333' };
const arn = (service: string, rest: string) => `arn:aws:${service}:eu-west-1:111122223333:${rest}`;

function read(changes: Readonly<Record<string, unknown>> = {}, more: Partial<SampleAssembly> = {}) {
  const merged = Object.entries({ ...sampleResources, ...changes }).filter(([, resource]) => resource !== undefined);
  return readTemplate(
    writeAssembly({ resources: Object.fromEntries(merged), assets: { hello: 'export const handler = 1' }, ...more }),
    deployment,
  );
}

describe('reading a template', () => {
  it('finds the functions with their code, settings and variables resolved', () => {
    const { functions, tables, buckets } = read();

    expect(functions[0]).toMatchObject({
      logicalId: 'Hello',
      arn: arn('lambda', `function:${functions[0]?.name}`),
      taskRoot: expect.stringMatching(/asset\.hello$/),
      handler: 'index.handler',
      timeoutSeconds: 7,
      memoryMegabytes: 256,
      reservedConcurrency: 3,
      asynchronousRetries: 1,
      environment: {
        TABLE_NAME: tables[0]?.name,
        BUCKET_NAME: buckets[0]?.name,
        SECRET_ARN: expect.stringMatching(
          /^arn:aws:secretsmanager:eu-west-1:111122223333:secret:sample\/provider-\w{6}$/,
        ),
        MACHINE_ARN: arn('states', 'stateMachine:greet'),
        BUS_NAME: 'sample-bus',
        LEVEL: '3',
      },
    });
    expect(functions[0]?.name).toMatch(/^Sample-Hello-[0-9A-Z]{12}$/);
    expect(buckets[0]?.name).toMatch(/^sample-bucket-[0-9a-z]{12}$/);
  });

  it('takes the defaults that Lambda takes', () => {
    const { functions } = read({ Plain: functionResource('hello') });

    expect(functions[1]).toMatchObject({
      timeoutSeconds: 3,
      memoryMegabytes: 128,
      reservedConcurrency: null,
      asynchronousRetries: 2,
      environment: {},
    });
  });

  it('knows what each function may do', () => {
    const { functions, tables } = read();

    expect(functions[0]?.role).toMatchObject({
      managedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'],
      statements: [
        { Effect: 'Allow', Action: ['xray:*'], Resource: ['*'] },
        { Effect: 'Allow', Action: ['dynamodb:GetItem'], Resource: [tables[0]?.arn] },
        { Effect: 'Deny', Action: ['s3:*'], Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      ],
    });
  });

  it('finds the table with its keys and expiry', () => {
    const { tables } = read();

    expect(tables).toMatchObject([
      {
        keySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        globalIndexes: [{ IndexName: 'byKind' }],
        timeToLiveAttribute: 'expiresAt',
      },
    ]);
  });

  it('finds the machine with its substitutions made', () => {
    const { stateMachines, functions } = read();

    expect(stateMachines[0]).toMatchObject({
      name: 'greet',
      arn: arn('states', 'stateMachine:greet'),
      type: 'STANDARD',
    });
    expect(JSON.parse(stateMachines[0]?.definition ?? '').States.Greet.Arguments.FunctionName).toBe(functions[0]?.arn);
  });

  it('finds the API with its paths, authorizer and answers', () => {
    const { api, functions } = read();

    expect(api).toMatchObject({ stageName: 'dev', apiKeySource: 'AUTHORIZER', binaryMediaTypes: ['image/png'] });
    expect(api.methods).toMatchObject([
      {
        httpMethod: 'GET',
        resourcePath: '/company/{domain}',
        authorizer: {
          type: 'REQUEST',
          functionArn: functions[0]?.arn,
          identitySources: ['method.request.header.x-api-key', 'context.stage'],
          cacheSeconds: 60,
        },
        integration: { type: 'AWS_PROXY', functionArn: functions[0]?.arn, timeoutMilliseconds: 29_000 },
      },
      { httpMethod: 'GET', resourcePath: '/', authorizer: null },
      {
        httpMethod: 'OPTIONS',
        integration: {
          type: 'MOCK',
          passthroughBehavior: 'WHEN_NO_MATCH',
          responses: [{ statusCode: 204, selectionPattern: null }],
        },
      },
    ]);
    expect(api.gatewayResponses).toMatchObject([{ responseType: 'MISSING_AUTHENTICATION_TOKEN', statusCode: 404 }]);
  });

  it('finds buses, rules, targets and permissions', () => {
    const { eventBuses, rules, permissions, functions } = read();

    expect(eventBuses).toMatchObject([{ name: 'sample-bus' }]);
    expect(rules).toMatchObject([
      {
        busName: 'default',
        enabled: true,
        pattern: { source: ['aws.states'], detail: { stateMachineArn: [arn('states', 'stateMachine:greet')] } },
        targets: [
          {
            arn: functions[0]?.arn,
            maximumRetries: 4,
            deadLetterArn: expect.stringMatching(/^arn:aws:sqs:/),
            inputTransformer: { paths: { name: '$.detail.name' }, template: '{"name":<name>}' },
          },
        ],
      },
    ]);
    expect(permissions).toEqual([
      { functionArn: functions[0]?.arn, principal: 'apigateway.amazonaws.com', sourceArn: null },
      { functionArn: functions[0]?.arn, principal: 'events.amazonaws.com', sourceArn: rules[0]?.arn },
    ]);
  });

  it('leaves out what a condition switches off', () => {
    const { functions } = read(
      { Extra: { ...functionResource('hello'), Condition: 'IsProduction' } },
      { rest: { Conditions: { IsProduction: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] } } } },
    );

    expect(functions.map((resource) => resource.logicalId)).toEqual(['Hello']);
  });

  it('gives the same names each time', () => {
    expect(read().functions[0]?.name).toBe(read().functions[0]?.name);
  });
});

describe('a template that AWS would refuse', () => {
  const hello = (properties: Record<string, unknown>) => ({ Hello: functionResource('hello', properties) });
  const machine = (properties: Record<string, unknown>) => ({
    Machine: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: { RoleArn: 'arn', DefinitionString: '{}', StateMachineName: 'greet', ...properties },
    },
  });
  const rule = (properties: Record<string, unknown>) => ({
    Rule: { Type: 'AWS::Events::Rule', Properties: { EventPattern: { source: ['a'] }, ...properties } },
  });
  const get = (properties: Record<string, unknown>) => ({
    GetRoot: methodResource(rootResource, 'GET', 'Hello', properties),
  });

  it.each([
    [
      'a placeholder without a value',
      machine({ DefinitionString: '${Left} ${Right}', DefinitionSubstitutions: { Left: 'x' } }),
      /Machine.*Right/,
    ],
    [
      'a reference to nothing',
      hello({ Environment: { Variables: { NAME: { Ref: 'Nowhere' } } } }),
      /no resource Nowhere/,
    ],
    [
      'an attribute nobody knows',
      hello({ Environment: { Variables: { NAME: { 'Fn::GetAtt': ['Table', 'Colour'] } } } }),
      /attribute Colour of Table/,
    ],
    ['a reserved variable', hello({ Environment: { Variables: { AWS_REGION: 'x' } } }), /reserves: AWS_REGION/],
    ['a variable name with a dash', hello({ Environment: { Variables: { 'A-B': 'x' } } }), /refuses: A-B/],
    [
      'too large an environment',
      hello({ Environment: { Variables: { BIG: 'x'.repeat(5000) } } }),
      /bytes of variables/,
    ],
    ['no handler', hello({ Handler: undefined }), /Hello .*not valid/s],
    ['another runtime', hello({ Runtime: 'python3.13' }), /Node\.js functions only/],
    ['a timeout over 15 minutes', hello({ Timeout: 901 }), /Timeout/],
    ['code that is not there', hello({ Code: { S3Key: 'other.zip' } }), /Hello has no code/],
    ['a role from elsewhere', hello({ Role: 'arn:aws:iam::1:role/other' }), /role that is not in the template/],
    ['a name that is too long', hello({ FunctionName: 'x'.repeat(65) }), /named with 65 characters; 64 fit/],
    [
      'no REST API',
      {
        Api: undefined,
        Stage: undefined,
        Companies: undefined,
        Company: undefined,
        Authorizer: undefined,
        GetCompany: undefined,
        GetRoot: undefined,
        Options: undefined,
        NotFound: undefined,
      },
      /exactly one REST API/,
    ],
    ['no stage', { Stage: undefined }, /no stage/],
    [
      'a method without its resource',
      { GetRoot: methodResource('elsewhere', 'GET', 'Hello') },
      /belongs to no resource/,
    ],
    [
      'an authorizer that is not there',
      get({ AuthorizationType: 'CUSTOM', AuthorizerId: 'nobody' }),
      /authorizer that does not exist/,
    ],
    ['an integration of another type', get({ Integration: { Type: 'HTTP' } }), /of type HTTP/],
    [
      'an integration without a function',
      get({ Integration: { Type: 'AWS_PROXY', Uri: 'arn:aws:apigateway:eu-west-1:s3:path/x' } }),
      /invokes no Lambda function/,
    ],
    [
      'a function of another stack behind a method',
      get({ Integration: { Type: 'AWS_PROXY', Uri: 'x/functions/arn:aws:lambda:other/invocations' } }),
      /functions that do not exist: arn:aws:lambda:other/,
    ],
    [
      'a header that the method response does not declare',
      get({
        Integration: {
          Type: 'MOCK',
          IntegrationResponses: [{ StatusCode: '200', ResponseParameters: { 'method.response.header.X': "'1'" } }],
        },
        MethodResponses: [{ StatusCode: '200' }],
      }),
      /declares: method\.response\.header\.X/,
    ],
    ['a rule on an unknown bus', rule({ EventBusName: 'elsewhere' }), /unknown bus elsewhere/],
    [
      'a rule to an unknown target',
      rule({ Targets: [{ Id: 'a', Arn: 'arn:aws:sqs:x' }] }),
      /no function of the stack: arn:aws:sqs:x/,
    ],
    [
      'a resource that does not run here',
      { Cluster: { Type: 'AWS::ECS::Cluster' } },
      /cannot run these resources yet: Cluster \(AWS::ECS::Cluster\)/,
    ],
  ])('for %s is refused by name', (_case, changes, message) => {
    expect(() => read(changes)).toThrow(message);
  });

  it('because two stacks were synthesized says so', () => {
    expect(() => read({}, { stacks: ['One', 'Two'] })).toThrow(/holds 2 stacks/);
  });

  it('because nothing was synthesized says what to do', () => {
    expect(() => readTemplate(join(import.meta.dirname, 'nowhere'), deployment)).toThrow(/run the synthesis again/);
  });
});
