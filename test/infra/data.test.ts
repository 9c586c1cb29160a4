import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { resourcesOf, synthesize } from './synthesize.ts';

const template = synthesize();

describe('data', () => {
  it('keeps one table: on demand, encrypted, restorable to the second, expiring by expiresAt', () => {
    template.resourceCountIs('AWS::DynamoDB::Table', 1);
    template.hasResourceProperties('AWS::DynamoDB::Table', {
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
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true },
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
});
