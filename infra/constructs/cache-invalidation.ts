import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { EnrichmentData } from './enrichment-data.ts';
import type { EnrichmentFunctions } from './enrichment-functions.ts';

export interface CacheInvalidationProps {
  readonly data: EnrichmentData;
  readonly functions: EnrichmentFunctions;
}

/** What takes a company out of the cache when the product's bus says that something about it does not hold any more. */
export class CacheInvalidation extends Construct {
  constructor(scope: Construct, id: string, { data, functions }: CacheInvalidationProps) {
    super(scope, id);
    const { lambda } = functions.named('invalidate-cache');
    const deadLetters = new Queue(this, 'DeadLetters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    acknowledge(deadLetters, 'AwsSolutions-SQS3', 'It is itself where the rule and the function leave what they lost.');
    lambda.configureAsyncInvoke({ onFailure: new SqsDestination(deadLetters), retryAttempts: 2 });
    new Rule(this, 'Invalidate', {
      description: 'What is cached about a company does not hold any more: every level forgets it.',
      eventBus: data.bus,
      eventPattern: {
        source: ['sales-intelligence'],
        detailType: ['cache.invalidate', 'company.corrected', 'company.erased', 'company.changed'],
      },
      targets: [
        new LambdaTarget(lambda, { deadLetterQueue: deadLetters, retryAttempts: 8, maxEventAge: Duration.hours(2) }),
      ],
    });
  }
}
