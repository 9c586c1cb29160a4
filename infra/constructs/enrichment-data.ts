import { Aws, Duration } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  type CfnGlobalTable,
  type ITableV2,
  ProjectionType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { DataSettings } from '../data-settings.ts';
import type { StageSettings } from '../stage.ts';
import { acknowledge } from './acknowledge.ts';

/** The index that ranks what companies are asked for; the functions know it by this name. */
export const hotIndexName = 'hot';

export interface EnrichmentDataProps {
  readonly stage: StageSettings;
  /** Days for which objects under each prefix of the bucket are kept, from the build. */
  readonly daysKept: Readonly<Record<string, number>>;
}

/** Where everything is kept: the single table, the documents bucket, and the bus that tells others. */
export class EnrichmentData extends Construct {
  /** In a standby region the copy of the other region's table. */
  readonly table: ITableV2;
  readonly bucket: Bucket;
  readonly bus: EventBus;

  constructor(scope: Construct, id: string, { stage, daysKept }: EnrichmentDataProps) {
    super(scope, id);
    const key = stage.data.hasOwnKey ? this.createKey(stage) : null;
    this.table = this.createTable(stage, key);
    this.bucket = this.createBucket(stage, key, daysKept);
    this.bus = this.createBus(stage);
  }

  /**
   * The key lets itself be used through DynamoDB and S3 only, by whoever may use the table or the bucket; source:
   * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
   */
  private createKey(stage: StageSettings): Key {
    const key = new Key(this, 'Key', {
      description: `What the Sales Intelligence Orchestrator keeps, stage ${stage.name}`,
      enableKeyRotation: true,
      removalPolicy: stage.removalPolicy,
    });
    const services = ['dynamodb', 's3'].map((service) => `${service}.${Aws.REGION}.amazonaws.com`);
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new AnyPrincipal()],
        actions: [
          'kms:Encrypt',
          'kms:Decrypt',
          'kms:ReEncrypt*',
          'kms:GenerateDataKey*',
          'kms:DescribeKey',
          'kms:CreateGrant',
        ],
        resources: ['*'],
        conditions: { StringEquals: { 'kms:CallerAccount': Aws.ACCOUNT_ID, 'kms:ViaService': services } },
      }),
    );
    return key;
  }

  private createTable(stage: StageSettings, key: Key | null): ITableV2 {
    const { tableName, data } = stage;
    if (data.isStandby && tableName !== null) return TableV2.fromTableName(this, 'Table', tableName);
    const table = new TableV2(this, 'Table', {
      ...(tableName === null ? {} : { tableName }),
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billing: Billing.onDemand(),
      timeToLiveAttribute: 'expiresAt',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      encryption: TableEncryptionV2.dynamoOwnedKey(),
      deletionProtection: stage.name === 'prod',
      removalPolicy: stage.removalPolicy,
      ...(data.replicas.length === 0 ? {} : { replicas: data.replicas.map(({ region }) => ({ region })) }),
      // Only rows that count requests have these attributes; counting itself touches none of the index's, mostly.
      globalSecondaryIndexes: [
        {
          indexName: hotIndexName,
          partitionKey: { name: 'hotShard', type: AttributeType.STRING },
          sortKey: { name: 'hotRank', type: AttributeType.NUMBER },
          projectionType: ProjectionType.INCLUDE,
          nonKeyAttributes: ['subject', 'dueAt'],
        },
      ],
    });
    if (key !== null) encryptWith(table, key, data.replicas);
    return table;
  }

  private createBucket(stage: StageSettings, key: Key | null, daysKept: EnrichmentDataProps['daysKept']): Bucket {
    const bucket = new Bucket(this, 'Documents', {
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      // With a key of its own per bucket and hour, most objects cost no call to KMS.
      ...(key === null
        ? { encryption: BucketEncryption.S3_MANAGED }
        : { encryption: BucketEncryption.KMS, encryptionKey: key, bucketKeyEnabled: true }),
      // An earlier version would outlive an erasure, and every object can be made again from its source.
      versioned: false,
      removalPolicy: stage.removalPolicy,
      lifecycleRules: Object.entries(daysKept).map(([prefix, days]) => ({
        id: `expire-${prefix}`,
        prefix: `${prefix}/`,
        expiration: Duration.days(days),
        abortIncompleteMultipartUploadAfter: Duration.days(1),
      })),
    });
    acknowledge(
      bucket,
      'AwsSolutions-S1',
      "Only this stack's functions read the bucket, each by its own role; CloudTrail data events record that without a second bucket of logs.",
    );
    return bucket;
  }

  private createBus(stage: StageSettings): EventBus {
    const bus = new EventBus(this, 'Bus', { eventBusName: `sales-intelligence-${stage.name}` });
    bus.archive('Archive', {
      description: 'What the product announced, for replay to a consumer that was down.',
      eventPattern: { source: ['sales-intelligence'] },
      retention: Duration.days(30),
    });
    return bus;
  }
}

/** The L2 property takes a key only in a stack that is bound to a region; this one may be deployed anywhere. */
function encryptWith(table: TableV2, key: Key, replicas: DataSettings['replicas']): void {
  const resource = table.node.defaultChild as CfnGlobalTable;
  resource.addPropertyOverride('SSESpecification', { SSEEnabled: true, SSEType: 'KMS' });
  const keyArns = [...replicas.map(({ keyArn }) => keyArn), key.keyArn];
  for (const [index, keyArn] of keyArns.entries()) {
    resource.addPropertyOverride(`Replicas.${index}.SSESpecification.KMSMasterKeyId`, keyArn);
  }
}
