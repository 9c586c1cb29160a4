import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { functionSpecifications } from '../../infra/functions.ts';
import { grantsOf, grantsOfRole } from './policies.ts';
import { resourcesOf, root, synthesize } from './synthesize.ts';

const template = synthesize();
const names = functionSpecifications.map(({ name }) => name);
const everyFunction = [
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
];
/** Queue rights that CDK gives a function whose failed events are kept. */
const keepsLostEvents = ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:SendMessage'];

/** Operations of the AWS clients, as their clients name them, and the action that IAM asks for. */
const actionOf: Record<string, string> = {
  GetItem: 'dynamodb:GetItem',
  PutItem: 'dynamodb:PutItem',
  UpdateItem: 'dynamodb:UpdateItem',
  DeleteItem: 'dynamodb:DeleteItem',
  Query: 'dynamodb:Query',
  Scan: 'dynamodb:Scan',
  BatchGetItem: 'dynamodb:BatchGetItem',
  DescribeTable: 'dynamodb:DescribeTable',
  BatchWriteItem: 'dynamodb:BatchWriteItem',
  TransactWriteItems: 'dynamodb:TransactWriteItems',
  GetObject: 's3:GetObject',
  ListObjectsV2: 's3:ListBucket',
  HeadObject: 's3:GetObject',
  PutObject: 's3:PutObject',
  DeleteObject: 's3:DeleteObject',
  StartExecution: 'states:StartExecution',
  StopExecution: 'states:StopExecution',
  DescribeExecution: 'states:DescribeExecution',
  GetExecutionHistory: 'states:GetExecutionHistory',
  DescribeStateMachine: 'states:DescribeStateMachine',
  Invoke: 'lambda:InvokeFunction',
  GetSecretValue: 'secretsmanager:GetSecretValue',
  DescribeSecret: 'secretsmanager:DescribeSecret',
  PutEvents: 'events:PutEvents',
};
/** These read a stored answer with one signed request, without the S3 client. */
const starts = [
  ...['vendor-context', 'customer-intelligence', 'start-batch', 'async-analysis'],
  ...['front-end-vendor-context', 'front-end-customer-intelligence'],
];
const readsObjectsByHand = new Set([
  ...starts,
  'start-refresh',
  'status-check',
  'front-end-status',
  'give-feedback',
  'privacy-request-status',
]);
/** These invoke what looks outside with one signed request, without the Lambda client. */
const invokesByHand = new Set([...starts, 'company-lookup', 'front-end-lookup', 'front-end-search']);

/** This puts an event with one signed request, without the EventBridge client. */
const announcesByHand = new Set(['clear-company-cache']);

/** What lies in a bundle for other engines, which its function never asks. */
const ofOtherEngines: Readonly<Record<string, string>> = { 'ask-bedrock': 'secretsmanager:GetSecretValue' };

/** The actions that a bundle can ask for: an unused operation of a client is not in the bundle. */
function actionsInBundle(name: string): string[] {
  const folder = join(root, 'dist', 'functions', name);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.mjs'));
  const code = files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
  const called = Object.keys(actionOf).filter((operation) => code.includes(`"${operation}"`));
  const actions = called.map((operation) => actionOf[operation]!).filter((action) => action !== ofOtherEngines[name]);
  const objects = [
    ...actions,
    ...(readsObjectsByHand.has(name) ? ['s3:GetObject'] : []),
    ...(invokesByHand.has(name) ? ['lambda:InvokeFunction'] : []),
    ...(announcesByHand.has(name) ? ['events:PutEvents'] : []),
  ];
  return [...objects, ...(objects.includes('s3:GetObject') ? ['s3:ListBucket'] : [])];
}

describe('permissions of the functions', () => {
  it.each(names)('lets %s do what its bundle can ask for, and nothing else', (name) => {
    const expected = [
      ...everyFunction,
      ...actionsInBundle(name),
      ...(['record-failure', 'invalidate-cache'].includes(name) ? keepsLostEvents : []),
    ];

    const allowed = grantsOf(template, name).map(({ action }) => action);

    expect([...new Set(allowed)].sort()).toEqual([...new Set(expected)].sort());
  });

  it.each(names)('names the resources of %s; only tracing, which has none, takes all', (name) => {
    const unnamed = grantsOf(template, name).filter(({ resource }) => resource === '*');

    expect(unnamed.map(({ action }) => action)).toEqual(['xray:PutTraceSegments', 'xray:PutTelemetryRecords']);
  });

  it('gives objects by their prefix, and answers to nobody before they are written', () => {
    const writers = names.filter((name) =>
      grantsOf(template, name).some(
        ({ action, resource }) => action === 's3:PutObject' && resource.endsWith('/answers/*'),
      ),
    );
    const objects = names
      .flatMap((name) => grantsOf(template, name))
      .filter(({ action }) => /^s3:.*Object$/.test(action));

    expect(writers).toEqual(['write-result', 'write-resolution']);
    for (const { resource } of objects)
      expect(resource).toMatch(/>\/(documents|facts|runs|answers|engines|exports)\/\*$/);
  });

  it('lets a function read the key of one provider and no other, and the planner none', () => {
    const readers = names.flatMap((name) =>
      grantsOf(template, name)
        .filter(({ action }) => action.startsWith('secretsmanager:'))
        .map(({ action, resource }) => [name, action.split(':')[1], resource.replace(/[A-F\d]{8}>$/, '>')]),
    );

    expect(readers).toEqual([
      ['search-pages', 'GetSecretValue', '<SecretsSerpApi>'],
      ['find-by-name', 'GetSecretValue', '<SecretsSerpApi>'],
      ['plan-sources', 'DescribeSecret', '<SecretsSerpApi>'],
      ['plan-sources', 'DescribeSecret', '<SecretsSnov>'],
      ['plan-sources', 'DescribeSecret', '<SecretsBrightData>'],
      ['call-serpapi', 'GetSecretValue', '<SecretsSerpApi>'],
      ['call-snov', 'GetSecretValue', '<SecretsSnov>'],
      ['call-bright-data', 'GetSecretValue', '<SecretsBrightData>'],
      ['collect-dataset', 'GetSecretValue', '<SecretsBrightData>'],
      ['plan-engines', 'DescribeSecret', '<SecretsOpenAi>'],
      ['plan-engines', 'DescribeSecret', '<SecretsAnthropic>'],
      ['ask-openai', 'GetSecretValue', '<SecretsOpenAi>'],
      ['ask-anthropic', 'GetSecretValue', '<SecretsAnthropic>'],
    ]);
  });
});

describe('permissions of the machines', () => {
  const machines = resourcesOf(template, 'AWS::StepFunctions::StateMachine').map(
    ([id, { Properties }]) => [id, Properties.RoleArn['Fn::GetAtt'][0]] as const,
  );
  const roles = machines.filter(([id]) => id.startsWith('CompanyEnrichment'));

  it.each(roles)('lets %s invoke the functions of the graph, write status rows and announce the end', (_, role) => {
    const grants = grantsOfRole(template, role).filter(({ resource }) => resource !== '*');

    const actions = [...new Set(grants.map(({ action }) => action))].sort();
    const [status] = grants.filter(({ action }) => action === 'dynamodb:UpdateItem');

    expect(actions).toEqual([
      'dynamodb:UpdateItem',
      'events:PutEvents',
      'lambda:InvokeFunction',
      'states:StartExecution',
    ]);
    expect(grants.filter(({ action }) => action === 'states:StartExecution')).toMatchObject([
      { resource: '<CollectDatasetStateMachine>' },
    ]);
    expect(status!.condition).toEqual({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['EXECUTION#*'] } });
  });

  it.each(roles)('lets %s invoke none of the API and not the recorder of failures', (_, role) => {
    const invoked = grantsOfRole(template, role)
      .filter(({ action }) => action === 'lambda:InvokeFunction')
      .map(({ resource }) => resource);

    expect(invoked).toHaveLength(30);
    expect(invoked).not.toContain('<RecordFailureLambda.Arn>');
    expect(invoked).not.toContain('<AuthorizeLambda.Arn>');
  });

  it('lets the follow-up of late datasets collect them, and nothing else', () => {
    const [, role] = machines.find(([id]) => id === 'CollectDatasetStateMachine')!;

    const grants = grantsOfRole(template, role).filter(({ resource }) => resource !== '*');

    expect(grants).toEqual([
      { action: 'lambda:InvokeFunction', resource: '<CollectDatasetLambda.Arn>', condition: undefined },
    ]);
  });
});
