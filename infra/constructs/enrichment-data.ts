import { Duration } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
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
  readonly table: Table;
  readonly bucket: Bucket;
  readonly bus: EventBus;

  constructor(scope: Construct, id: string, { stage, daysKept }: EnrichmentDataProps) {
    super(scope, id);
    this.table = this.createTable(stage);
    this.bucket = this.createBucket(stage, daysKept);
    this.bus = this.createBus(stage);
  }

  private createTable(stage: StageSettings): Table {
    const table = new Table(this, 'Table', {
      ...(stage.tableName === null ? {} : { tableName: stage.tableName }),
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: 'expiresAt',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      encryption: TableEncryption.AWS_MANAGED,
      deletionProtection: stage.name === 'prod',
      removalPolicy: stage.removalPolicy,
    });
    // Only rows that count requests have these attributes; counting itself touches none of the index's, mostly.
    table.addGlobalSecondaryIndex({
      indexName: hotIndexName,
      partitionKey: { name: 'hotShard', type: AttributeType.STRING },
      sortKey: { name: 'hotRank', type: AttributeType.NUMBER },
      projectionType: ProjectionType.INCLUDE,
      nonKeyAttributes: ['subject', 'dueAt'],
    });
    return table;
  }

  private createBucket(stage: StageSettings, daysKept: EnrichmentDataProps['daysKept']): Bucket {
    const bucket = new Bucket(this, 'Documents', {
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
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
