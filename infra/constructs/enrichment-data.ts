import { Duration } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { ObjectPrefix } from '../functions.ts';
import type { StageSettings } from '../stage.ts';
import { acknowledge } from './acknowledge.ts';

/**
 * Days for which an object is kept. `runs` outlives the 14 days in which an execution can be redriven
 * (https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html); documents and facts
 * outlive every answer that quotes them; what engines answered outlives the rows that point to it.
 */
const daysKept: Readonly<Record<ObjectPrefix, number>> = {
  runs: 15,
  engines: 15,
  answers: 90,
  documents: 180,
  facts: 180,
};

/** The index that ranks what companies are asked for; the functions know it by this name. */
export const hotIndexName = 'hot';

/** Where everything is kept: the single table, the documents bucket, and the bus that tells others. */
export class EnrichmentData extends Construct {
  readonly table: Table;
  readonly bucket: Bucket;
  readonly bus: EventBus;

  constructor(scope: Construct, id: string, stage: StageSettings) {
    super(scope, id);
    this.table = this.createTable(stage);
    this.bucket = this.createBucket(stage);
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

  private createBucket(stage: StageSettings): Bucket {
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
