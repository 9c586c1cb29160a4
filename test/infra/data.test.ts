import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { makeApp, type Resource, resourcesOf, synthesize } from './synthesize.ts';

const template = synthesize();

describe('data', () => {
  it('keeps one table: on demand, encrypted, restorable to the second, expiring by expiresAt', () => {
    template.resourceCountIs('AWS::DynamoDB::GlobalTable', 1);
    template.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      BillingMode: 'PAY_PER_REQUEST',
      GlobalSecondaryIndexes: [
        Match.objectLike({
          IndexName: 'hot',
          // Not the heat itself: a count that moves nothing must write nothing to the index.
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['subject', 'dueAt'] },
        }),
      ],
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      Replicas: [
        Match.objectLike({
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          SSESpecification: { KMSMasterKeyId: Match.anyValue() },
        }),
      ],
    });
  });

  it('keeps documents private, encrypted, and for a time by prefix', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      BucketEncryption: Match.anyValue(),
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      LifecycleConfiguration: {
        Rules: ['documents/', 'facts/', 'answers/', 'runs/', 'engines/', 'exports/'].map((prefix) =>
          Match.objectLike({ Prefix: prefix, ExpirationInDays: Match.anyValue(), Status: 'Enabled' }),
        ),
      },
    });
  });

  it('refuses the bucket to whoever does not use TLS', () => {
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ]),
      },
    });
  });

  it('archives what the product announces', () => {
    template.hasResourceProperties('AWS::Events::Archive', {
      EventPattern: { source: ['sales-intelligence'] },
      RetentionDays: 30,
    });
  });

  it('makes secrets without a value, which nobody could take for a key', () => {
    const secrets = resourcesOf(template, 'AWS::SecretsManager::Secret').map(([, { Properties }]) => Properties);

    expect(secrets.map(({ Name }) => Name)).toEqual([
      'sales-intelligence/dev/serpapi',
      'sales-intelligence/dev/snov',
      'sales-intelligence/dev/bright-data',
      'sales-intelligence/dev/openai',
      'sales-intelligence/dev/anthropic',
    ]);
    for (const properties of secrets) {
      expect(properties).not.toHaveProperty('SecretString');
      expect(properties).not.toHaveProperty('GenerateSecretString');
    }
  });

  it('is encrypted with a key that turns each year and works through DynamoDB and S3 alone', () => {
    const [[, { Properties }]] = resourcesOf(template, 'AWS::KMS::Key') as [[string, Resource]];
    const open = Properties.KeyPolicy.Statement.filter(
      (statement: { Principal: { AWS?: unknown } }) => statement.Principal.AWS === '*',
    );

    expect(Properties.EnableKeyRotation).toBe(true);
    expect(open).toHaveLength(1);
    expect(open[0].Condition.StringEquals['kms:CallerAccount']).toEqual({ Ref: 'AWS::AccountId' });
    expect(JSON.stringify(open[0].Condition.StringEquals['kms:ViaService'])).toMatch(/dynamodb\..*s3\./);
  });

  it('costs no key where a dev stage asks for none', () => {
    const own = synthesize({ encryptionKey: 'aws' });

    own.resourceCountIs('AWS::KMS::Key', 0);
    own.hasResourceProperties('AWS::DynamoDB::GlobalTable', { SSESpecification: { SSEEnabled: false } });
  });

  it('keeps no earlier version of an object, which would outlive an erasure', () => {
    const [[, { Properties }]] = resourcesOf(template, 'AWS::S3::Bucket') as [[string, Resource]];

    expect(Properties).not.toHaveProperty('VersioningConfiguration');
  });
});

describe('data in two regions', () => {
  const keyArn = 'arn:aws:kms:eu-west-1:123456789012:key/0b1c';
  const place = { stage: 'prod', accountId: '123456789012', tableName: 'companies' };

  it('is copied to the other region, restorable and protected there too', () => {
    const main = synthesize({ ...place, region: 'eu-central-1', replicaRegions: `eu-west-1=${keyArn}` });

    main.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      TableName: 'companies',
      Replicas: Match.arrayWith([
        Match.objectLike({
          Region: 'eu-west-1',
          DeletionProtectionEnabled: true,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          SSESpecification: { KMSMasterKeyId: keyArn },
        }),
      ]),
    });
  });

  it('is used where it is by a standby, which makes no table and refreshes nothing', () => {
    const { app, stack } = makeApp({ ...place, region: 'eu-west-1', standby: 'true' });

    expect(() => app.synth()).not.toThrow();
    const standby = Template.fromStack(stack);
    standby.resourceCountIs('AWS::DynamoDB::GlobalTable', 0);
    standby.resourceCountIs('AWS::S3::Bucket', 1);
    standby.hasResourceProperties('AWS::Scheduler::Schedule', { State: 'DISABLED' });
    const variables = resourcesOf(standby, 'AWS::Lambda::Function').map(
      ([, { Properties }]) => Properties.Environment.Variables,
    );
    expect(new Set(variables.map(({ DYNAMODB_TABLE_NAME }) => DYNAMODB_TABLE_NAME))).toEqual(new Set(['companies']));
  });
});

describe('what must never be replaced', () => {
  it('keeps its logical id, since a renamed resource is a new and empty one', () => {
    const types = [
      'AWS::DynamoDB::GlobalTable',
      'AWS::S3::Bucket',
      'AWS::KMS::Key',
      'AWS::Events::EventBus',
      'AWS::SecretsManager::Secret',
    ];
    const ids = types.flatMap((type) => resourcesOf(template, type).map(([id]) => id));

    expect(ids).toMatchInlineSnapshot(`
      [
        "DataTableFDBAD0F2",
        "DataDocumentsDACEAC53",
        "DataKey5F086070",
        "DataBus11656D0F",
        "SecretsSerpApi2BF41BFC",
        "SecretsSnovFB566DD0",
        "SecretsBrightDataC82D6340",
        "SecretsOpenAi4AADD727",
        "SecretsAnthropic436984E9",
      ]
    `);
  });
});
