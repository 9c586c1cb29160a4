import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Match } from 'aws-cdk-lib/assertions';
import type { CfnGlobalTable } from 'aws-cdk-lib/aws-dynamodb';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../infra/create-app.ts';
import { makeApp, resourcesOf, root, synthesize } from './synthesize.ts';

describe('stages', () => {
  it.each([
    { stage: 'dev' },
    { stage: 'test', apiKeyRequired: 'false' },
    { stage: 'prod', corsOrigin: 'https://app.example.com' },
    { stage: 'prod', accountId: '123456789012', region: 'eu-west-1', tableName: 'companies' },
  ])('synthesizes %j with every finding mended or accepted with its reason', (context) => {
    const { app } = makeApp(context);

    expect(() => app.synth()).not.toThrow();
  });

  it('fails the synthesis on what CloudFormation would refuse', () => {
    const { app, stack } = makeApp();
    const table = stack.node.findChild('Data').node.findChild('Table').node.defaultChild as CfnGlobalTable;
    table.addPropertyOverride('KeySchema', 'none');

    expect(() => app.synth()).toThrow(/CloudFormation/);
  });

  it('fails the synthesis on a finding that nobody has accepted', () => {
    const { app, stack } = makeApp();
    const queue = stack.node.findChild('Pipeline').node.findChild('RecordFailureDeadLetters');
    queue.node.tryRemoveChild('Policy');

    expect(() => app.synth()).toThrow(/AwsSolutions-SQS4/);
  });

  it('keeps the data of prod when its stack is deleted, and drops that of dev', () => {
    const policiesOf = (stage: string) =>
      ['AWS::DynamoDB::GlobalTable', 'AWS::S3::Bucket'].flatMap((type) =>
        resourcesOf(synthesize({ stage }), type).map(([, { DeletionPolicy }]) => DeletionPolicy),
      );

    expect(policiesOf('prod')).toEqual(['Retain', 'Retain']);
    expect(policiesOf('dev')).toEqual(['Delete', 'Delete']);
  });

  it('protects the table of prod against deletion', () => {
    synthesize({ stage: 'prod' }).hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      Replicas: [Match.objectLike({ DeletionProtectionEnabled: true })],
    });
  });

  it('refuses to open prod to everybody', () => {
    expect(() => synthesize({ stage: 'prod', apiKeyRequired: 'false' })).toThrow(/refused in stage prod/);
  });

  it('asks every caller through the authorizer when no key is required, so that nothing is cached for all', () => {
    synthesize({ apiKeyRequired: 'false' }).hasResourceProperties('AWS::ApiGateway::Authorizer', {
      AuthorizerResultTtlInSeconds: 0,
    });
  });

  it('says which bundle is missing, and what to do', () => {
    const bare = mkdtempSync(join(tmpdir(), 'bare-'));
    cpSync(join(root, 'statemachines'), join(bare, 'statemachines'), { recursive: true });
    cpSync(join(root, 'dist', 'retention.json'), join(bare, 'dist', 'retention.json'));

    expect(() => createApp({ root: bare, outdir: join(bare, 'cdk.out'), context: {} })).toThrow(
      /bundle of validate-domain is missing: .* Run "npm run build"/,
    );
  });

  it('puts out what people and scripts look for', () => {
    expect(Object.keys(synthesize().findOutputs('*')).sort()).toEqual([
      'ApiUrl',
      'Dashboard',
      'DeepStateMachineArn',
      'DocumentsBucketName',
      'ManageClientsFunctionName',
      'ManageCompaniesFunctionName',
      'RefreshStateMachineArn',
      'StandardStateMachineArn',
      'StateMachineConsole',
      'TableName',
      'enterpriseUsagePlanId',
      'teamUsagePlanId',
      'trialUsagePlanId',
    ]);
  });
});
